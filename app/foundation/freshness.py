"""Figures that everybody sees are worked out once a minute, not once a visitor; each carries its "as of"."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar, cast

from app.foundation import clock

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Fresh(Generic[Value]):
    """A value and the moment for which it holds."""

    value: Value
    as_of: datetime


_kept: dict[Hashable, Fresh[object]] = {}
_turns: dict[Hashable, Lock] = {}


def fresh(key: Hashable, seconds: int, make: Callable[[], Value]) -> Fresh[Value]:
    """The value for the key, made anew when it is older than so many seconds.

    One makes it; meanwhile the others get the old one, which says of when it is, and wait only if there is none.
    """
    turn, known = _turns.setdefault(key, Lock()), _kept.get(key)
    if not turn.acquire(blocking=known is None):
        return cast("Fresh[Value]", known)
    try:
        known = _kept.get(key)
        present = clock.now()
        if known is None or abs(present - known.as_of) > timedelta(seconds=seconds):
            known = _kept[key] = Fresh(make(), present)
        return cast("Fresh[Value]", known)
    finally:
        turn.release()


def forget() -> None:
    """Let everything be made anew, for tests that change what lies beneath."""
    _kept.clear()
