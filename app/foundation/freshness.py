"""Figures that everybody sees are worked out once a minute, not once a visitor; each carries its "as of"."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar, cast

from flask import current_app

from app.foundation import clock

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Fresh(Generic[Value]):
    """A value, the moment for which it holds, and of which version it is of what lies beneath."""

    value: Value
    as_of: datetime
    version: Hashable = None


MOST = 512  # the oldest go first: a page of a long board weighs thirty kilobytes
_kept: dict[Hashable, Fresh[object]] = {}
_turns: dict[Hashable, Lock] = {}


def fresh(key: Hashable, seconds: int, make: Callable[[], Value], version: Hashable = None) -> Fresh[Value]:
    """The value for the key, made anew when it is older than so many seconds or of another version.

    One makes it; meanwhile the others get the old one, which says of when it is, and wait only if there is none of their version.
    """
    database = current_app.config["SQLALCHEMY_DATABASE_URI"] if current_app else None
    key = (database, key)  # nothing of one database in another
    turn, known = _turns.setdefault(key, Lock()), _kept.get(key)
    if not turn.acquire(blocking=known is None or known.version != version):
        return cast("Fresh[Value]", known)
    try:
        known = _kept.get(key)
        present = clock.now()
        if known is None or known.version != version or abs(present - known.as_of) > timedelta(seconds=seconds):
            known = Fresh(make(), present, version)
            _keep(key, known)
        return cast("Fresh[Value]", known)
    finally:
        turn.release()
        if key not in _kept:
            _turns.pop(key, None)


def _keep(key: Hashable, value: Fresh[object]) -> None:
    """What was made last stands last; beyond the most that is kept, the first goes."""
    _kept.pop(key, None)
    _kept[key] = value
    for oldest in list(_kept)[:-MOST]:
        _kept.pop(oldest, None)
        _turns.pop(oldest, None)


def forget() -> None:
    """Let everything be made anew, for tests that change what lies beneath."""
    _kept.clear()
