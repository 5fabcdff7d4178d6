"""Second opinions themselves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, func, select

from app.assignments.models import Submission
from app.courses.models import Topic
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.markup import plain
from app.foundation.reading import Question
from app.journals.models import Journal
from app.opinions.models import SecondOpinion
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class OpinionShown:
    """A second opinion as those see it who may read the work's judgement; who gives it is named once it is given."""

    id: int
    tutor_id: int
    reason: str
    asked_at: datetime
    given_at: datetime | None
    score: int | None
    grade: str | None
    comment: str | None
    is_better: bool | None
    tutor_name: str

    @property
    def words(self) -> str:
        return plain(self.comment or "")

    @property
    def asked_for(self) -> str:
        return plain(self.reason)


class OpinionWaiting(NamedTuple):
    """One that waits for the viewer: what it is about, never whose it is."""

    id: int
    kind: str
    title: str
    asked_at: datetime


def find_opinion(kind: str, work_id: int) -> OpinionShown | None:
    """The second opinion of a work; for those who may read its judgement."""
    row = OF_WORK.first(of=kind, work=work_id)
    return OpinionShown(*row) if row else None


def _of_work() -> Select[*tuple[Any, ...]]:
    row = SecondOpinion
    return (
        select(row.id, row.tutor_id, row.reason, row.asked_at, row.given_at, row.score, row.grade, row.comment)
        .add_columns(row.is_better, Person.name)
        .join(Person, Person.id == row.tutor_id)
        .where(row.kind == bindparam("of"), row.work_id == bindparam("work", type_=BigId))
    )


OF_WORK = Question(_of_work)


def get_own_opinion(opinion_id: int, viewer: Person) -> SecondOpinion:
    """One that was given to the viewer to give, open or given."""
    mine = (SecondOpinion.id == opinion_id, SecondOpinion.tutor_id == viewer.id)
    found = db.session.scalars(select(SecondOpinion).where(*mine)).first()
    if found is None:
        raise NotFound
    return found


def opinions_waiting(viewer: Person) -> list[OpinionWaiting]:
    """What waits for the viewer's opinion, oldest first."""
    return [OpinionWaiting(*row) for row in WAITING.all(tutor=viewer.id)]


def opinions_asked_of(viewer: Person) -> Select[int, datetime]:
    """How many wait for the viewer, and since when the oldest does: to be asked with other counts of theirs."""
    mine = (SecondOpinion.tutor_id == viewer.id, SecondOpinion.given_at.is_(None))
    return select(func.count(), func.min(SecondOpinion.asked_at)).where(*mine)


def overdue_opinions() -> list[int]:
    """Open ones that waited too long with one tutor."""
    late = (SecondOpinion.given_at.is_(None), SecondOpinion.due_at <= clock.now())
    return list(db.session.scalars(select(SecondOpinion.id).where(*late).order_by(SecondOpinion.id)))


def _waiting() -> Select[*tuple[Any, ...]]:
    title = func.coalesce(Topic.title, Journal.title)
    return (
        select(SecondOpinion.id, SecondOpinion.kind, title, SecondOpinion.asked_at)
        .outerjoin(Submission, and_(SecondOpinion.kind == "submission", Submission.id == SecondOpinion.work_id))
        .outerjoin(Topic, Topic.id == Submission.topic_id)
        .outerjoin(Journal, and_(SecondOpinion.kind == "journal", Journal.id == SecondOpinion.work_id))
        .where(SecondOpinion.tutor_id == bindparam("tutor", type_=BigId), SecondOpinion.given_at.is_(None))
        .order_by(SecondOpinion.asked_at, SecondOpinion.id)
    )


WAITING = Question(_waiting)
