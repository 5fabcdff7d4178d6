"""Time: instants in UTC, days and weeks in a training's own zone, and a clock that tests can move."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = "Asia/Shanghai"
NO_TIME = datetime.min.replace(tzinfo=UTC)
_travelled = timedelta(0)
_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present instant in UTC."""
    standing = _standing.get()
    if standing is None:
        return datetime.now(UTC) + _travelled
    if standing is NO_TIME:
        raise RuntimeError("a statement that is kept has no present of its own: ask for `reading.moment()` in it")
    return standing


def is_stopped() -> bool:
    """Whether something is worded that will be asked again and again, at moments that nobody knows yet."""
    return _standing.get() is NO_TIME


@contextmanager
def stopped() -> Iterator[None]:
    """Let nothing inside take the present moment for one that lasts."""
    token = _standing.set(NO_TIME)
    try:
        yield
    finally:
        _standing.reset(token)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Let what is done inside have happened at this instant: for data that has a past, never for people's own acts."""
    token = _standing.set(instant)
    try:
        yield
    finally:
        _standing.reset(token)


def travel_to(instant: datetime | None) -> None:
    """Move the clock, for tests alone; None brings it back."""
    global _travelled
    _travelled = timedelta(0) if instant is None else instant - datetime.now(UTC)


def local_day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


def day_starts_at(day: date, zone: str) -> datetime:
    """The instant in UTC at which this day begins in the zone."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """An ISO week, Monday to Sunday, written 2009-W24."""

    year: int
    number: int

    @classmethod
    def of_day(cls, day: date) -> "Week":
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def of(cls, instant: datetime, zone: str) -> "Week":
        return cls.of_day(local_day(instant, zone))

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read 2009-W24; raises ValueError for anything that is not a week of the calendar."""
        year, mark, number = text.partition("-W")
        if not (mark and year.isdecimal() and number.isdecimal() and len(year) == 4 and len(number) == 2):
            raise ValueError(f"{text!r} is not a week such as 2009-W24")
        date.fromisocalendar(int(year), int(number), 1)
        return cls(int(year), int(number))

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> list[date]:
        return [self.monday + timedelta(days=offset) for offset in range(7)]

    def next(self) -> "Week":
        return Week.of_day(self.monday + timedelta(days=7))

    def previous(self) -> "Week":
        return Week.of_day(self.monday - timedelta(days=7))

    def starts_at(self, zone: str) -> datetime:
        return day_starts_at(self.monday, zone)

    def ends_at(self, zone: str) -> datetime:
        """The first instant after the week."""
        return day_starts_at(self.monday + timedelta(days=7), zone)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.number:02d}"
