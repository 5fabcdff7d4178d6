"""The forum's boards, with how much is said on each and what was said last."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Subquery, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Training
from app.classrooms.policy import trainings_open_to
from app.discussions.models import EXPERTS, Board, Post, ReadMark, Thread
from app.discussions.policy import Room
from app.foundation.database import BigId
from app.foundation.errors import NotFound
from app.people.models import Person

TRAINING = bindparam("training", type_=BigId)


@dataclass(frozen=True, slots=True)
class BoardShown:
    id: int
    slug: str
    name: str
    purpose: str
    training_id: int
    place_code: str
    time_zone: str

    @property
    def room(self) -> Room:
        return Room(self.training_id, None, self.place_code)

    @property
    def asks_experts(self) -> bool:
        return self.slug == EXPERTS


def get_board(slug: str, training_id: int, viewer: Person) -> BoardShown:
    """A board of a training that is open to the viewer."""
    row = BOARD.first(viewer, slug=slug, training=training_id)
    if row is None:
        raise NotFound
    return BoardShown(*row)


def boards_of(training_id: int, viewer: Person) -> list[Any]:
    """All boards of a training that is open to the viewer, in their order; none if it is not."""
    return BOARDS.all(viewer, training=training_id)


def _board(viewer: Person) -> Select[*tuple[Any, ...]]:
    columns = (Board.id, Board.slug, Board.name, Board.purpose, Board.training_id)
    return (
        select(*columns, Training.place_code, Training.time_zone)
        .join(Training, Training.id == Board.training_id)
        .where(Board.slug == bindparam("slug"), Board.training_id == TRAINING, trainings_open_to(viewer))
    )


def _boards(viewer: Person) -> Select[Any]:
    counted = (
        select(
            Thread.board_id,
            func.count().label("threads"),
            func.sum(Thread.post_count).label("posts"),
            func.max(Thread.last_post_at).label("last_post_at"),
        )
        .where(Thread.training_id == TRAINING, Thread.board_id.is_not(None), Thread.hidden_at.is_(None))
        .group_by(Thread.board_id)
        .subquery()
    )
    last = aliased(Thread)
    newest = (
        select(last.id)
        .where(last.board_id == Board.id, last.hidden_at.is_(None))
        .order_by(last.last_post_at.desc(), last.id.desc())
        .limit(1)
        .correlate(Board)
        .scalar_subquery()
    )
    writer, news = aliased(Person), _news(viewer)
    return (
        select(
            *(Board.id, Board.slug, Board.name, Board.purpose, Training.time_zone, counted.c.last_post_at),
            func.coalesce(counted.c.threads, 0).label("threads"),
            func.coalesce(counted.c.posts, 0).label("posts"),
            func.coalesce(news.c.threads, 0).label("news"),
            *(last.id.label("last_id"), last.title.label("last_title"), writer.name.label("last_author_name")),
        )
        .join(Training, Training.id == Board.training_id)
        .outerjoin(counted, counted.c.board_id == Board.id)
        .outerjoin(news, news.c.board_id == Board.id)
        .outerjoin(last, and_(last.id == newest))
        .outerjoin(writer, writer.id == last.author_id)
        .where(Board.training_id == TRAINING, trainings_open_to(viewer))
        .order_by(Board.position)
    )


def _news(viewer: Person) -> Subquery:
    """By board the threads that the viewer has read and in which somebody else has had the last word since."""
    last = aliased(Post)
    return (
        select(Thread.board_id, func.count().label("threads"))
        .join(ReadMark, and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == viewer.id))
        .join(last, and_(last.thread_id == Thread.id, last.number == Thread.last_number))
        .where(Thread.board_id.is_not(None), Thread.hidden_at.is_(None), Thread.last_number > ReadMark.last_number)
        .where(last.author_id != viewer.id, last.hidden_at.is_(None))
        .group_by(Thread.board_id)
        .subquery()
    )


BOARD, BOARDS = PersonalQuestion(_board), PersonalQuestion(_boards)
