"""Who may read the course: the map is for everybody, topics are for people with an account."""

from sqlalchemy import ColumnElement

from app.courses.models import Topic
from app.people.models import Person


def may_read_topic(person: Person | None, topic: Topic) -> bool:
    """Whoever is signed in reads every topic that has not been retired."""
    return person is not None and topic.retired_at is None


def topics_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of topics; the account itself was asked for at the door."""
    del person
    return Topic.retired_at.is_(None)
