"""Reading study time: one definition for learner, tutor, class, statistics and ranking, the seconds of `study_days`."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from app.classrooms.models import Classroom, Enrolment
from app.courses.models import Module, Topic
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person
from app.study.ledger import COUNTING, Span, Verdict, seconds_of, whole_minutes
from app.study.models import SectionProgress, StudyDay, StudyInterval
from app.study.policy import study_time_readable_by

LONGEST_COUNTED = timedelta(days=1)  # far above any allowance: nothing that counts is longer


class Reading(NamedTuple):
    """How far a learner has come in one section."""

    topic_id: int
    section: str
    seconds: int
    last_read_at: datetime
    finished_at: datetime | None


class Place(NamedTuple):
    """Where a stretch was read."""

    topic_id: int
    topic_title: str
    topic_slug: str
    module_slug: str
    section: str


class Learner(NamedTuple):
    """Somebody whose study time may be read, with the class in which they learn."""

    person_id: int
    name: str
    training_id: int
    classroom_code: str
    classroom_name: str


def minutes_of(person_id: int, training_id: int) -> int:
    """Whole minutes studied in a training, rounded down once on the sum."""
    total = select(func.coalesce(func.sum(StudyDay.seconds), 0)).where(*_of(person_id, training_id))
    return whole_minutes(int(db.session.scalar(total) or 0))


def seconds_by_day(person_id: int, training_id: int) -> dict[date, int]:
    """Seconds studied by local day, days without any left out."""
    statement = select(StudyDay.day, func.sum(StudyDay.seconds)).where(*_of(person_id, training_id))
    rows = db.session.execute(statement.group_by(StudyDay.day).order_by(StudyDay.day))
    return {day: int(seconds) for day, seconds in rows if seconds}


def study_minutes_by_person(classroom_id: int) -> dict[int, int]:
    """Whole minutes of everybody who learns in the class now, by person; those who have none are there with 0."""
    statement = (
        select(Enrolment.person_id, func.coalesce(func.sum(StudyDay.seconds), 0))
        .outerjoin(
            StudyDay,
            (StudyDay.person_id == Enrolment.person_id) & (StudyDay.training_id == Enrolment.training_id),
        )
        .where(Enrolment.classroom_id == classroom_id, Enrolment.until.is_(None))
        .group_by(Enrolment.person_id)
    )
    return {person_id: whole_minutes(int(seconds)) for person_id, seconds in db.session.execute(statement)}


def section_progress_of(person_id: int, training_id: int, topic_id: int | None = None) -> list[Reading]:
    """How far a learner has come in each section ever opened, of one topic or of all."""
    columns = (
        SectionProgress.topic_id,
        SectionProgress.section,
        SectionProgress.seconds,
        SectionProgress.last_read_at,
        SectionProgress.finished_at,
    )
    statement = select(*columns).where(
        SectionProgress.person_id == person_id, SectionProgress.training_id == training_id
    )
    if topic_id is not None:
        statement = statement.where(SectionProgress.topic_id == topic_id)
    return [Reading(*row) for row in db.session.execute(statement)]


def spans_between(person_id: int, training_id: int, start: datetime, end: datetime) -> list[Span]:
    """Everything heard of a learner in a time, in the order it happened; the key of a span is its `Place`."""
    statement = (
        select(
            StudyInterval.started_at,
            StudyInterval.ended_at,
            StudyInterval.verdict,
            Topic.id,
            Topic.title,
            Topic.slug,
            Module.slug,
            StudyInterval.section,
        )
        .join(Topic, Topic.id == StudyInterval.topic_id)
        .join(Module, Module.id == Topic.module_id)
        .where(StudyInterval.person_id == person_id, StudyInterval.training_id == training_id)
        .where(StudyInterval.started_at >= start - LONGEST_COUNTED)
        .where(StudyInterval.started_at < end, StudyInterval.ended_at > start)
        .order_by(StudyInterval.started_at, StudyInterval.id)
    )
    return [
        Span(seconds_of(began), seconds_of(ended), Verdict(verdict), Place(topic_id, title, slug, module, section))
        for began, ended, verdict, topic_id, title, slug, module, section in db.session.execute(statement)
    ]


def counted_spans_of_section(person_id: int, training_id: int, topic_id: int, section: str) -> list[Span]:
    """What counts of a learner's reading of one section, for rebuilding its progress."""
    statement = select(StudyInterval.started_at, StudyInterval.ended_at).where(
        StudyInterval.person_id == person_id,
        StudyInterval.training_id == training_id,
        StudyInterval.topic_id == topic_id,
        StudyInterval.section == section,
        StudyInterval.verdict.in_(COUNTING),
    )
    return _spans(statement)


def counted_spans_by_classroom(person_id: int, training_id: int, start: datetime, end: datetime) -> list[Span]:
    """What counts of a learner in a time; the key of a span is the class in which it was read."""
    statement = (
        select(StudyInterval.started_at, StudyInterval.ended_at, StudyInterval.classroom_id)
        .where(StudyInterval.person_id == person_id, StudyInterval.training_id == training_id)
        .where(StudyInterval.started_at >= start - LONGEST_COUNTED)
        .where(StudyInterval.started_at < end, StudyInterval.ended_at > start)
        .where(StudyInterval.verdict.in_(COUNTING))
        .order_by(StudyInterval.started_at, StudyInterval.id)
    )
    return _spans(statement)


def get_learner(classroom_code: str, person_id: int, viewer: Person) -> Learner:
    """A learner of a class whose study time the viewer may read."""
    statement = (
        select(Person.id, Person.name, Enrolment.training_id, Classroom.code, Classroom.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Classroom.code == classroom_code, Person.id == person_id, Enrolment.until.is_(None))
        .where(study_time_readable_by(viewer))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Learner(*row)


def _of(person_id: int, training_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return StudyDay.person_id == person_id, StudyDay.training_id == training_id


def _spans(statement: Select[*tuple[Any, ...]]) -> list[Span]:
    return [
        Span(seconds_of(began), seconds_of(ended), Verdict.COUNTED, *key)
        for began, ended, *key in db.session.execute(statement)
    ]
