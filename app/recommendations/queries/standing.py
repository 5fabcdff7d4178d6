"""The recommendation of one work, for those whom it concerns."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, select

from app.classrooms.models import Classroom, Training
from app.discussions.models import Post
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question, apart
from app.people.models import Person
from app.recommendations.models import Recommendation
from app.recommendations.policy import is_shown, may_consent, may_pick, may_show, may_withdraw
from app.recommendations.queries.showcase import get_shown
from app.recommendations.queries.works import Whole


class Placed(NamedTuple):
    """A recommendation with where its class and its training are."""

    recommendation: Recommendation
    class_place: str
    training_place: str


def find_recommendation(kind: str, work_id: int) -> Recommendation | None:
    """The recommendation of a work that nobody has withdrawn."""
    row = OF_WORK.first(kind=str(kind), work=work_id)
    return apart(Recommendation, row) if row else None


def _of_work() -> Select[*tuple[Any, ...]]:
    work = (Recommendation.kind == bindparam("kind"), Recommendation.work_id == bindparam("work", type_=BigId))
    return select(*Recommendation.__table__.columns).where(*work, Recommendation.withdrawn_at.is_(None))


OF_WORK = Question(_of_work)


def class_of_opening(thread_id: int) -> int | None:
    """The class to which the author of a thread belonged when starting it, on a board too."""
    return db.session.scalar(select(Post.classroom_id).where(Post.thread_id == thread_id, Post.number == 1))


def get_recommendation(recommendation_id: int, *conditions: ColumnElement[bool]) -> Recommendation:
    found = db.session.scalars(
        select(Recommendation).where(Recommendation.id == recommendation_id, *conditions)
    ).first()
    if found is None:
        raise NotFound
    return found


def get_concerned(recommendation_id: int, viewer: Person) -> Recommendation:
    """A standing recommendation, for its author and the class's tutors."""
    found = get_recommendation(recommendation_id, Recommendation.withdrawn_at.is_(None))
    if not (may_consent(viewer, found) or may_withdraw(viewer, found)):
        raise NotFound
    return found


def is_concerned(person: Person, recommendation_id: int) -> bool:
    """Whether somebody may take a recommendation back: its author, or a tutor of the class."""
    found = get_recommendation(recommendation_id)
    return may_consent(person, found) or may_withdraw(person, found)


def get_pickable(recommendation_id: int, viewer: Person) -> Whole:
    """A work of the viewer's region whose author agreed."""
    if not may_pick(viewer, _placed(recommendation_id).class_place):
        raise NotFound
    return get_shown(recommendation_id)


def get_showable(recommendation_id: int, viewer: Person) -> Whole:
    """A picked work of a training whose project team the viewer is in."""
    if not may_show(viewer, _placed(recommendation_id).training_place):
        raise NotFound
    whole = get_shown(recommendation_id)
    if whole.expert_name is None:
        raise NotFound
    return whole


def _placed(recommendation_id: int) -> Placed:
    statement = (
        select(Recommendation, Classroom.place_code, Training.place_code)
        .join(Classroom, Classroom.id == Recommendation.classroom_id)
        .join(Training, Training.id == Recommendation.training_id)
        .where(Recommendation.id == recommendation_id, is_shown())
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Placed(row[0], row[1], row[2])
