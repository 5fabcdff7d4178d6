"""The topic that a thread is about."""

from typing import NamedTuple

from sqlalchemy import select

from app.courses.models import Module, Topic
from app.courses.policy import topics_readable_by
from app.foundation.database import db
from app.people.models import Person


class TopicNamed(NamedTuple):
    id: int
    title: str
    slug: str
    module_slug: str


def find_topic(topic_id: int | None, viewer: Person) -> TopicNamed | None:
    """The topic of that number, if the viewer may read it."""
    if topic_id is None:
        return None
    statement = (
        select(Topic.id, Topic.title, Topic.slug, Module.slug)
        .join(Module, Module.id == Topic.module_id)
        .where(Topic.id == topic_id, topics_readable_by(viewer))
    )
    row = db.session.execute(statement).first()
    return TopicNamed(*row) if row else None
