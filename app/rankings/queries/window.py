"""The span of time that a week's facts are read from."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from app.classrooms.models import Training
from app.foundation.clock import Week, day_starts_at

DAYS_BEFORE = 3  # silence is noticed over the three days before a Monday


@dataclass(frozen=True)
class Window:
    """A training's week as known at `as_of`; `cut` is the first instant that does not belong to it any more."""

    training_id: int
    week: Week
    zone: str
    begins_on: date
    as_of: datetime

    @classmethod
    def over(cls, training: Training, week: Week, as_of: datetime) -> "Window":
        return cls(training.id, week, training.time_zone, training.starts_on, as_of)

    @cached_property
    def start(self) -> datetime:
        return self.week.starts_at(self.zone)

    @cached_property
    def end(self) -> datetime:
        return self.week.ends_at(self.zone)

    @cached_property
    def cut(self) -> datetime:
        return min(self.as_of, self.end)

    @property
    def days_from(self) -> date:
        return self.week.monday - timedelta(days=DAYS_BEFORE)

    def stood(self, since: datetime, gone: datetime | None) -> bool:
        """Whether something begun at `since` was still there when its own week was counted."""
        if gone is None:
            return True
        counted_at = self.as_of if since >= self.start else Week.of(since, self.zone).ends_at(self.zone)
        return gone >= counted_at

    def was_returned(self, since: datetime, seconds: int | None) -> bool:
        """Whether what was done at `since` was done in return as well, at these seconds, before its own week ended."""
        ended = self.cut if since >= self.start else Week.of(since, self.zone).ends_at(self.zone)
        return seconds is not None and seconds < ended.timestamp()

    @cached_property
    def bounds(self) -> list[datetime]:
        """The instants at which the days from Friday before to the Monday after begin."""
        days = [self.days_from + timedelta(days=n) for n in range(DAYS_BEFORE + 8)]
        return [day_starts_at(day, self.zone) for day in days]


class Days:
    """Day numbers of instants and dates: 0 is the week's Monday, -1 the Sunday before."""

    def __init__(self, window: Window) -> None:
        self.bounds = window.bounds
        self.monday = window.week.monday

    @property
    def ends(self) -> list[datetime]:
        """When the seven days of the week end."""
        return self.bounds[DAYS_BEFORE + 1 :]

    def of(self, instant: datetime) -> int:
        return bisect_right(self.bounds, instant) - 1 - DAYS_BEFORE

    def by_name(self) -> dict[str, int]:
        """Day numbers by dates as databases write them."""
        return {str(self.monday + timedelta(days=day)): day for day in range(-DAYS_BEFORE, 7)}

    def of_date(self, day: date) -> int:
        return (day - self.monday).days
