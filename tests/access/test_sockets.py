"""Every socket event × room × kind of person: who hears a room is who may read it, and a guest hears nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.foundation import clock
from app.foundation.database import Base, db
from app.foundation.freshness import forget
from app.foundation.realtime import EVENTS, nudge, open_sockets, socketio
from tests.access.world import PRINCIPALS, World, build
from tests.support.browsing import sign_in
from tests.support.databases import hurried_app
from tests.support.given import EVENING

# What is sent with each event, and which object it asks for; an event that is not here fails the build.
ASKED = {
    "join": [("thread", "thread", "thread"), ("salon", "classroom", "salon")],
    "writing": [("thread", "thread", "thread")],
}
READ_ALONG = {"area", "far_area", "team"}  # they read salons and say nothing there


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, World]]:
    """A house of its own with everything in it; sockets write nothing, so all tests may look at the same."""
    folder = tmp_path_factory.mktemp("furnished")
    app = hurried_app(f"sqlite:///{folder / 'furnished.db'}", folder)
    with app.app_context():
        Base.metadata.create_all(db.engine)
    yield app, build(app)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(furnished) -> Flask:
    clock.travel_to(EVENING)
    forget()
    open_sockets(furnished[0], None)
    return furnished[0]


@pytest.fixture
def stage(furnished) -> World:
    return furnished[1]


def listen(app, world: World, name: str):
    """A socket that came with the principal's session."""
    client = app.test_client()
    if name != "guest":
        sign_in(client, getattr(world.given, name))
    return socketio.test_client(app, flask_test_client=client)


def answers(listener, event: str, word: str, value: object) -> object:
    return listener.emit(event, {word: value}, callback=True)


def test_every_event_is_tried_here(app):
    assert set(EVENTS) == set(ASKED), "say in ASKED what the new event is sent with"


def test_a_room_is_heard_by_its_readers_alone_and_a_foreign_one_looks_missing(app, stage):
    for name in PRINCIPALS:
        listener = listen(app, stage, name)
        if name in ("guest", "disabled"):
            assert not listener.is_connected(), name
            continue
        heard = set()
        for word, kind, _ in ASKED["join"]:
            missing = answers(listener, "join", word, 987654321 if kind == "thread" else "none-such")
            for variant, value in stage.ids[kind].items():
                answer = answers(listener, "join", word, value)
                if name in stage.readers[kind, variant]:
                    assert answer == {"joined": True}, (name, kind, variant)
                    heard.add((kind, variant))
                else:
                    assert answer == missing == {"joined": False}, (name, kind, variant)
        assert writes_in(stage, listener) == {place for place in heard if may_write(name, place)}, name
        assert nudged(stage, listener) == heard, name
        listener.disconnect()


def writes_in(world: World, listener) -> set[tuple[str, str]]:
    """In which threads this socket is seen writing."""
    threads = world.ids["thread"].items()
    return {("thread", place) for place, value in threads if answers(listener, "writing", "thread", value)["heard"]}


def may_write(name: str, place: tuple[str, str]) -> bool:
    """Those who may reply: in no hidden thread, and in a salon nobody who only reads along."""
    kind, variant = place
    return kind == "thread" and variant != "hidden" and (variant == "forum" or name not in READ_ALONG)


def nudged(world: World, listener) -> set[tuple[str, str]]:
    """Which rooms this socket hears when each of them is told something."""
    listener.get_received()
    rooms = {("thread", variant): f"thread:{value}" for variant, value in world.ids["thread"].items()}
    given = world.given
    for variant, room in (
        ("own", given.classroom),
        ("other_class", given.classroom2),
        ("other_city", given.far_classroom),
    ):
        rooms["classroom", variant] = f"salon:{room.id}"
    for (kind, variant), room in rooms.items():
        nudge(room, "probe", {"kind": kind, "variant": variant})
    return {(f["args"][0]["kind"], f["args"][0]["variant"]) for f in listener.get_received() if f["name"] == "probe"}


@pytest.mark.parametrize("sent", [None, [], 7, {"thread": "1"}, {"thread": -1}, {"thread": 2**70},
                                  {"salon": 5}, {"salon": "c-101\x00"}, {"salon": "x" * 9000}, {"room": "person:1"}])  # fmt: skip
def test_nonsense_joins_nothing_and_breaks_nothing(app, stage, sent):
    listener = listen(app, stage, "learner")
    for event in EVENTS:
        answer = listener.emit(event, sent, callback=True)
        assert set(answer.values()) == {False}
    assert nudged(stage, listener) == set()
    assert answers(listener, "join", "salon", "c-101") == {"joined": True}
    listener.disconnect()


def test_control_a_handler_that_asks_nobody_is_heard(app, stage, monkeypatch):
    monkeypatch.setattr("app.discussions.sockets._room_asked", lambda _, data: (f"thread:{data['thread']}", None))
    listener, foreign = listen(app, stage, "learner"), stage.ids["thread"]["other_city"]
    assert answers(listener, "join", "thread", foreign) == {"joined": True}
    assert nudged(stage, listener) == {("thread", "other_city")}
    listener.disconnect()
