"""Posts in salons and on boards; the first one of a thread carries its title. What was hidden is not found by anybody."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, case, func, select

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom, Training
from app.discussions.models import Board, Post, Thread
from app.discussions.policy import threads_readable_by
from app.discussions.queries.posts import page_of
from app.foundation.database import db
from app.people.models import Person
from app.search.grams import BOARDS, CLASSROOM, PLACE, marks_of
from app.search.queries.kinds.kind import IDS, Kind, Result, Source


def _joined(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return (
        statement.join(Thread, Thread.id == Post.thread_id)
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .where(Post.hidden_at.is_(None), Thread.hidden_at.is_(None))
    )


def _sources(ids: Collection[int]) -> Iterator[Source]:
    title = case((Post.number == 1, Thread.title), else_="").label("title")
    columns = (Post.id, title, Post.html, Thread.classroom_id, Classroom.place_code, Post.written_at, _stamp)
    for row in db.session.execute(_joined(select(*columns).where(Post.id.in_(ids)))):
        marks = marks_of(None, row.classroom_id, row.place_code) if row.classroom_id else BOARDS
        yield Source(row.id, row.title, row.html, marks, row.written_at, row.stamp)


def _shown(ids: Collection[int], viewer: Person) -> dict[int, Result]:
    return {row.id: _result(row) for row in SHOWN.all(viewer, ids=list(ids))}


def _readable(viewer: Person) -> Select[*tuple[Any, ...]]:
    place = func.coalesce(Classroom.name, Board.name).label("place")
    columns = (Post.id, Post.number, Post.thread_id, Thread.title, Post.html, Person.name, place, Post.written_at)
    statement = _joined(select(*columns).where(Post.id.in_(IDS), threads_readable_by(viewer)))
    return statement.join(Person, Person.id == Post.author_id).outerjoin(Board, Board.id == Thread.board_id)


SHOWN = PersonalQuestion(_readable)


def _result(row: Any) -> Result:
    url = f"/threads/{row.thread_id}?page={page_of(row.number)}#post-{row.number}"
    return Result(url, row.title, row.html, row.name, row.place, row.written_at)


_stamp = func.coalesce(Post.edited_at, Post.written_at, type_=Post.written_at.type).label("stamp")
POSTS = Kind(
    "post", True, (BOARDS, CLASSROOM, PLACE), 0, Post.id, _stamp, Post.written_at, _joined, threads_readable_by, _sources, _shown
)  # fmt: skip
