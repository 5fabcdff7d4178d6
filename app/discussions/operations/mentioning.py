"""Keeping whom a post speaks to: told are those who belong to its room, each once for each post."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from app.classrooms.models import Classroom, Training
from app.discussions.events import PersonMentioned
from app.discussions.models import Mention, Post, Thread
from app.discussions.names import spoken_to, tried_names
from app.discussions.policy import Room
from app.discussions.queries.people import people_named
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import record


def find_mentions(thread: Thread, author_id: int, text: str) -> dict[str, int]:
    """Whom a text for this thread speaks to, by the words that do it."""
    names = tried_names(text)
    return spoken_to(text, people_named(_room_of(thread), names, but=author_id)) if names else {}


def keep_mentions(post: Post, person_ids: Iterable[int]) -> None:
    """Write down whom the post speaks to now, and tell of those who are new to it."""
    wanted = set(person_ids)
    known = set(db.session.scalars(select(Mention.person_id).where(Mention.post_id == post.id)))
    db.session.execute(delete(Mention).where(Mention.post_id == post.id, Mention.person_id.in_(known - wanted)))
    for person_id in sorted(wanted - known):
        db.session.add(Mention(post_id=post.id, person_id=person_id, mentioned_at=clock.now()))
        record(PersonMentioned(post.id, post.number, post.thread_id, post.author_id, person_id), post.author_id)


def _room_of(thread: Thread) -> Room:
    table, number = (Classroom, thread.classroom_id) if thread.classroom_id else (Training, thread.training_id)
    place = db.session.scalar(select(table.place_code).where(table.id == number))
    return Room(thread.training_id, thread.classroom_id, place or "")
