"""How one post stands: its thread's states, who likes it, what the viewer may do about it."""

from typing import NamedTuple

from sqlalchemy import exists, select

from app.discussions.models import Like, Post, Thread
from app.discussions.queries.posts import PostShown
from app.foundation.database import db
from app.people.models import Person

MOST_NAMES = 200


class Standing(NamedTuple):
    """What decides which acts a post offers."""

    thread_author_id: int
    answer_number: int | None
    summary_number: int | None
    like_count: int
    is_liked: bool
    hidden_reason: str | None


def standing_of(post: PostShown, viewer: Person) -> Standing:
    """How a post that the viewer was let into stands."""
    mine = exists().where(Like.post_id == Post.id, Like.person_id == viewer.id)
    statement = (
        select(Thread.author_id, Thread.answer_number, Thread.summary_number, Post.like_count, mine, Post.hidden_reason)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.id == post.id)
    )
    return Standing(*db.session.execute(statement).one())


def likers_of(post: PostShown) -> list[str]:
    """The names of those who like a post, the first of them first."""
    statement = select(Person.name).join(Like, Like.person_id == Person.id).where(Like.post_id == post.id)
    return list(db.session.scalars(statement.order_by(Like.liked_at, Like.person_id).limit(MOST_NAMES)))
