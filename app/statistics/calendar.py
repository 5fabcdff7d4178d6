"""Which days have facts, from when until when each reaches, and which of them are due to be counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.foundation.clock import Week, day_starts_at

REFRESHED_EVERY = timedelta(minutes=10)
GRACE = timedelta(minutes=5)  # the pages that were read at midnight speak once in two minutes
EVER, NEVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A training's days; what came before the first counts to the first, what comes after the last to the last."""

    first: date
    last: date
    zone: str

    def newest(self, today: date) -> date:
        """The day that is still being counted: today, within the calendar."""
        return max(self.first, min(today, self.last))

    def days(self, today: date) -> Iterator[date]:
        """The days that have begun, the oldest first."""
        for offset in range((min(today, self.last) - self.first).days + 1):
            yield self.first + timedelta(days=offset)

    def starts_at(self, day: date) -> datetime:
        return EVER if day <= self.first else day_starts_at(day, self.zone)

    def ends_at(self, day: date) -> datetime:
        """The first instant that does not count to the day."""
        return NEVER if day >= self.last else day_starts_at(day + timedelta(days=1), self.zone)

    def holds(self, day: date) -> date:
        """The day to which what happened on a day of the world counts."""
        return max(self.first, min(day, self.last))


@dataclass(frozen=True, slots=True)
class Counted:
    """When a day was counted last, and whether anything has happened in the house since."""

    at: datetime
    is_outrun: bool = False


def days_due(calendar: Calendar, today: date, now: datetime, counted: Mapping[date, Counted]) -> list[date]:
    """Days that were never counted, that ended since, or that still run and were not looked at for a while."""
    return [day for day in calendar.days(today) if _is_due(calendar, day, today, now, counted.get(day))]


def _is_due(calendar: Calendar, day: date, today: date, now: datetime, known: Counted | None) -> bool:
    if known is None:
        return True
    ended = day_starts_at(day + timedelta(days=1), calendar.zone) + GRACE
    if day < today and known.at < ended <= now:
        return True
    is_open = day == calendar.newest(today)
    return is_open and now - known.at >= REFRESHED_EVERY and (day == today or known.is_outrun)


@dataclass(frozen=True, slots=True)
class Period:
    """Days that are looked at together: the whole training so far, or one of its weeks."""

    first: date
    last: date
    week: Week | None = None


def period_of(calendar: Calendar, today: date, asked: Week | None) -> Period:
    """The days of a week within the calendar, or all that have begun; days before and after belong to its ends."""
    newest = calendar.newest(today)
    if asked is None:
        return Period(calendar.first, newest)
    return Period(max(calendar.first, asked.monday), min(newest, asked.sunday), asked)


def weeks_until(calendar: Calendar, today: date) -> list[Week]:
    """The weeks that have begun, the oldest first."""
    return sorted({Week.of_day(day) for day in calendar.days(today)})
