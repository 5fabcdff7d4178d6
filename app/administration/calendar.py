"""What a training's calendar may become while it runs: what is over stays as it was."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import available_timezones

from app.foundation.clock import Week

MOST_WEEKS = 60


class Wrong(StrEnum):
    ENDS_EARLY = "ends early"
    LATE_BEFORE_END = "late before end"
    TOO_LONG = "too long"
    UNKNOWN_ZONE = "unknown zone"
    HAS_BEGUN = "has begun"
    WEEK_IS_CLOSED = "week is closed"
    IS_PAST = "is past"


class Calendar(NamedTuple):
    """First and last day, the last day on which late work is taken, and the zone whose midnights count."""

    starts_on: date
    ends_on: date
    late_until: date
    time_zone: str

    @property
    def last_week(self) -> Week:
        return Week.of_day(max(self.ends_on, self.late_until))

    def told(self) -> dict[str, str]:
        return {name: str(value) for name, value in self._asdict().items()}


def faults_of(calendar: Calendar) -> Iterator[tuple[str, Wrong]]:
    """What is wrong with a calendar by itself, by field."""
    if calendar.ends_on < calendar.starts_on:
        yield "ends_on", Wrong.ENDS_EARLY
    elif calendar.late_until < calendar.ends_on:
        yield "late_until", Wrong.LATE_BEFORE_END
    elif calendar.late_until - calendar.starts_on > timedelta(weeks=MOST_WEEKS):
        yield "late_until", Wrong.TOO_LONG
    if calendar.time_zone not in available_timezones():
        yield "time_zone", Wrong.UNKNOWN_ZONE


def faults_of_change(
    before: Calendar, after: Calendar, closed: Collection[Week], today: date
) -> Iterator[tuple[str, Wrong]]:
    """What stands against putting one calendar in the place of another today."""
    if before.starts_on <= today:
        yield from ((name, Wrong.HAS_BEGUN) for name in ("starts_on", "time_zone") if _differs(before, after, name))
    elif after.starts_on < today:
        yield "starts_on", Wrong.IS_PAST
    if closed and after.last_week < max(closed):
        yield "late_until", Wrong.WEEK_IS_CLOSED
    if before.starts_on <= today and after.ends_on < min(today, before.ends_on):
        yield "ends_on", Wrong.IS_PAST


def _differs(before: Calendar, after: Calendar, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
