"""The blueprint, and how a page of figures is looked at: which training, which days, as of when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, request, url_for

from app.classrooms.models import Classroom, Training
from app.classrooms.queries import find_training_of, get_classroom
from app.classrooms.scheme import grades_of
from app.foundation import clock
from app.foundation.access import viewer
from app.foundation.clock import Week
from app.foundation.errors import NotFound
from app.statistics.calendar import Calendar, Period, period_of, weeks_until
from app.statistics.definitions import BY_KEY, DEFINITIONS, Definition, legend, measured, rung_names
from app.statistics.forms import PEOPLE, TABLES, ExportForm
from app.statistics.policy import may_read_figures_of_classroom
from app.statistics.queries import Moment, Part, PartKind, calendar_of, find_moment

statistics = Blueprint("statistics", __name__, template_folder="../templates")


@dataclass(frozen=True, slots=True)
class Look:
    """A training and the days that the page is about."""

    training: Training
    calendar: Calendar
    today: date
    period: Period
    moment: Moment | None

    @property
    def as_of(self) -> datetime | None:
        return self.moment.at if self.moment else None

    @property
    def is_newest(self) -> bool:
        """Whether the days reach until now, so that it is known how each person stands."""
        return self.period.last == self.calendar.newest(self.today)

    @property
    def asked(self) -> str | None:
        return str(self.period.week) if self.period.week else None

    @property
    def weeks(self) -> list[tuple[Week, int]]:
        return [(week, self.training.number_of(week)) for week in weeks_until(self.calendar, self.today)]

    @property
    def words(self) -> dict[str, Any]:
        """What every page of figures shows beside them."""
        return {
            "training": self.training, "look": self, "legend": legend(), "definitions": DEFINITIONS,
            "rungs": rung_names(grades_of(self.training.grade_ladder)), "url_of": self.url_of, "measured": measured,
        }  # fmt: skip

    def url_of(self, part: Part, figure: str | None = None) -> str | None:
        """Where a row leads: one level down, to the same figure if the page is about one."""
        if part.kind is PartKind.OUTSIDE:
            return None
        kind = "classroom" if part.kind is PartKind.CLASSROOM else "place"
        if figure:
            return url_for(f"statistics.{kind}_figure", code=part.code, figure=figure, week=self.asked)
        return url_for(f"statistics.{kind}", code=part.code, week=self.asked)


def look() -> Look:
    """The training of the viewer, at the asked week."""
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    return look_at(training)


def look_at(training: Training) -> Look:
    calendar, today = calendar_of(training), training.day_of(clock.now())
    asked = request.values.get("week", "")
    week = next((week for week in weeks_until(calendar, today) if str(week) == asked), None)
    period = period_of(calendar, today, week)
    return Look(training, calendar, today, period, find_moment(training.id, period))


def asked_figure(key: str) -> Definition:
    if key not in BY_KEY:
        raise NotFound
    return BY_KEY[key]


def asked_classroom(code: str) -> Classroom:
    """A class whose people's figures the viewer may read."""
    classroom = get_classroom(code, viewer())
    if not may_read_figures_of_classroom(viewer(), classroom):
        raise NotFound
    return classroom


def export_forms(asked: str | None) -> Sequence[ExportForm]:
    """The tables of the page, and everybody's own rows."""
    return [ExportForm(what=what, week=asked or "", formdata=None) for what in (TABLES, PEOPLE)]
