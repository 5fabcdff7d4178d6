"""Finding people and places."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Appointment, Person, Place


def find_signed_in(identity: str) -> Person | None:
    """The person of a session, with what they are appointed to, if that session still holds."""
    person_id, _, version = identity.partition(":")
    if not (person_id.isdecimal() and version.isdecimal()):
        return None
    statement = (
        select(Person)
        .where(Person.id == int(person_id), Person.session_version == int(version), Person.disabled_at.is_(None))
        .options(joinedload(Person.appointments), joinedload(Person.school))
    )
    return db.session.scalars(statement).unique().first()


def find_by_account(account: str) -> Person | None:
    return db.session.scalars(select(Person).where(Person.account == account.strip().lower())).first()


def get_person(person_id: int) -> Person:
    person = db.session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def get_place(code: str) -> Place:
    place = db.session.get(Place, code)
    if place is None:
        raise NotFound
    return place


def appointments_of(person_id: int) -> list[Appointment]:
    return list(db.session.scalars(select(Appointment).where(Appointment.person_id == person_id)))
