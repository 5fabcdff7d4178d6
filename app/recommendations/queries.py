"""Works that are shown to everybody, and the recommendation of one work."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.classrooms.models import Classroom, Training
from app.courses.models import Topic
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.markup import excerpt
from app.journals.models import Journal
from app.people.models import Person, School
from app.recommendations.models import Recommendation
from app.recommendations.policy import is_shown

PAGE = 20
BEGINNING = 90
TUTOR = aliased(Person)
NOT_READABLE_BY_ALL = (SubmissionState.TAKEN_BACK, SubmissionState.RETURNED)


class Shown(NamedTuple):
    """A work in the showcase, as lists show it; `id` is its recommendation's."""

    id: int
    kind: str
    title: str
    beginning: str
    person_name: str
    school_name: str | None
    classroom_name: str
    reason: str
    tutor_name: str
    consented_at: datetime
    time_zone: str


class Whole(NamedTuple):
    """A work in the showcase with its whole text."""

    shown: Shown
    html: str
    training_name: str


def picked_works(training_id: int, limit: int = 4) -> list[Shown]:
    """The works of a training that were taken into the showcase last."""
    statement = _shown().where(Recommendation.training_id == training_id).limit(limit)
    return [_row(row) for row in db.session.execute(statement)]


def showcase(kind: str | None = None, page: int = 1) -> tuple[list[Shown], int]:
    """One page of everything that is shown, newest first, and how much there is in all."""
    statement = _shown().add_columns(func.count().over()).limit(PAGE).offset((page - 1) * PAGE)
    if kind is not None:
        statement = statement.where(Recommendation.kind == kind)
    rows = db.session.execute(statement).all()
    return [_row(row[:-1]) for row in rows], rows[0][-1] if rows else 0


def get_shown(recommendation_id: int) -> Whole:
    """One work of the showcase, for anybody."""
    html = func.coalesce(SubmissionVersion.html, Journal.html)
    statement = _shown().add_columns(html, Training.name).where(Recommendation.id == recommendation_id)
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Whole(_row(row[:-2]), row[-2], row[-1])


def find_recommendation(kind: str, work_id: int) -> Recommendation | None:
    """The recommendation of a work that nobody has withdrawn."""
    return db.session.scalars(
        select(Recommendation).where(
            Recommendation.kind == kind, Recommendation.work_id == work_id, Recommendation.withdrawn_at.is_(None)
        )
    ).first()


def get_recommendation(recommendation_id: int, *conditions: ColumnElement[bool]) -> Recommendation:
    found = db.session.scalars(
        select(Recommendation).where(Recommendation.id == recommendation_id, *conditions)
    ).first()
    if found is None:
        raise NotFound
    return found


def _shown() -> Select[Any]:
    title = func.coalesce(Topic.title, Journal.title)
    text = func.substr(func.coalesce(SubmissionVersion.text, Journal.text), 1, 300)
    columns = (Recommendation.id, Recommendation.kind, title, text, Person.name, School.name, Classroom.name)
    tutors = (Recommendation.reason, TUTOR.name, Recommendation.consented_at, Training.time_zone)
    is_submission = and_(Recommendation.kind == "submission", Submission.id == Recommendation.work_id)
    newest = and_(
        SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.version_number
    )
    is_journal = and_(Recommendation.kind == "journal", Journal.id == Recommendation.work_id)
    return (
        select(*columns, *tutors)
        .select_from(Recommendation)
        .join(Person, Person.id == Recommendation.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .join(Classroom, Classroom.id == Recommendation.classroom_id)
        .join(Training, Training.id == Recommendation.training_id)
        .join(TUTOR, TUTOR.id == Recommendation.recommended_by_id)
        .outerjoin(Submission, is_submission)
        .outerjoin(SubmissionVersion, newest)
        .outerjoin(Topic, Topic.id == Submission.topic_id)
        .outerjoin(Journal, is_journal)
        .where(is_shown(), or_(Submission.id.is_(None), Submission.state.not_in(NOT_READABLE_BY_ALL)))
        .order_by(Recommendation.consented_at.desc(), Recommendation.id.desc())
    )


def _row(row: Any) -> Shown:
    shown = Shown(*row)
    return shown._replace(beginning=excerpt(shown.beginning, BEGINNING))
