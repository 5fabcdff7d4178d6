"""What follows from the intervals, written anew from all of them by the database itself: days, and sections read.

The union is found by walking the intervals of a person in the order of their beginnings: each adds what lies beyond the
furthest end before it, to the class in which it was read.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from app.classrooms.models import Training
from app.courses.models import Section
from app.foundation.bulk import put_rows
from app.foundation.clock import day_starts_at
from app.foundation.database import BigId, Instant, db
from app.foundation.dialects import larger, seconds_at, smaller, table_of
from app.foundation.events import record_all
from app.foundation.transactions import transaction
from app.study.events import SectionFinished
from app.study.ledger import COUNTING, instant_of, seconds_to_finish
from app.study.models import SectionProgress, StudyDay, StudyInterval
from app.study.queries.spans import LONGEST_COUNTED

Key = tuple[int, int, int, str]
KEY = ("person_id", "training_id", "topic_id", "section")


class Day(NamedTuple):
    """A local day of a training."""

    training_id: int
    day: date
    time_zone: str


def rebuild_days(day: Day, since: int = 0, person_id: int | None = None) -> None:
    """Write a day anew for one person, or for everybody of whom intervals with a higher number tell something of it."""
    start, end = (day_starts_at(day.day + timedelta(days=offset), day.time_zone) for offset in (0, 1))
    values = {
        "training": day.training_id, "day": day.day, "start": start, "end": end, "since": since, "person": person_id,
        "earliest": start - LONGEST_COUNTED,
    }  # fmt: skip
    forget, write = _day_statements(person_id is not None)
    db.session.execute(forget, values)
    db.session.execute(write, values)


def rebuild_day(person_id: int, training: Training, day: date) -> None:
    """Write a learner's day anew from its intervals: the union, each second in the class that came first."""
    with transaction():
        rebuild_days(Day(training.id, day, training.time_zone), person_id=person_id)


def rebuild_progress(since: int, pressed: Mapping[Key, int]) -> None:
    """Write the sections anew of which intervals with a higher number tell, and finish those that are read.

    `pressed` are the sections of which a learner says so, and when; what was finished once stays finished.
    """
    rows, finished = [], []
    for *key, characters, seconds, last, finished_at in _read_since(since, pressed):
        moment = pressed.get((key[0], key[1], key[2], key[3]))
        last_at = instant_of(max(moment or 0, last))
        is_read = moment is not None or seconds >= seconds_to_finish(characters)
        if is_read and finished_at is None:
            finished.append(SectionFinished(key[0], key[2], key[3]))
        ends = {
            "seconds": int(seconds),  # PostgreSQL sums into a kind of number of its own
            "last_read_at": last_at,
            "finished_at": finished_at or (last_at if is_read else None),
        }
        rows.append(dict(zip(KEY, key, strict=True)) | ends)
    put_rows(SectionProgress, KEY, rows)
    record_all([(event, event.person_id) for event in finished])


def _counts() -> ColumnElement[bool]:
    return StudyInterval.verdict.in_(COUNTING)


@cache
def _day_statements(is_of_one: bool) -> tuple[Any, Any]:
    """Forget the days and write them again, as two statements built once."""
    touching = and_(
        StudyInterval.training_id == bindparam("training"),
        StudyInterval.started_at < bindparam("end", type_=Instant()),
        StudyInterval.ended_at > bindparam("start", type_=Instant()),
        _counts(),
    )
    newer = select(StudyInterval.person_id).where(StudyInterval.id > bindparam("since"), touching)
    one = bindparam("person", type_=BigId)
    forget = delete(StudyDay).where(
        StudyDay.training_id == bindparam("training"),
        StudyDay.day == bindparam("day"),
        StudyDay.person_id == one if is_of_one else StudyDay.person_id.in_(newer),
    )
    whose = StudyInterval.person_id == one if is_of_one else StudyInterval.person_id.in_(newer)
    within = and_(touching, whose, StudyInterval.started_at >= bindparam("earliest", type_=Instant()))
    columns = ["person_id", "training_id", "day", "classroom_id", "seconds"]
    return forget, insert(table_of(StudyDay)).from_select(columns, _day_sums(within))


def _day_sums(within: ColumnElement[bool]) -> Select[Any]:
    start = larger(seconds_at(StudyInterval.started_at), seconds_at(bindparam("start", type_=Instant())))
    end = smaller(seconds_at(StudyInterval.ended_at), seconds_at(bindparam("end", type_=Instant())))
    walk = _walk((StudyInterval.person_id, StudyInterval.classroom_id), start, end, (StudyInterval.person_id,))
    new = walk.where(within).subquery()
    return (
        select(new.c.person_id, bindparam("training", type_=BigId), bindparam("day", type_=StudyDay.day.type),
               new.c.classroom_id, func.sum(_added(new.c)))
        .group_by(new.c.person_id, new.c.classroom_id)
        .having(func.sum(_added(new.c)) > 0)
    )  # fmt: skip


def _walk(
    shown: tuple[InstrumentedAttribute[Any], ...], start: Any, end: Any, apart: tuple[InstrumentedAttribute[Any], ...]
) -> Select[Any]:
    """Intervals with the furthest end before them, among those that are the same in `apart`."""
    furthest = func.max(end).over(partition_by=apart, order_by=StudyInterval.started_at, rows=(None, -1))
    return select(*shown, start.label("start"), end.label("end"), furthest.label("before"))


def _added(columns: Any) -> ColumnElement[int]:
    """What an interval adds beyond the furthest end before it."""
    begun = larger(columns.start, func.coalesce(columns.before, columns.start))
    return larger(columns.end - begun, 0)


def _read_since(since: int, pressed: Mapping[Key, int]) -> list[Any]:
    """Sections that were read or pressed: whose, their length, seconds in all, the last of them, when finished."""
    found: list[Any] = list(db.session.execute(_progress_statement(), {"since": since}))
    known = {tuple(row[:4]) for row in found}
    return found + [_unread(key) for key in pressed if key not in known]


def _unread(key: Key) -> tuple[Any, ...]:
    """A section that was pressed without anything newly read in it, as it stands."""
    row = db.session.get(SectionProgress, key, populate_existing=True)
    seconds, finished_at = (row.seconds, row.finished_at) if row else (0, None)
    return (*key, 0, seconds, 0, finished_at)


@cache
def _progress_statement() -> Select[Any]:
    read = (StudyInterval.person_id, StudyInterval.training_id, StudyInterval.topic_id, StudyInterval.section)
    newer = select(*read).where(StudyInterval.id > bindparam("since"), _counts()).distinct().subquery()
    start, end = seconds_at(StudyInterval.started_at), seconds_at(StudyInterval.ended_at)
    same = and_(*(column == newer.c[column.key] for column in read))
    walk = _walk(read, start, end, read).join(newer, same).where(_counts()).subquery()
    keys = [walk.c[column.key] for column in read]
    sums = select(*keys, func.sum(_added(walk.c)).label("seconds"), func.max(walk.c.end).label("last"))
    added = sums.group_by(*keys).subquery()
    mine = [added.c[column.key] for column in read]
    return (
        select(*mine, func.coalesce(Section.characters, 0), added.c.seconds, added.c.last, SectionProgress.finished_at)
        .outerjoin(Section, (Section.topic_id == added.c.topic_id) & (Section.kind == added.c.section))
        .outerjoin(SectionProgress, and_(*(column == added.c[column.key] for column in _progress_keys())))
        .where(added.c.seconds > 0)
    )


def _progress_keys() -> list[Any]:
    return [SectionProgress.person_id, SectionProgress.training_id, SectionProgress.topic_id, SectionProgress.section]
