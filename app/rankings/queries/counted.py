"""What stands behind the week of a class administrator: bulletins as anybody reads them, contacts for those who may."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from app.bulletins.models import Bulletin
from app.classrooms.models import Classroom
from app.foundation.database import db
from app.people.models import Person
from app.reminders.models import Contact
from app.reminders.policy import contacts_readable_by


class Counted(NamedTuple):
    """Something that was counted: what it is called and where it is read."""

    name: str
    url: str


def counted_bulletins(ids: Collection[int]) -> list[Counted]:
    """Bulletins in their order; what has been hidden since is left out."""
    if not ids:
        return []
    statement = select(Bulletin.id, Bulletin.title).where(Bulletin.id.in_(ids), Bulletin.hidden_at.is_(None))
    return [
        Counted(title, f"/bulletins/{number}") for number, title in db.session.execute(statement.order_by(Bulletin.id))
    ]


def counted_contacts(ids: Collection[int], viewer: Person) -> list[Counted]:
    """The learners who were brought back, for those who read what was said to them."""
    if not ids:
        return []
    statement = (
        select(Person.name, Person.id, Classroom.code)
        .select_from(Contact)
        .join(Person, Person.id == Contact.person_id)
        .join(Classroom, Classroom.id == Contact.classroom_id)
        .where(Contact.id.in_(ids), contacts_readable_by(viewer))
        .order_by(Contact.made_at, Contact.id)
    )
    rows = db.session.execute(statement)
    return [Counted(name, f"/classrooms/{code}/learners/{person_id}/contacts") for name, person_id, code in rows]
