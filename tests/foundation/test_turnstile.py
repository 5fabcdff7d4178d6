"""The turnstile: readers one after another, writers past it, and nobody held up for long by somebody slow."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock

import pytest

from app import create_app
from app.foundation.turnstile import Turnstile
from app.settings import Settings

LONG = 60.0  # seconds that no test lasts
LINE = 8


class Room:
    """An application that knows how many were in it at once; who asks for `/slow` stays until told to go."""

    def __init__(self) -> None:
        self.inside = self.most = self.served = 0
        self.lock, self.somebody, self.go = Lock(), Event(), Event()

    def __call__(self, environ, start_response):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        if environ["PATH_INFO"] == "/slow":
            self.somebody.set()
            assert self.go.wait(LONG)
        if environ["PATH_INFO"] == "/fault":
            self.inside -= 1
            raise ValueError
        with self.lock:
            self.inside -= 1
            self.served += 1
        return [b"done"]


@pytest.fixture
def room():
    return Room()


@pytest.fixture
def people():
    with ThreadPoolExecutor(LINE) as pool:
        yield pool


def ask(door, path="/", method="GET"):
    return door({"PATH_INFO": path, "REQUEST_METHOD": method}, None)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_those_who_read_go_in_one_after_another(room, people, method):
    door, together = Turnstile(room, LONG), Barrier(LINE)

    def read_on(_person):
        together.wait(LONG)
        return [ask(door, method=method) for _ in range(50)]

    assert all(answers == [[b"done"]] * 50 for answers in people.map(read_on, range(LINE)))
    assert (room.most, room.served) == (1, 50 * LINE)


def test_without_it_they_get_in_each_others_way(room, people):
    """The control: the same crowd at the same room without a door."""
    together = Barrier(2)

    def stay(_person):
        together.wait(LONG)
        return ask(room, "/slow")

    waiting = [people.submit(stay, place) for place in range(2)]
    while room.inside < 2:
        room.somebody.wait(0.01)
    room.go.set()
    assert [one.result(LONG) for one in waiting] == [[b"done"]] * 2
    assert room.most == 2


def test_whoever_writes_does_not_stand_in_the_line(room, people):
    door = Turnstile(room, LONG)
    slow = people.submit(ask, door, "/slow")
    assert room.somebody.wait(LONG)
    assert ask(door, method="POST") == [b"done"]
    room.go.set()
    assert slow.result(LONG) == [b"done"]


def test_beside_somebody_slow_the_others_go_on(room, people):
    door = Turnstile(room, 0.0)
    slow = people.submit(ask, door, "/slow")
    assert room.somebody.wait(LONG)
    assert [ask(door) for _ in range(3)] == [[b"done"]] * 3
    room.go.set()
    assert slow.result(LONG) == [b"done"]
    assert ask(door) == [b"done"]


def test_a_fault_leaves_the_room_free(room):
    door = Turnstile(room, LONG)
    for _ in range(2):
        with pytest.raises(ValueError):
            ask(door, "/fault")
    assert ask(door) == [b"done"]


@pytest.mark.parametrize(
    ("address", "has_line"), [("sqlite:///{}/app.db", True), ("postgresql+psycopg://nowhere/none", False)]
)
def test_the_line_stands_where_a_page_waits_for_nobody(tmp_path, monkeypatch, address, has_line):
    doors = []
    monkeypatch.setattr("app.Turnstile", lambda within: doors.append(within) or within)
    values = {
        "DATABASE_URL": address.format(tmp_path),
        "INSTANCE_PATH": str(tmp_path),
        "SECRET_KEY": "long enough for a test of doors" * 2,
    }
    create_app(Settings.from_environment(values))
    assert bool(doors) is has_line
