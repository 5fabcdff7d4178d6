"""What happened on one day, kind by kind, as rows of class, person and numbers: the sources of the daily facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from app.assignments.models import Submission, SubmissionState
from app.bulletins.models import Bulletin
from app.classrooms.models import Training
from app.discussions.models import Post
from app.foundation.database import db
from app.grading.models import Grade, WorkKind
from app.journals.models import Journal
from app.resources.models import Resource
from app.statistics.calendar import Calendar
from app.study.models import StudyDay


def calendar_of(training: Training) -> Calendar:
    return Calendar(training.starts_on, max(training.ends_on, training.late_until), training.time_zone)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of work: whose it is, in which class, at which instant it counts, and which rows count at all."""

    name: str
    person: Any
    classroom: Any
    at: Any
    conditions: tuple[Any, ...] = ()
    numbers: tuple[Any, ...] = (func.count(),)

    def of(self, training_id: int) -> ColumnElement[bool]:
        return and_(self.at.class_.training_id == training_id, *self.conditions)


WORKS = (
    Source(
        "assignments", Submission.person_id, Submission.classroom_id, Submission.first_handed_in_at,
        (Submission.state != SubmissionState.TAKEN_BACK,),
    ),
    Source("journals", Journal.person_id, Journal.classroom_id, Journal.published_at),
    Source(
        "salon_posts", Post.author_id, Post.classroom_id, Post.written_at, (Post.is_salon, Post.hidden_at.is_(None))
    ),
    Source(
        "forum_posts", Post.author_id, Post.classroom_id, Post.written_at,
        (Post.is_salon.is_(False), Post.hidden_at.is_(None)),
    ),
    Source(
        "resources", Resource.person_id, Resource.classroom_id, Resource.shared_at, (Resource.withdrawn_at.is_(None),)
    ),
    Source(
        "bulletins", Bulletin.author_id, Bulletin.classroom_id, Bulletin.published_at, (Bulletin.hidden_at.is_(None),)
    ),
)  # fmt: skip
GRADES = Source(
    "graded", Grade.person_id, Grade.classroom_id, Grade.first_graded_at,
    (Grade.kind == WorkKind.SUBMISSION, Grade.superseded_at.is_(None)),
    (func.count(), func.coalesce(func.sum(Grade.score), 0)),
)  # fmt: skip


def works_of(training: Training, day: date) -> Iterator[tuple[str, int | None, int, int]]:
    """Kind, class, person and number of what was done on a day."""
    for source in WORKS:
        for room, person, number in db.session.execute(_on(source, training, day, source.classroom, source.person)):
            yield source.name, room, person, number


def grades_of(training: Training, day: date) -> list[Any]:
    """Class, person, grade, number and points of assignments whose first grade came on a day; the standing one counts."""
    return list(db.session.execute(_on(GRADES, training, day, Grade.classroom_id, Grade.person_id, Grade.grade)))


def study_of(training: Training, day: date) -> list[Any]:
    """Class, person and seconds studied on a day, by person."""
    statement = select(StudyDay.classroom_id, StudyDay.person_id, func.sum(StudyDay.seconds))
    statement = statement.where(StudyDay.training_id == training.id, *_days(calendar_of(training), day))
    grouped = statement.group_by(StudyDay.person_id, StudyDay.classroom_id)
    return list(db.session.execute(grouped.order_by(StudyDay.person_id, StudyDay.classroom_id)))


def seconds_before(training: Training, day: date) -> dict[int, int]:
    """How long everybody had studied before a day began."""
    if day <= training.starts_on:
        return {}
    statement = select(StudyDay.person_id, func.sum(StudyDay.seconds)).group_by(StudyDay.person_id)
    statement = statement.where(StudyDay.training_id == training.id, StudyDay.day < day)
    return {person: int(seconds) for person, seconds in db.session.execute(statement)}


def _days(calendar: Calendar, day: date) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if day > calendar.first:
        bounds.append(StudyDay.day >= day)
    if day < calendar.last:
        bounds.append(StudyDay.day <= day)
    return bounds


def _on(source: Source, training: Training, day: date, *groups: Any) -> Select[*tuple[Any, ...]]:
    calendar = calendar_of(training)
    within = (source.at >= calendar.starts_at(day), source.at < calendar.ends_at(day))
    statement = select(*groups, *source.numbers).where(source.of(training.id), *within)
    return statement.group_by(*groups)
