"""The tutor's queue as its page lists it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, literal, select

from app.assignments.models import Submission, SubmissionVersion
from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom
from app.courses.models import Topic
from app.discussions.models import Post, Thread
from app.discussions.queries.posts import page_of
from app.foundation import clock
from app.foundation.database import BigId, Instant, db
from app.foundation.markup import excerpt
from app.foundation.reading import Question
from app.grading.models import Claim, DeskKind
from app.grading.queries.waiting import EVERYTHING, Chosen, is_claimed_by_another, is_unrated, waiting_works
from app.journals.models import Journal
from app.people.models import Person

PAGE = 30
BEGINNING = 60
IDS: Any = bindparam("ids", expanding=True, type_=BigId)
PERSON: Any = bindparam("person", type_=BigId)


@dataclass(frozen=True, slots=True)
class Line:
    """One work that waits; for a thread its oldest unrated post, and how many there are."""

    kind: str
    id: int
    at: datetime
    claimed_by: str | None
    title: str
    person_name: str
    classroom_name: str
    beginning: str
    characters: int
    version_number: int = 1
    is_late: bool = False
    posts: int = 0
    first_number: int = 1

    @property
    def was_returned(self) -> bool:
        return self.kind == DeskKind.SUBMISSION and self.version_number > 1

    @property
    def url(self) -> str:
        return work_url(self.kind, self.id, self.first_number)


def work_url(kind: str, work_id: int, number: int = 1) -> str:
    """Where a work is read and graded; for a thread the post of that number."""
    if kind == DeskKind.THREAD:
        return f"/threads/{work_id}?page={page_of(number)}#post-{number}"
    return f"/{kind}s/{work_id}"


def queue_of(person: Person, chosen: Chosen = EVERYTHING, page: int = 1) -> list[Line]:
    """One page of what waits for a tutor, oldest first, in a fixed number of statements."""
    asked = {"topic": chosen.topic_id, "skipped": (page - 1) * PAGE, "present": clock.now()}
    rows = QUEUE.all(person, chosen.only, chosen.topic_id is not None, **asked)
    details = {kind: _details(kind, [row.id for row in rows if row.kind == kind], person) for kind in DeskKind}
    return [Line(*row, *details[row.kind][row.id]) for row in rows if row.id in details[row.kind]]


def _queue(person: Person, only: str | None, is_on_topic: bool) -> Select[Any]:
    topic: Any = bindparam("topic", type_=BigId) if is_on_topic else None
    items = waiting_works(person, Chosen(only, topic))
    is_claimed = is_claimed_by_another(person.id, bindparam("present", type_=Instant()))
    taken = and_(Claim.kind == items.c.kind, Claim.work_id == items.c.id, is_claimed)
    return (
        select(items.c.kind, items.c.id, items.c.at, Person.name)
        .outerjoin(Claim, taken)
        .outerjoin(Person, Person.id == Claim.tutor_id)
        .order_by(items.c.at, items.c.kind, items.c.id)
        .limit(PAGE)
        .offset(bindparam("skipped", type_=BigId))
    )


def first_unrated(thread_id: int, person_id: int) -> int | None:
    """The number of a thread's oldest post that waits for its rating."""
    statement = select(func.min(Post.number)).join(Thread, Thread.id == Post.thread_id)
    return db.session.scalar(statement.where(Post.thread_id == thread_id, is_unrated(person_id)))


def _details(kind: str, ids: Sequence[int], person: Person) -> dict[int, Iterable[Any]]:
    if not ids:
        return {}
    rows = DETAILS[kind].all(ids=list(ids), person=person.id)
    return {key: (*names, excerpt(text or "", BEGINNING), *rest) for key, *names, text, rest in _split(rows)}


def _split(rows: Iterable[Any]) -> Iterable[tuple[Any, ...]]:
    """Number, title, person, class and text first; whatever a kind has more of, after them."""
    return ((*row[:5], row[5:]) for row in rows)


def _submissions() -> Select[Any]:
    newest = and_(
        SubmissionVersion.submission_id == Submission.id, SubmissionVersion.number == Submission.version_number
    )
    columns = (Submission.id, Topic.title, Person.name, Classroom.name, func.substr(SubmissionVersion.text, 1, 200))
    return (
        select(*columns, SubmissionVersion.characters, Submission.version_number, Submission.is_late)
        .join(Topic, Topic.id == Submission.topic_id)
        .join(Person, Person.id == Submission.person_id)
        .join(Classroom, Classroom.id == Submission.classroom_id)
        .join(SubmissionVersion, newest)
        .where(Submission.id.in_(IDS))
    )


def _journals() -> Select[Any]:
    columns = (Journal.id, Journal.title, Person.name, Classroom.name, func.substr(Journal.text, 1, 200))
    return (
        select(*columns, Journal.characters)
        .join(Person, Person.id == Journal.person_id)
        .join(Classroom, Classroom.id == Journal.classroom_id)
        .where(Journal.id.in_(IDS))
    )


def _threads() -> Select[Any]:
    unrated = (
        select(
            Post.id,
            func.count().over(partition_by=Post.thread_id).label("posts"),
            func.row_number().over(partition_by=Post.thread_id, order_by=Post.number).label("place"),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.thread_id.in_(IDS), is_unrated(PERSON))
        .subquery("unrated")
    )
    columns = (Thread.id, Thread.title, Person.name, Classroom.name, func.substr(Post.text, 1, 200))
    return (
        select(*columns, Post.characters, literal(1), literal(False), unrated.c.posts, Post.number)
        .join(Post, Post.id == unrated.c.id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Person, Person.id == Post.author_id)
        .join(Classroom, Classroom.id == Thread.classroom_id)
        .where(unrated.c.place == 1)
    )


QUEUE = PersonalQuestion(_queue)
DETAILS = {
    DeskKind.SUBMISSION.value: Question(_submissions),
    DeskKind.JOURNAL.value: Question(_journals),
    DeskKind.THREAD.value: Question(_threads),
}
