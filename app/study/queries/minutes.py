"""Study time as sums: one definition for learner, tutor, class, statistics and ranking, the seconds of `study_days`."""

from datetime import date, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from app.classrooms.models import Enrolment
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.study.ledger import whole_minutes
from app.study.models import SectionProgress, StudyDay


class Reading(NamedTuple):
    """How far a learner has come in one section."""

    topic_id: int
    section: str
    seconds: int
    last_read_at: datetime
    finished_at: datetime | None


def minutes_of(person_id: int, training_id: int) -> int:
    """Whole minutes studied in a training, rounded down once on the sum."""
    total = select(func.coalesce(func.sum(StudyDay.seconds), 0)).where(*_of(person_id, training_id))
    return whole_minutes(int(db.session.scalar(total) or 0))


def seconds_by_day(person_id: int, training_id: int) -> dict[date, int]:
    """Seconds studied by local day, days without any left out."""
    rows = BY_DAY.all(person=person_id, training=training_id)
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
    question = IN_TOPIC if topic_id is not None else IN_ALL
    return [Reading(*row) for row in question.all(person=person_id, training=training_id, topic=topic_id)]


def _of(person_id: int, training_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return StudyDay.person_id == person_id, StudyDay.training_id == training_id


def _by_day() -> Select[*tuple[Any, ...]]:
    days = select(StudyDay.day, func.sum(StudyDay.seconds)).where(*_of(PERSON, TRAINING))
    return days.group_by(StudyDay.day).order_by(StudyDay.day)


def _progress(*conditions: Any) -> Select[*tuple[Any, ...]]:
    progress = SectionProgress
    columns = (progress.topic_id, progress.section, progress.seconds, progress.last_read_at, progress.finished_at)
    return select(*columns).where(progress.person_id == PERSON, progress.training_id == TRAINING, *conditions)


PERSON, TRAINING, TOPIC = (cast("Any", bindparam(name, type_=BigId)) for name in ("person", "training", "topic"))
BY_DAY, IN_ALL = Question(_by_day), Question(_progress)
IN_TOPIC = Question(lambda: _progress(SectionProgress.topic_id == TOPIC))
