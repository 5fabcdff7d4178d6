"""What the facts add up to: for each class under a place, for what stands outside of classes, and day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, bindparam, case, func, literal, or_, select, union_all

from app.classrooms.models import Classroom, Training
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.freshness import fresh
from app.foundation.reading import Question
from app.statistics.calendar import Period, period_of
from app.statistics.figures import COUNTS, STATES, Figures, total
from app.statistics.models import ClassroomDay, FactDay
from app.statistics.queries.sources import calendar_of

MINUTE = 60  # seconds
UP_TO = "~"  # sorts after every figure and letter of a place's code, so that a subtree is one range


@dataclass(frozen=True, slots=True)
class Moment:
    """Until which day there are facts of a period, when that day was counted, and when any of its days was counted last."""

    day: date
    at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """A class with its figures."""

    id: int
    code: str
    name: str
    place_code: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the tree: a place by its code, or one class by its number."""

    name: str
    place_code: str = ""
    classroom_id: int | None = None
    classroom_code: str = ""


def find_moment(training_id: int, period: Period) -> Moment | None:
    """The newest counted day of a period; None where nothing was counted yet."""
    row = NEWEST_DAY.first(training=training_id, first=period.first, last=period.last)
    return None if row is None else Moment(row.day, row.counted_at, row.changed_at)


def rooms_under(training_id: int, place_code: str, period: Period, moment: Moment | None) -> list[Room]:
    """Every class under a place with its figures, in the order of the tree.

    Added up once a minute, and anew when any day has been counted: a whole province is eleven thousand days of classes.
    """
    key = ("rooms_under", training_id, place_code, period)
    return list(fresh(key, MINUTE, lambda: _add_up(training_id, place_code, period, moment), version=moment).value)


def _add_up(training_id: int, place_code: str, period: Period, moment: Moment | None) -> list[Room]:
    values = _values(training_id, period, moment)
    rows = ROOMS.all(low=place_code, high=place_code + UP_TO, **values)
    return [Room(row[0], row[1], row[2], row[3], _figures((*row[4:], 1))) for row in rows]


def outside_classes(training_id: int, period: Period) -> Figures:
    """What experts and the team did, who belong to no class."""
    row = OUTSIDE.first(training=training_id, first=period.first, last=period.last)
    return _figures(row) if row is not None else Figures()


def figures_of(training: Training) -> tuple[Figures, datetime]:
    """What a whole training adds up to, and as of when."""
    calendar, now = calendar_of(training), clock.now()
    period = period_of(calendar, training.day_of(now), None)
    moment = find_moment(training.id, period)
    rooms = rooms_under(training.id, training.place_code, period, moment)
    whole = total((*(room.figures for room in rooms), outside_classes(training.id, period)))
    return whole, moment.at if moment else now


def outcome_of(classroom_id: int, day: date) -> dict[str, int]:
    """How a class stood at the end of a day."""
    row = OUTCOME.first(room=classroom_id, day=day)
    return dict(zip(STATES, map(int, row), strict=True)) if row is not None else {}


def days_of(training: Training, areas: Sequence[Area], period: Period) -> list[dict[date, Figures]]:
    """Each area's figures of every counted day; the training's own place holds what stands outside of classes too."""
    parts = [_days_of(training, number, area, period) for number, area in enumerate(areas)]
    found: list[dict[date, Figures]] = [{} for _ in areas]
    for number, day, *numbers in db.session.execute(union_all(*parts)) if parts else ():
        found[number][day] = _figures(numbers)
    return found


def _figures(numbers: Any) -> Figures:
    """Numbers in the order of the facts' columns, and how many classes they are of."""
    return Figures(*map(int, numbers))


def _days_of(training: Training, number: int, area: Area, period: Period) -> Any:
    sums = [func.coalesce(func.sum(getattr(ClassroomDay, name)), 0) for name in (*COUNTS, *STATES)]
    return (
        select(literal(number), ClassroomDay.day, *sums)
        .outerjoin(Classroom, Classroom.id == ClassroomDay.classroom_id)
        .where(ClassroomDay.training_id == training.id, ClassroomDay.day.between(period.first, period.last))
        .where(_of_area(training, area))
        .group_by(ClassroomDay.day)
    )


def _of_area(training: Training, area: Area) -> ColumnElement[bool]:
    if area.classroom_id is not None:
        return ClassroomDay.classroom_id == area.classroom_id
    inside = Classroom.place_code.between(area.place_code, area.place_code + UP_TO)
    if area.place_code == training.place_code:
        return or_(inside, ClassroomDay.classroom_id.is_(None))
    return inside


def _values(training_id: int, period: Period, moment: Moment | None) -> dict[str, Any]:
    state_day = moment.day if moment else period.last
    return {"training": training_id, "first": period.first, "last": period.last, "state_day": state_day}


def _sum(name: str, when: ColumnElement[bool] | None = None) -> ColumnElement[Any]:
    number = getattr(ClassroomDay, name)
    return func.coalesce(func.sum(number if when is None else case((when, number), else_=0)), 0).label(name)


def _rooms() -> Any:
    days = and_(
        ClassroomDay.classroom_id == Classroom.id,
        ClassroomDay.day.between(bindparam("first", type_=Date()), bindparam("last", type_=Date())),
    )
    at_the_end = ClassroomDay.day == bindparam("state_day", type_=Date())
    named = (Classroom.id, Classroom.code, Classroom.name, Classroom.place_code)
    return (
        select(*named, *map(_sum, COUNTS), *(_sum(name, at_the_end) for name in STATES))
        .outerjoin(ClassroomDay, days)
        .where(Classroom.training_id == bindparam("training", type_=BigId))
        .where(Classroom.place_code.between(bindparam("low"), bindparam("high")))
        .group_by(*named)
        .order_by(Classroom.place_code, Classroom.code)
    )


def _within_period(*columns: Any) -> Any:
    return select(*columns).where(
        ClassroomDay.training_id == bindparam("training", type_=BigId),
        ClassroomDay.day.between(bindparam("first", type_=Date()), bindparam("last", type_=Date())),
    )


ROOMS = Question(_rooms)
OUTSIDE = Question(lambda: _within_period(*map(_sum, COUNTS)).where(ClassroomDay.classroom_id.is_(None)))
OUTCOME = Question(
    lambda: select(*(getattr(ClassroomDay, name) for name in STATES)).where(
        ClassroomDay.classroom_id == bindparam("room", type_=BigId), ClassroomDay.day == bindparam("day", type_=Date())
    )
)
NEWEST_DAY = Question(
    lambda: (
        select(FactDay.day, FactDay.counted_at, func.max(FactDay.counted_at).over().label("changed_at"))
        .where(FactDay.training_id == bindparam("training", type_=BigId))
        .where(FactDay.day.between(bindparam("first", type_=Date()), bindparam("last", type_=Date())))
        .order_by(FactDay.day.desc())
        .limit(1)
    )
)
