"""What is worked out once a minute: how long it stands, what makes it anew, and who waits for it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from threading import Event

import pytest

from app.foundation import clock, freshness
from app.foundation.freshness import fresh


@pytest.fixture(autouse=True)
def nothing_kept():
    freshness.forget()
    yield
    freshness.forget()


@pytest.fixture
def number():
    """Makes another number each time it is asked."""
    numbers = count(1)
    return lambda: next(numbers)


def later(monkeypatch, seconds):
    moment = clock.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(clock, "now", lambda: moment)


def test_a_value_stands_for_its_seconds_and_says_of_when_it_is(monkeypatch, number):
    later(monkeypatch, 0)
    first = fresh("figures", 60, number)
    assert (first.value, first.as_of) == (1, clock.now())
    later(monkeypatch, 60)
    assert fresh("figures", 60, number) == first
    later(monkeypatch, 1)
    assert fresh("figures", 60, number).value == 2


def test_each_key_has_its_own(number):
    assert [fresh(key, 60, number).value for key in ("a", "b", "a")] == [1, 2, 1]


def test_another_version_is_made_at_once_and_takes_the_place_of_the_one_before(number):
    assert [fresh("figures", 60, number, version).value for version in ("nine", "nine", "ten", "ten")] == [1, 1, 2, 2]


def test_whoever_wants_what_is_being_made_gets_the_old_one_but_never_another_version(monkeypatch, number):
    begun, go = Event(), Event()

    def slowly():
        begun.set()
        assert go.wait(60)
        return number()

    fresh("figures", 60, number, "nine")
    later(monkeypatch, 61)
    with ThreadPoolExecutor(2) as people:
        making = people.submit(fresh, "figures", 60, slowly, "nine")
        assert begun.wait(60)
        assert fresh("figures", 60, number, "nine").value == 1
        waiting = people.submit(fresh, "figures", 60, number, "ten")
        go.set()
        assert making.result(60).value == 2
        assert waiting.result(60).value == 3


def test_what_could_not_be_made_is_made_by_the_next(number):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):
        fresh("figures", 60, fail)
    assert fresh("figures", 60, number).value == 1


def test_only_so_many_are_kept_and_the_oldest_go_first(monkeypatch, number):
    monkeypatch.setattr(freshness, "MOST", 2)
    for key in ("a", "b", "c"):
        fresh(key, 60, number)
    assert [fresh(key, 60, number).value for key in ("c", "b", "a")] == [3, 2, 4]
