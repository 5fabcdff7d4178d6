"""What waits for a tutor, oldest first: handed in, published, or said in the salon, and not yet judged."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, StaffAssignment, StaffRole
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Post, Thread
from app.foundation import clock
from app.foundation.database import BigId, db
from app.grading.models import Claim, DeskKind, Return
from app.journals.models import Journal
from app.people.models import Person

NO_TOPIC = cast(null(), BigId).label("topic_id")
KEPT_FOR_WHO_RETURNED = timedelta(days=2)


class Chosen(NamedTuple):
    """What a tutor goes through now: one kind of work, or the works on one topic; all of them by default."""

    only: str | None = None
    topic_id: int | None = None


class Position(NamedTuple):
    """A place in the queue, which stays one when the work that stood there is done."""

    at: datetime
    kind: str
    id: int


EVERYTHING = Chosen()


def waiting_count(person: Person) -> int:
    """How many works wait for a tutor; a thread with several unrated posts is one."""
    return db.session.scalar(select(func.count()).select_from(waiting_works(person))) or 0


def find_oldest_waiting(person: Person) -> datetime | None:
    """Since when the oldest work has waited."""
    return db.session.scalar(select(func.min(waiting_works(person).c.at)))


def waiting_works(person: Person, chosen: Chosen = EVERYTHING) -> Subquery:
    """`kind`, `id`, `at` and `topic_id` of what waits in the tutor's own classes."""
    classes = classroom_ids_of(person, StaffRole.TUTOR)
    parts: dict[str, Select[Any]] = {
        DeskKind.SUBMISSION: _submissions(classes, person.id),
        DeskKind.JOURNAL: _journals(classes, person.id),
        DeskKind.THREAD: _threads(classes, person.id),
    }
    if chosen.topic_id is not None:
        return parts[DeskKind.SUBMISSION].where(Submission.topic_id == chosen.topic_id).subquery("waiting")
    joined: CompoundSelect[Any] = union_all(*([parts[chosen.only]] if chosen.only else parts.values()))
    return joined.subquery("waiting")


def is_unrated(author_not: int = 0) -> ColumnElement[bool]:
    """Posts of a salon, joined with their thread, that a learner of the class wrote and no tutor has rated."""
    learns = exists().where(Enrolment.person_id == Post.author_id, Enrolment.classroom_id == Thread.classroom_id)
    shown = and_(Thread.hidden_at.is_(None), Post.hidden_at.is_(None))
    return and_(shown, Post.rated_at.is_(None), Post.author_id != author_not, learns)


def is_claimed_by_another(person_id: int, present: Any = None) -> ColumnElement[bool]:
    """Whether a claim of somebody else has not lapsed yet."""
    return and_(Claim.tutor_id != person_id, Claim.lapses_at > (clock.now() if present is None else present))


def next_waiting(
    person: Person,
    chosen: Chosen = EVERYTHING,
    behind: Position | None = None,
    *,
    around: bool = False,
    limit: int = 20,
) -> list[tuple[str, int]]:
    """The oldest works that nobody else has on the desk and that are not kept for whoever gave them back.

    With `behind` only what comes after that place; `around` goes on from the beginning once the end is reached.
    """
    items = waiting_works(person, chosen)
    taken = exists().where(Claim.kind == items.c.kind, Claim.work_id == items.c.id, is_claimed_by_another(person.id))
    statement = select(items.c.kind, items.c.id).where(~taken, ~_is_kept_for_another(items, person.id))
    order: tuple[Any, ...] = (items.c.at, items.c.kind, items.c.id)
    if behind is not None and around:
        statement = statement.where(~and_(items.c.kind == behind.kind, items.c.id == behind.id))
        order = (case((_comes_after(items, behind), 0), else_=1), *order)
    elif behind is not None:
        statement = statement.where(_comes_after(items, behind))
    return [(kind, work_id) for kind, work_id in db.session.execute(statement.order_by(*order).limit(limit))]


def find_position(person: Person, kind: str, work_id: int) -> Position | None:
    """Where a work stands in the queue, if it waits."""
    items = waiting_works(person, Chosen(kind))
    at = db.session.scalar(select(items.c.at).where(items.c.id == work_id))
    return Position(at, kind, work_id) if at else None


def still_waits(person: Person, kind: str, work_id: int) -> bool:
    """Whether nobody has judged the work since it was found."""
    items = waiting_works(person, Chosen(kind))
    return bool(db.session.scalar(select(exists().where(items.c.id == work_id))))


def _comes_after(items: Subquery, there: Position) -> ColumnElement[bool]:
    beside = or_(items.c.kind > there.kind, and_(items.c.kind == there.kind, items.c.id > there.id))
    return or_(items.c.at > there.at, and_(items.c.at == there.at, beside))


def _is_kept_for_another(items: Subquery, person_id: int) -> ColumnElement[bool]:
    """What came back goes for two days to whoever gave it back, while they are a tutor of the class."""
    recently = clock.now() - KEPT_FOR_WHO_RETURNED
    newest = select(func.max(Return.id)).where(Return.submission_id == Submission.id).correlate(Submission)
    still_tutors = (
        StaffAssignment.person_id == Return.tutor_id,
        StaffAssignment.classroom_id == Submission.classroom_id,
        StaffAssignment.role == StaffRole.TUTOR,
        or_(StaffAssignment.until.is_(None), StaffAssignment.until > clock.now()),
    )
    return and_(
        items.c.kind == DeskKind.SUBMISSION,
        items.c.at > recently,
        exists()
        .where(
            Return.id == newest.scalar_subquery(),
            Return.tutor_id != person_id,
            Submission.id == items.c.id,
            *still_tutors,
        )
        .correlate(items),
    )


def _submissions(classes: list[int], person_id: int) -> Select[Any]:
    kind = literal(DeskKind.SUBMISSION.value)
    columns: list[Any] = [kind.label("kind"), Submission.id.label("id"), Submission.handed_in_at.label("at")]
    return select(*columns, Submission.topic_id.label("topic_id")).where(
        Submission.classroom_id.in_(classes),
        Submission.state == SubmissionState.HANDED_IN,
        Submission.person_id != person_id,
    )


def _journals(classes: list[int], person_id: int) -> Select[Any]:
    kind = literal(DeskKind.JOURNAL.value)
    columns: list[Any] = [kind.label("kind"), Journal.id.label("id"), Journal.published_at.label("at")]
    return select(*columns, NO_TOPIC).where(
        Journal.classroom_id.in_(classes),
        Journal.published_at.is_not(None),
        Journal.graded_at.is_(None),
        Journal.person_id != person_id,
    )


def _threads(classes: list[int], person_id: int) -> Select[Any]:
    kind = literal(DeskKind.THREAD.value)
    columns: list[Any] = [kind.label("kind"), Post.thread_id.label("id"), func.min(Post.written_at).label("at")]
    return (
        select(*columns, NO_TOPIC)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.classroom_id.in_(classes), is_unrated(person_id))
        .group_by(Post.thread_id)
    )
