"""The running week: counted at most once a minute, for everybody together."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flask import current_app

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.rankings.queries.boards import count_week
from app.rankings.queries.points_tables import rules_of
from app.rankings.scoring.week import Boards

KEPT_FOR = timedelta(minutes=1)
SHARE_OF_TIME = 20  # counting may take a twentieth of the time; where it takes long, it happens more rarely


@dataclass(frozen=True, slots=True)
class Counted:
    """Boards as of an instant, and how long they may be shown."""

    boards: Boards
    as_of: datetime
    rules_version: int
    kept_for: timedelta

    def is_fresh(self, now: datetime) -> bool:
        return self.as_of <= now < self.as_of + self.kept_for


@dataclass(slots=True)
class Shelf:
    """What was counted last, by training and week; whoever finds it old counts, the others look at the old one."""

    counted: dict[tuple[int, str], Counted] = field(default_factory=dict)
    locks: dict[tuple[int, str], Lock] = field(default_factory=dict)
    door: Lock = field(default_factory=Lock)

    def take(self, key: tuple[int, str], now: datetime, count: Callable[[], Counted]) -> Counted:
        known = self.counted.get(key)
        if known is not None and known.is_fresh(now):
            return known
        with self.door:
            lock = self.locks.setdefault(key, Lock())
        if not lock.acquire(blocking=known is None or known.as_of > now):
            assert known is not None  # noqa: S101 - only then is the lock not waited for
            return known
        try:
            known = self.counted.get(key)
            if known is None or not known.is_fresh(now):
                self.counted[key] = count()
            return self.counted[key]
        finally:
            lock.release()


def running_boards(training: Training, week: Week) -> Counted:
    """The standings of a week that is not closed, as of at most a minute ago."""
    now = clock.now()
    shelf: Shelf = current_app.extensions.setdefault("running_weeks", Shelf())
    if current_app.testing and not current_app.config.get("KEEP_RUNNING_WEEK"):
        return _count(training, week, now)
    return shelf.take((training.id, str(week)), now, lambda: _count(training, week, now))


def _count(training: Training, week: Week, now: datetime) -> Counted:
    began = time.monotonic()
    rules = rules_of(training.id, week)
    boards = count_week(training, week, now, rules)
    took = timedelta(seconds=time.monotonic() - began)
    return Counted(boards, now, rules.version, max(KEPT_FOR, took * SHARE_OF_TIME))
