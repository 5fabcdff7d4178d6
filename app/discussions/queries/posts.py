"""Posts of a thread, each as one plain row with its author and what it quotes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom, StaffAssignment, Training
from app.discussions.models import Like, Post, PostRevision, Thread
from app.discussions.policy import Room, threads_readable_by
from app.discussions.queries.threads import ThreadShown
from app.foundation import clock
from app.foundation.database import BigId, Instant, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question, Rows
from app.people.models import Appointment, Person, Role, School

PER_PAGE = 25
MOST_AT_ONCE = 50
AUTHOR, HIDER, QUOTED, QUOTED_AUTHOR = aliased(Person), aliased(Person), aliased(Post), aliased(Person)


def page_of(number: int) -> int:
    """The page on which a post stands: numbers never move, so neither do posts."""
    return (max(number, 1) - 1) // PER_PAGE + 1


def post_url(thread_id: int, number: int) -> str:
    """Where a post is read, on whatever page that is."""
    return f"/threads/{thread_id}?page={page_of(number)}#post-{number}"


def numbers_on(page: int) -> range:
    """The numbers of the posts that stand on a page."""
    return range((page - 1) * PER_PAGE + 1, page * PER_PAGE + 1)


def posts_of(thread: ThreadShown, viewer: Person, page: int, also: int | None = None) -> Rows:
    """The posts of a page of a thread that the viewer was let into; `also` adds one of its posts by id.

    The first page comes with the posts that answer the thread and sum it up.
    """
    apart = [thread.answer_number, thread.summary_number] if page == 1 else []
    numbers = [*numbers_on(page), *(number for number in apart if number)]
    if also:
        return _posts(thread, viewer, ON_PAGE_AND_ONE, numbers=numbers, also=also)
    return _posts(thread, viewer, ON_PAGE, numbers=numbers)


def posts_since(thread: ThreadShown, viewer: Person, after: int, since: datetime) -> Rows:
    """What is new to a page that is open: posts after a number, and those edited or hidden after a moment."""
    return _posts(thread, viewer, NEW, after=after, since=since)


def find_first_unread(thread: ThreadShown, viewer: Person) -> int | None:
    """The number of the first shown post of somebody else after the viewer's mark."""
    number: int | None = FIRST_UNREAD.one(thread=thread.id, read=thread.read_number, viewer=viewer.id)
    return number


@dataclass(frozen=True, slots=True)
class PostShown:
    """One post with what decides who may change it."""

    id: int
    number: int
    thread_id: int
    title: str
    author_id: int
    text: str
    hidden_at: datetime | None
    time_zone: str
    room: Room


def get_post(post_id: int, viewer: Person) -> PostShown:
    """A post of a thread that the viewer may read."""
    statement = (
        select(
            *(Post.id, Post.number, Post.thread_id, Thread.title, Post.author_id, Post.text, Post.hidden_at),
            *(Training.time_zone, Thread.training_id, Thread.classroom_id),
            func.coalesce(Classroom.place_code, Training.place_code),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .where(Post.id == post_id, threads_readable_by(viewer))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return PostShown(*row[:8], Room(*row[8:]))


def revisions_of(post: PostShown) -> list[Any]:
    """What the post said before each edit, oldest first."""
    columns = (PostRevision.number, PostRevision.text, PostRevision.replaced_at)
    statement = select(*columns).where(PostRevision.post_id == post.id).order_by(PostRevision.number)
    return list(db.session.execute(statement))


def _posts(thread: ThreadShown, viewer: Person, question: Question, **values: Any) -> Rows:
    where = {"thread": thread.id, "classroom": thread.classroom_id, "viewer": viewer.id}
    return question.rows(**where, present=clock.now(), **values)


def _first_unread() -> Select[*tuple[Any, ...]]:
    return select(func.min(Post.number)).where(
        Post.thread_id == bindparam("thread", type_=BigId),
        Post.number > bindparam("read"),
        Post.hidden_at.is_(None),
        Post.author_id != bindparam("viewer", type_=BigId),
    )


def _shown(wanted: ColumnElement[bool], *more: Any) -> Select[*tuple[Any, ...]]:
    """All that a page shows of the posts of a thread that are wanted, and no column beyond it."""
    return (
        select(
            *(Post.id, Post.number, Post.author_id, Post.html, Post.written_at, Post.edited_at, Post.thread_id),
            *(Post.hidden_at, Post.quoted_post_id, Post.quoted_words, Post.hidden_reason, Post.like_count),
            _is_liked().label("is_liked"),
            cast(Post.attached, Text).label("attached"),
            *(AUTHOR.name.label("author_name"), School.name.label("school_name"), HIDER.name.label("hider_name")),
            *(QUOTED.number.label("quoted_number"), QUOTED_AUTHOR.name.label("quoted_name")),
            case((Post.quoted_words.is_(None), func.substr(QUOTED.text, 1, 200))).label("quoted_text"),
            QUOTED.hidden_at.label("quoted_hidden_at"),
            func.coalesce(_staff_role(), _expert_role()).label("role"),
            *more,
        )
        .join(AUTHOR, AUTHOR.id == Post.author_id)
        .outerjoin(School, School.id == AUTHOR.school_id)
        .outerjoin(HIDER, HIDER.id == Post.hidden_by_id)
        .outerjoin(QUOTED, QUOTED.id == Post.quoted_post_id)
        .outerjoin(QUOTED_AUTHOR, QUOTED_AUTHOR.id == QUOTED.author_id)
        .where(Post.thread_id == bindparam("thread", type_=BigId), wanted)
        .order_by(Post.number)
    )


def _is_liked() -> ColumnElement[bool]:
    return exists().where(Like.post_id == Post.id, Like.person_id == bindparam("viewer", type_=BigId))


def _staff_role() -> ColumnElement[str]:
    """The author's work for the class of the salon, for the badge beside the name."""
    classroom = bindparam("classroom", type_=BigId)
    held = and_(StaffAssignment.classroom_id == classroom, StaffAssignment.person_id == Post.author_id)
    return _now(select(StaffAssignment.role).where(held), StaffAssignment)


def _expert_role() -> ColumnElement[str]:
    held = and_(Appointment.person_id == Post.author_id, Appointment.role == Role.EXPERT)
    return _now(select(Appointment.role).where(held), Appointment)


def _now(statement: Select[Any], table: Any) -> ColumnElement[Any]:
    present = bindparam("present", type_=Instant())
    running = and_(table.since <= present, or_(table.until.is_(None), table.until > present))
    return statement.where(running).limit(1).correlate(Post).scalar_subquery()


def _is_on_page() -> ColumnElement[bool]:
    return Post.number.in_(bindparam("numbers", expanding=True))


def _is_new() -> ColumnElement[bool]:
    since = bindparam("since", type_=Instant())
    return or_(Post.number > bindparam("after"), Post.edited_at >= since, Post.hidden_at >= since)


BEGINNING = func.substr(Post.text, 1, 200).label("text")
ON_PAGE = Question(lambda: _shown(_is_on_page()))
ON_PAGE_AND_ONE = Question(lambda: _shown(or_(_is_on_page(), Post.id == bindparam("also", type_=BigId)), BEGINNING))
NEW = Question(lambda: _shown(_is_new()).limit(MOST_AT_ONCE))
FIRST_UNREAD = Question(_first_unread)
