"""What waits for a tutor, oldest first: handed in, published, or said in the salon, and not yet judged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, StaffRole
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Post, Thread
from app.foundation import clock
from app.foundation.database import db
from app.grading.models import Claim, DeskKind
from app.journals.models import Journal
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Pile:
    """How many works of one kind wait, and since when the oldest does."""

    count: int
    oldest: datetime


def piles_of(person: Person) -> dict[str, Pile]:
    """What waits for a tutor, kind by kind; a kind of which nothing waits is left out."""
    items = waiting_works(person)
    statement = select(items.c.kind, func.count(), func.min(items.c.at)).group_by(items.c.kind)
    return {kind: Pile(count, oldest) for kind, count, oldest in db.session.execute(statement)}


def waiting_count(person: Person) -> int:
    """How many works wait for a tutor; a thread with several unrated posts is one."""
    return db.session.scalar(select(func.count()).select_from(waiting_works(person))) or 0


def find_oldest_waiting(person: Person) -> datetime | None:
    """Since when the oldest work has waited."""
    return db.session.scalar(select(func.min(waiting_works(person).c.at)))


def waiting_works(person: Person, only: str | None = None) -> Subquery:
    """`kind`, `id` and `at` of what waits in the tutor's own classes."""
    classes = classroom_ids_of(person, StaffRole.TUTOR)
    parts: dict[str, Select[Any]] = {
        DeskKind.SUBMISSION: _submissions(classes, person.id),
        DeskKind.JOURNAL: _journals(classes, person.id),
        DeskKind.THREAD: _threads(classes, person.id),
    }
    chosen = [parts[only]] if only else list(parts.values())
    joined: CompoundSelect[Any] = union_all(*chosen)
    return joined.subquery("waiting")


def is_unrated(author_not: int | None = None) -> ColumnElement[bool]:
    """Posts of a salon, joined with their thread, that a learner of the class wrote and no tutor has rated."""
    learns = exists().where(Enrolment.person_id == Post.author_id, Enrolment.classroom_id == Thread.classroom_id)
    shown = and_(Thread.hidden_at.is_(None), Post.hidden_at.is_(None))
    return and_(shown, Post.rated_at.is_(None), Post.author_id != (author_not or 0), learns)


def is_claimed_by_another(person_id: int) -> ColumnElement[bool]:
    """Whether a claim of somebody else has not lapsed yet."""
    return and_(Claim.tutor_id != person_id, Claim.lapses_at > clock.now())


def next_waiting(
    person: Person, only: str | None = None, past: tuple[str, int] | None = None, limit: int = 20
) -> list[tuple[str, int]]:
    """The oldest works that nobody else has on the desk; with `past`, only what comes after that one."""
    items = waiting_works(person, only)
    taken = exists().where(Claim.kind == items.c.kind, Claim.work_id == items.c.id, is_claimed_by_another(person.id))
    statement = select(items.c.kind, items.c.id).where(~taken)
    if past is not None:
        statement = statement.where(_comes_after(items, past))
    rows = db.session.execute(statement.order_by(items.c.at, items.c.kind, items.c.id).limit(limit))
    return [(kind, work_id) for kind, work_id in rows]


def still_waits(person: Person, kind: str, work_id: int) -> bool:
    """Whether nobody has judged the work since it was found."""
    items = waiting_works(person, kind)
    return bool(db.session.scalar(select(exists().where(items.c.id == work_id))))


def _comes_after(items: Subquery, past: tuple[str, int]) -> ColumnElement[bool]:
    kind, work_id = past
    there = items.alias("there")
    at = select(there.c.at).where(there.c.kind == kind, there.c.id == work_id).scalar_subquery()
    beside = or_(items.c.kind > kind, and_(items.c.kind == kind, items.c.id > work_id))
    return or_(items.c.at > at, and_(items.c.at == at, beside))


def _submissions(classes: list[int], person_id: int) -> Select[Any]:
    kind = literal(DeskKind.SUBMISSION.value)
    columns: list[Any] = [kind.label("kind"), Submission.id.label("id"), Submission.handed_in_at.label("at")]
    return select(*columns).where(
        Submission.classroom_id.in_(classes),
        Submission.state == SubmissionState.HANDED_IN,
        Submission.person_id != person_id,
    )


def _journals(classes: list[int], person_id: int) -> Select[Any]:
    kind = literal(DeskKind.JOURNAL.value)
    columns: list[Any] = [kind.label("kind"), Journal.id.label("id"), Journal.published_at.label("at")]
    return select(*columns).where(
        Journal.classroom_id.in_(classes),
        Journal.published_at.is_not(None),
        Journal.graded_at.is_(None),
        Journal.person_id != person_id,
    )


def _threads(classes: list[int], person_id: int) -> Select[Any]:
    kind = literal(DeskKind.THREAD.value)
    columns: list[Any] = [kind.label("kind"), Post.thread_id.label("id"), func.min(Post.written_at).label("at")]
    return (
        select(*columns)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.classroom_id.in_(classes), is_unrated(person_id))
        .group_by(Post.thread_id)
    )
