"""Which days were counted and when, and on which the facts no longer say what their sources say."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from app.classrooms.models import Training
from app.foundation.clock import local_day
from app.foundation.database import db
from app.foundation.dialects import seconds_at
from app.foundation.events import RecordedEvent
from app.statistics.calendar import Counted
from app.statistics.models import ClassroomDay, FactDay
from app.statistics.queries.sources import GRADES, WORKS, Source, calendar_of
from app.study.models import StudyDay

QUARTER = 900  # seconds: every zone of the world begins its days at a quarter of an hour
Marks = dict[date, dict[str, tuple[int, ...]]]


def trainings_begun(now: datetime) -> list[Training]:
    trainings = db.session.scalars(select(Training).order_by(Training.id)).all()
    return [training for training in trainings if training.starts_on <= training.day_of(now)]


def counted_days(training_id: int) -> dict[date, Counted]:
    newest = db.session.scalar(select(func.max(RecordedEvent.id))) or 0
    rows = db.session.execute(
        select(FactDay.day, FactDay.counted_at, FactDay.events_seen).where(FactDay.training_id == training_id)
    )
    return {day: Counted(counted_at, newest > seen) for day, counted_at, seen in rows}


def days_astray(training: Training) -> list[date]:
    """Counted days whose sums are no longer those of their sources, the oldest first.

    Study time is counted from day to day, so that from the first day on which it changed all later ones are named.
    """
    counted, said, true = counted_days(training.id), _said(training), _true(training)
    astray = {day for day in counted if _worded(said.get(day)) != _worded(true.get(day))}
    studied = [day for day in counted if _of(said, day, "study") != _of(true, day, "study")]
    return sorted(astray | {day for day in counted if studied and day >= min(studied)})


def _worded(marks: dict[str, tuple[int, ...]] | None) -> dict[str, tuple[int, ...]]:
    return {kind: numbers for kind, numbers in (marks or {}).items() if any(numbers)}


def _of(marks: Marks, day: date, kind: str) -> tuple[int, ...]:
    return marks.get(day, {}).get(kind, (0, 0))


def _said(training: Training) -> Marks:
    """Sums of each day's facts, and of the same times the class's number, so that nothing changes its class unseen."""
    names = [source.name for source in (*WORKS, GRADES)]
    room = func.coalesce(ClassroomDay.classroom_id, 0)
    sums = [part for name in names for part in _pair(getattr(ClassroomDay, name), room)]
    sums += [*_pair(ClassroomDay.study_seconds, room), func.sum(ClassroomDay.score_sum)]
    statement = select(ClassroomDay.day, *sums).where(ClassroomDay.training_id == training.id)
    found: Marks = {}
    for day, *numbers in db.session.execute(statement.group_by(ClassroomDay.day)):
        values = [int(number) for number in numbers]
        pairs = {name: (values[2 * at], values[2 * at + 1]) for at, name in enumerate([*names, "study"])}
        found[day] = {**pairs, "graded": (*pairs["graded"], values[-1])}
    return found


def _true(training: Training) -> Marks:
    calendar, found = calendar_of(training), defaultdict[date, dict[str, tuple[int, ...]]](dict)
    for source in (*WORKS, GRADES):
        for quarter, *numbers in db.session.execute(_by_quarter(source, training)):
            day = calendar.holds(_day_of(quarter, training.time_zone))
            found[day][source.name] = _added(found[day].get(source.name), numbers)
    study = select(StudyDay.day, *_pair(StudyDay.seconds, StudyDay.classroom_id))
    for day, *numbers in db.session.execute(study.where(StudyDay.training_id == training.id).group_by(StudyDay.day)):
        held = calendar.holds(day)
        found[held]["study"] = _added(found[held].get("study"), numbers)
    return found


def _by_quarter(source: Source, training: Training) -> Any:
    quarter = seconds_at(source.at) // QUARTER
    room = func.sum(func.coalesce(source.classroom, 0))
    statement = select(quarter.label("quarter"), source.numbers[0], room, *source.numbers[1:])
    return statement.where(source.of(training.id), source.at.is_not(None)).group_by("quarter")


def _pair(number: Any, room: Any) -> tuple[Any, Any]:
    return func.coalesce(func.sum(number), 0), func.coalesce(func.sum(number * room), 0)


def _added(known: tuple[int, ...] | None, numbers: list[Any]) -> tuple[int, ...]:
    values = tuple(int(number or 0) for number in numbers)
    return tuple(map(sum, zip(known, values, strict=True))) if known else values


def _day_of(quarter: Any, zone: str) -> date:
    return local_day(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(quarter) * QUARTER), zone)
