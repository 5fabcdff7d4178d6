"""Threads: one by its number, and lists of a room's with what is unread in them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom, Training
from app.courses.models import Module, Topic
from app.discussions.models import EXPERTS, Board, Post, ReadMark, Thread
from app.discussions.policy import Room, may_read_thread, may_tidy, threads_readable_by
from app.foundation.database import BigId
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person

PER_PAGE, MOST_RECENT = 20, 10
Home = tuple[str, int]  # the column of threads that says where one stands, and the number of the class or the board
AUTHOR = aliased(Person)


class Filter(StrEnum):
    """Which threads of a room to list."""

    ALL = "all"
    UNREAD = "unread"
    MINE = "mine"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class ThreadShown:
    """A thread with its home and how far the viewer has read it."""

    id: int
    title: str
    author_id: int
    training_id: int
    classroom_id: int | None
    topic_id: int | None
    post_count: int
    last_number: int
    view_count: int
    hidden_at: datetime | None
    is_pinned: bool
    closed_at: datetime | None
    answer_number: int | None
    summary_number: int | None
    time_zone: str
    place_code: str
    classroom_code: str | None
    classroom_name: str | None
    board_slug: str | None
    board_name: str | None
    topic_title: str | None
    topic_slug: str | None
    module_slug: str | None
    read_number: int

    @property
    def room(self) -> Room:
        return Room(self.training_id, self.classroom_id, self.place_code)


def get_thread(thread_id: int, viewer: Person) -> ThreadShown:
    """A thread that the viewer may read."""
    row = SHOWN.first(thread=thread_id, viewer=viewer.id)
    thread = ThreadShown(*row) if row else None
    if thread is None or not may_read_thread(viewer, thread.room, thread.author_id, thread.hidden_at is not None):
        raise NotFound
    return thread


def _shown() -> Select[*tuple[Any, ...]]:
    """A thread with all that its page says of it."""
    marked = and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == bindparam("viewer", type_=BigId))
    return (
        select(
            *(Thread.id, Thread.title, Thread.author_id, Thread.training_id, Thread.classroom_id, Thread.topic_id),
            *(Thread.post_count, Thread.last_number, Thread.view_count, Thread.hidden_at, Thread.is_pinned),
            *(Thread.closed_at, Thread.answer_number, Thread.summary_number, Training.time_zone),
            func.coalesce(Classroom.place_code, Training.place_code),
            *(Classroom.code, Classroom.name, Board.slug, Board.name, Topic.title, Topic.slug, Module.slug),
            func.coalesce(ReadMark.last_number, 0),
        )
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .outerjoin(Board, Board.id == Thread.board_id)
        .outerjoin(Topic, Topic.id == Thread.topic_id)
        .outerjoin(Module, Module.id == Topic.module_id)
        .outerjoin(ReadMark, marked)
        .where(Thread.id == bindparam("thread", type_=BigId))
    )


SHOWN = Question(_shown)


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a list and how many threads the whole list has."""

    threads: list[Any]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def threads_in(home: Home, room: Room, viewer: Person, only: Filter, number: int = 1) -> ThreadPage:
    """A page of the threads of a room that the viewer was let into: pinned ones, then the newest talk.

    Questions without an answer come in the order in which they have waited.
    """
    column, home_id = home
    skipped = (number - 1) * PER_PAGE
    rows = IN_ROOM.all(viewer, column, only, may_tidy(viewer, room), home=home_id, skipped=skipped)
    return ThreadPage(rows, rows[0].total if rows else 0, number)


def threads_of_topic(topic_id: int, viewer: Person, limit: int = 5) -> list[Any]:
    """What is being said about a topic in the rooms that the viewer may read."""
    return OF_TOPIC.all(viewer, limit, topic=topic_id)


def questions_waiting(training_id: int) -> int:
    """How many questions to the experts of a training wait for an answer."""
    return int(QUESTIONS.one(training=training_id))


def recent_threads(classroom_id: int, limit: int = 5) -> list[Any]:
    """The newest talk of a class's salon, for a page whose viewer was already let into the class."""
    return RECENT.all(classroom=classroom_id)[:limit]


def _in_room(viewer: Person, column: str, only: Filter, tidies: bool) -> Select[Any]:
    order = _waiting_longest() if only == Filter.UNANSWERED else _pinned_first()
    home = getattr(Thread, column) == bindparam("home", type_=BigId)
    statement = select(Thread.id, func.count().over().label("total")).where(home).order_by(*order)
    if not tidies:
        statement = statement.where(or_(Thread.hidden_at.is_(None), Thread.author_id == viewer.id))
    if only == Filter.UNREAD:
        statement = statement.where(_has_unread(viewer))
    elif only == Filter.MINE:
        statement = statement.where(exists().where(Post.thread_id == Thread.id, Post.author_id == viewer.id))
    elif only == Filter.UNANSWERED:
        statement = statement.where(*_waits())
    page = statement.limit(PER_PAGE).offset(bindparam("skipped", type_=BigId)).subquery()
    return _listed(page, viewer).add_columns(page.c.total).order_by(None).order_by(*order)


def _of_topic(viewer: Person, limit: int) -> Select[Any]:
    page = (
        _newest(Thread.id)
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .where(Thread.topic_id == bindparam("topic", type_=BigId), threads_readable_by(viewer))
        .limit(limit)
    )
    return _listed(page.subquery(), viewer)


def _recent() -> Select[*tuple[Any, ...]]:
    columns = (Thread.id, Thread.title, Thread.post_count, Thread.last_number, Thread.last_post_at)
    return (
        select(*columns, AUTHOR.name.label("author_name"))
        .join(AUTHOR, AUTHOR.id == Thread.author_id)
        .where(Thread.classroom_id == bindparam("classroom", type_=BigId), Thread.hidden_at.is_(None))
        .order_by(Thread.last_post_at.desc(), Thread.id.desc())
        .limit(MOST_RECENT)
    )


def _questions() -> Select[*tuple[Any, ...]]:
    asked = select(func.count()).select_from(Thread).join(Board, Board.id == Thread.board_id)
    return asked.where(Board.training_id == bindparam("training", type_=BigId), Board.slug == EXPERTS, *_waits())


def _newest(*columns: Any) -> Select[Any]:
    return select(*columns).order_by(Thread.last_post_at.desc(), Thread.id.desc())


def _pinned_first() -> tuple[ColumnElement[Any], ...]:
    return Thread.is_pinned.desc(), Thread.last_post_at.desc(), Thread.id.desc()


def _waits() -> tuple[ColumnElement[bool], ...]:
    """A question that nobody has answered and that still takes replies."""
    return Thread.answer_number.is_(None), Thread.hidden_at.is_(None), Thread.closed_at.is_(None)


def _waiting_longest() -> tuple[ColumnElement[Any], ...]:
    return Thread.last_post_at.asc(), Thread.id.asc()


def _listed(page: Subquery, viewer: Person) -> Select[Any]:
    """What a list shows of each thread; only those of the page are looked into."""
    last, writer = aliased(Post), aliased(Person)
    return (
        _newest(
            *(Thread.id, Thread.title, Thread.post_count, Thread.last_number, Thread.view_count, Thread.hidden_at),
            *(Thread.is_pinned, Thread.closed_at, Thread.answer_number),
            *(Thread.last_post_at, Thread.started_at, Topic.title.label("topic_title")),
            *(AUTHOR.name.label("author_name"), Classroom.name.label("classroom_name"), Board.name.label("board_name")),
            writer.name.label("last_author_name"),
            _unread(viewer).label("unread"),
            _mark(viewer).label("read_number"),
        )
        .join(page, page.c.id == Thread.id)
        .join(AUTHOR, AUTHOR.id == Thread.author_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .outerjoin(Board, Board.id == Thread.board_id)
        .outerjoin(Topic, Topic.id == Thread.topic_id)
        .outerjoin(last, and_(last.thread_id == Thread.id, last.number == Thread.last_number))
        .outerjoin(writer, writer.id == last.author_id)
    )


def _mark(viewer: Person) -> ColumnElement[int]:
    mark = select(ReadMark.last_number).where(ReadMark.thread_id == Thread.id, ReadMark.person_id == viewer.id)
    return func.coalesce(mark.correlate(Thread).scalar_subquery(), 0)


def _unread(viewer: Person) -> ColumnElement[int]:
    """How many shown posts of others come after the viewer's mark."""
    posts = select(func.count()).select_from(Post).where(_is_unread(viewer))
    return posts.correlate(Thread).scalar_subquery()


def _has_unread(viewer: Person) -> ColumnElement[bool]:
    return select(Post.id).where(_is_unread(viewer)).correlate(Thread).exists()


def _is_unread(viewer: Person) -> ColumnElement[bool]:
    after = Post.number > _mark(viewer)
    return and_(Post.thread_id == Thread.id, after, Post.hidden_at.is_(None), Post.author_id != viewer.id)


IN_ROOM, OF_TOPIC, RECENT = PersonalQuestion(_in_room), PersonalQuestion(_of_topic), Question(_recent)
QUESTIONS = Question(_questions)
