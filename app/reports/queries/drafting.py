"""A report written from the facts of a week that has ended."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.classrooms.models import Training
from app.classrooms.scheme import Scheme
from app.foundation.clock import Week
from app.foundation.database import db
from app.people.models import Place
from app.progress.requirements import share_elapsed
from app.reports.contents import Contents, Line
from app.reports.prose import paragraphs_of
from app.statistics.calendar import Period, period_of
from app.statistics.figures import total
from app.statistics.queries import Moment, PartKind, calendar_of, find_moment, parts_among

ASKED = (("学习时间", "minutes"), ("作业", "assignments"), ("日志", "journals"), ("沙龙发言", "salon_posts"))


def week_of_training(training: Training, text: str, today: date) -> Week | None:
    """A week of the training's calendar that has ended, or None."""
    return next((week for week in ended_weeks(training, today) if str(week) == text), None)


def ended_weeks(training: Training, today: date) -> list[Week]:
    return [week for week in training.weeks if week.sunday < today]


def draft_of(training: Training, place_code: str, week: Week) -> Contents | None:
    """What a report on a week would say; None as long as its last day has not been counted."""
    calendar = calendar_of(training)
    period = period_of(calendar, week.sunday, week)
    moment = find_moment(training.id, period)
    if moment is None or moment.day != period.last:
        return None
    here = _Here.read(training, place_code)
    whole, parts = here.lines(period, moment)
    before, parts_before = here.lines_before(week)
    draft = Contents(
        place=here.name,
        training=training.name,
        number=training.number_of(week),
        days=f"{_day(period.first)}至{_day(period.last)}",
        as_of=_said(moment.at, training.time_zone),
        is_last=week.sunday >= training.ends_on,
        whole=whole,
        before=before,
        parts=parts,
        parts_before=parts_before,
        asked_next=_asked(training, min(week.sunday + timedelta(days=7), training.ends_on)),
    )
    return replace(draft, paragraphs=paragraphs_of(draft))


@dataclass(frozen=True, slots=True)
class _Here:
    """A place with its children, as the weeks of one report are read of it."""

    training: Training
    code: str
    name: str
    children: list[tuple[str, str]]

    @classmethod
    def read(cls, training: Training, code: str) -> "_Here":
        family = select(Place.code, Place.name).where((Place.code == code) | (Place.parent_code == code))
        rows = [(row.code, row.name) for row in db.session.execute(family.order_by(Place.code))]
        return cls(training, code, rows[0][1], rows[1:])

    def lines(self, period: Period, moment: Moment | None) -> tuple[Line, list[Line]]:
        parts, _rooms = parts_among(self.training, self.code, self.children, period, moment)
        named = [Line.of(part.name, part.figures) for part in parts if part.kind is not PartKind.OUTSIDE]
        return Line.of(self.name, total(part.figures for part in parts)), named

    def lines_before(self, week: Week) -> tuple[Line | None, list[Line]]:
        """The week before; its days ended long ago, so its last one has been counted."""
        if week == Week.of_day(self.training.starts_on):
            return None, []
        earlier = week.previous()
        period = period_of(calendar_of(self.training), earlier.sunday, earlier)
        return self.lines(period, find_moment(self.training.id, period))


def _asked(training: Training, day: date) -> list[tuple[str, int]]:
    """What everybody should have done when a day ends."""
    scheme, days = Scheme.read(training.scheme), (training.ends_on - training.starts_on).days + 1
    share = share_elapsed((day - training.starts_on).days + 1, days)
    return [(name, int(getattr(scheme, key) * share)) for name, key in ASKED]


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _said(instant: datetime, zone: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
