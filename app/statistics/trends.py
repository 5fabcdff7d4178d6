"""Figures over time: day by day, or week by week with what each week adds and how it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.foundation.clock import Week
from app.statistics.figures import STATES, Figures, total

Days = Mapping[date, Figures]


@dataclass(frozen=True, slots=True)
class Point:
    """A day (or a week by its Monday) and the figure then."""

    day: date
    value: int
    week: Week | None = None


def by_day(days: Days, key: str) -> list[Point]:
    return [Point(day, getattr(figures, key)) for day, figures in sorted(days.items())]


def by_week(days: Days, key: str) -> list[Point]:
    return [Point(week.monday, getattr(figures, key), week) for week, figures in sorted(weeks_in(days).items())]


def weeks_in(days: Days) -> dict[Week, Figures]:
    """Each week's own figures: what its days add up to, and how it stood on the last of them."""
    weeks: dict[Week, dict[date, Figures]] = {}
    for day, figures in days.items():
        weeks.setdefault(Week.of_day(day), {})[day] = figures
    return {week: at_the_end(own) for week, own in weeks.items()}


def at_the_end(days: Days) -> Figures:
    """What days add up to, and how things stood on the last of them."""
    if not days:
        return Figures()
    last = days[max(days)]
    return replace(total(days.values()), **states_of(last))


def states_of(figures: Figures) -> dict[str, int]:
    return {name: getattr(figures, name) for name in (*STATES, "classrooms")}
