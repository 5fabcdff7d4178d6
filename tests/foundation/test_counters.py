"""Counters of limits in this process."""

from threading import Thread, active_count

import pytest

from app.foundation import counters
from app.foundation.counters import HouseCounters


def test_a_window_begins_with_the_first_and_what_is_over_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = [1000.0]
    monkeypatch.setattr(counters, "time", lambda: moment[0])
    kept = HouseCounters()
    assert [kept.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    moment[0] += 59
    assert kept.incr("a", 60) == 4
    moment[0] += 2
    assert kept.incr("a", 60) == 1
    moment[0] += 3600
    assert kept.incr("b", 60) == 1
    assert list(kept.expirations) == ["b"]


def test_none_is_lost_where_many_count_at_once_and_no_thread_is_begun() -> None:
    kept = HouseCounters()
    before = active_count()
    threads = [Thread(target=lambda: [kept.incr("a", 60) for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept.incr("a", 60) == 2001
    assert active_count() <= before
