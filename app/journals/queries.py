"""Reading journals; what somebody may not see looks like what does not exist."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.journals.models import Journal, JournalVersion
from app.journals.policy import journals_readable_by
from app.people.models import Person, School

PAGE = 20


class JournalLine(NamedTuple):
    """One of a person's journals, as lists show it."""

    id: int
    title: str
    characters: int
    version_number: int
    written_at: datetime
    edited_at: datetime | None
    published_at: datetime | None
    graded_at: datetime | None


class PublishedLine(NamedTuple):
    """A journal as the list of a class shows it, with the beginning of its text."""

    id: int
    title: str
    beginning: str
    characters: int
    published_at: datetime
    graded_at: datetime | None
    person_id: int
    person_name: str
    school_name: str | None


def get_journal(journal_id: int, viewer: Person) -> Journal:
    """A journal with its writer and class, if the viewer may see it."""
    return _one(READABLE.entity(viewer, journal=journal_id))


def _readable(viewer: Person) -> Select[Journal]:
    beside = (joinedload(Journal.person), joinedload(Journal.classroom).joinedload(Classroom.training))
    asked = Journal.id == bindparam("journal", type_=BigId)
    return select(Journal).where(asked, journals_readable_by(viewer)).options(*beside)


READABLE = PersonalQuestion(_readable)


def get_own_journal(journal_id: int, person_id: int) -> Journal:
    """A journal for its writer's desk."""
    statement = select(Journal).where(Journal.id == journal_id, Journal.person_id == person_id)
    return _one(db.session.scalars(statement).first())


def versions_of(journal_id: int) -> Sequence[JournalVersion]:
    """What the journal said before, newest first; for its writer."""
    statement = select(JournalVersion).where(JournalVersion.journal_id == journal_id)
    return db.session.scalars(statement.order_by(JournalVersion.number.desc())).all()


def journals_of(person_id: int, training_id: int) -> Sequence[JournalLine]:
    """Everything a person wrote in a training, newest first."""
    statement = (
        select(
            Journal.id,
            Journal.title,
            Journal.characters,
            Journal.version_number,
            Journal.written_at,
            Journal.edited_at,
            Journal.published_at,
            Journal.graded_at,
        )
        .where(Journal.person_id == person_id, Journal.training_id == training_id)
        .order_by(Journal.written_at.desc(), Journal.id.desc())
    )
    return [JournalLine._make(row) for row in db.session.execute(statement)]


def published_count(classroom_id: int) -> int:
    statement = select(func.count(Journal.id)).where(
        Journal.classroom_id == classroom_id, Journal.published_at.is_not(None)
    )
    return db.session.scalar(statement) or 0


def published_in(classroom_id: int, viewer: Person, page: int = 1) -> Sequence[PublishedLine]:
    """A class's published journals, newest first, one page of them."""
    statement = (
        select(
            Journal.id,
            Journal.title,
            func.substr(Journal.text, 1, 200),
            Journal.characters,
            Journal.published_at,
            Journal.graded_at,
            Person.id,
            Person.name,
            School.name,
        )
        .join(Person, Person.id == Journal.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .where(Journal.classroom_id == classroom_id, Journal.published_at.is_not(None), journals_readable_by(viewer))
        .order_by(Journal.published_at.desc(), Journal.id.desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    )
    return [PublishedLine._make(row) for row in db.session.execute(statement)]


def _one(journal: Journal | None) -> Journal:
    if journal is None:
        raise NotFound
    return journal
