"""Keeping whom a post speaks to: told are those who belong to its room, each once for each post."""

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy import delete, func, select

from app.classrooms.models import Classroom, Training
from app.discussions.events import PersonMentioned
from app.discussions.models import Mention, Thread
from app.discussions.names import spoken_to, tried_names
from app.discussions.policy import Room
from app.discussions.queries.people import people_named
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import record


class Said(Protocol):
    """A post, or what is known of one that was just written."""

    @property
    def id(self) -> Any: ...
    @property
    def number(self) -> Any: ...
    @property
    def thread_id(self) -> Any: ...
    @property
    def author_id(self) -> Any: ...


def find_mentions(room: Room, author_id: int, text: str) -> dict[str, int]:
    """Whom a text for this room speaks to, by the words that do it."""
    names = tried_names(text)
    return spoken_to(text, people_named(room, names, but=author_id)) if names else {}


def keep_mentions(post: Said, person_ids: Iterable[int]) -> None:
    """Write down whom the post speaks to now, and tell of those who are new to it."""
    wanted = set(person_ids)
    known = set(db.session.scalars(select(Mention.person_id).where(Mention.post_id == post.id)))
    db.session.execute(delete(Mention).where(Mention.post_id == post.id, Mention.person_id.in_(known - wanted)))
    for person_id in sorted(wanted - known):
        db.session.add(Mention(post_id=post.id, person_id=person_id, mentioned_at=clock.now()))
        record(PersonMentioned(post.id, post.number, post.thread_id, post.author_id, person_id), post.author_id)


def room_of(thread_id: int) -> Room:
    """Where a thread stands."""
    place = func.coalesce(Classroom.place_code, Training.place_code)
    statement = select(Thread.training_id, Thread.classroom_id, place).join(Training, Training.id == Thread.training_id)
    homes = statement.outerjoin(Classroom, Classroom.id == Thread.classroom_id)
    return Room(*db.session.execute(homes.where(Thread.id == thread_id)).one())
