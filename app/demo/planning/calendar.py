"""The days of a demo training as seconds: every instant of the plan is whole seconds since 1970 UTC."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from app.foundation.clock import SHANGHAI, Week, day_starts_at

DAY = 86_400
WEEK = 7 * DAY
SUMMER, SUMMER_BEGINS_BY = 6, 7  # the month, and the last first day with the whole of its story before it
GRACE_DAYS = 7  # how long after the last day late work is taken


@dataclass(frozen=True, slots=True)
class Calendar:
    """A training that begins on a Monday with the second `start`; nothing of the plan lies after `now`.

    China has one time and no summer time, so days here are all equally long.
    """

    starts_on: date
    weeks: int
    now: int
    start: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", int(day_starts_at(self.starts_on, SHANGHAI).timestamp()))

    @property
    def ends_on(self) -> date:
        return self.starts_on + timedelta(days=7 * self.weeks - 1)

    @property
    def late_until(self) -> date:
        return self.ends_on + timedelta(days=GRACE_DAYS)

    @property
    def end(self) -> int:
        """The first second after the last day."""
        return self.start + self.weeks * WEEK

    @property
    def is_of_summer(self) -> bool:
        """Whether its weeks are those of June and July: only then do texts tell of exams, heat and the long holidays."""
        return self.starts_on.month == SUMMER and self.starts_on.day <= SUMMER_BEGINS_BY

    @property
    def days(self) -> int:
        return 7 * self.weeks

    def week_name(self, number: int) -> str:
        """The week's name such as 2009-W23, counted from 0."""
        return str(Week.of_day(self.starts_on + timedelta(days=7 * number)))

    def week_number(self, instant: int) -> int:
        """In which week an instant lies, counted from 0."""
        return (instant - self.start) // WEEK

    def day(self, instant: int) -> date:
        """The local day of an instant."""
        return self.starts_on + timedelta(days=(instant - self.start) // DAY)


def latest_for_a_running_week(today: date, closed_weeks: int = 4) -> date:
    """The Monday from which so many weeks have ended before this one."""
    return today - timedelta(days=today.weekday() + 7 * closed_weeks)
