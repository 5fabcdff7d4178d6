"""Many rows, few commits: whoever is told that a row is kept finds it kept, and whoever is not is told so."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from app.foundation import together
from app.foundation.together import NotWritten, Together
from tests.support.sockets import eventually

LONG = 30.0  # seconds: a test that hangs fails
HELD = "held"


class Keeper:
    """A database of lists: keeps what it is given, and can be held up or made to fail while it does."""

    def __init__(self) -> None:
        self.kept: list[list[str]] = []
        self.has_begun, self.may_go_on = Event(), Event()
        self.fault: Exception | None = None

    def write(self, items: list[str]) -> None:
        if HELD in items:
            self.has_begun.set()
            assert self.may_go_on.wait(LONG)
        if self.fault:
            raise self.fault
        self.kept.append(list(items))


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
def crowd(keeper: Keeper):
    """So many that speak while somebody else's row is being written; nobody has an answer before that is done."""

    def gather(many: Together[str], size: int) -> tuple["Future[None]", list["Future[None]"]]:
        first = people.submit(many.add, HELD)
        assert keeper.has_begun.wait(LONG)
        others = [people.submit(many.add, str(number)) for number in range(size)]
        assert eventually(lambda: len(many._open.items if many._open else []) == size, LONG)
        assert not any(one.done() for one in [first, *others])
        keeper.may_go_on.set()
        return first, others

    with ThreadPoolExecutor(max_workers=32) as people:
        yield gather


def test_whoever_speaks_alone_waits_for_nobody(keeper):
    many = Together(keeper.write, pause=LONG)
    many.add("one")
    assert keeper.kept == [["one"]]


def test_those_who_speak_meanwhile_are_written_in_one(keeper, crowd):
    first, others = crowd(Together(keeper.write, pause=0), 20)
    for one in [first, *others]:
        one.result(LONG)
    assert [sorted(items) for items in keeper.kept] == [[HELD], sorted(map(str, range(20)))]


def test_a_failure_is_told_to_everybody_whom_it_concerns_and_to_nobody_after(keeper, crowd):
    many = Together(keeper.write, pause=0)
    keeper.fault = OSError("no room")
    first, others = crowd(many, 5)
    told = [one.exception(LONG) for one in [first, *others]]
    assert sorted(type(fault).__name__ for fault in told) == ["NotWritten"] * 4 + ["OSError"] * 2, (
        "two led, four followed"
    )
    keeper.fault = None
    many.add("again")
    assert keeper.kept == [["again"]]


def test_nobody_waits_for_ever(keeper, monkeypatch):
    monkeypatch.setattr(together, "PATIENCE", 0.05)
    many = Together(keeper.write, pause=0)
    with ThreadPoolExecutor(max_workers=3) as people:
        people.submit(many.add, HELD)
        assert keeper.has_begun.wait(LONG)
        leads = people.submit(many.add, "leads")
        assert eventually(lambda: many._open is not None, LONG)
        with pytest.raises(NotWritten):
            many.add("follows")
        keeper.may_go_on.set()
        leads.result(LONG)
    assert keeper.kept == [[HELD], ["leads", "follows"]], "what was not acknowledged may be written all the same"
