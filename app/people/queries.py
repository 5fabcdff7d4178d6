"""Finding people and places."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, exists, inspect, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.markup import has_control_characters
from app.foundation.reading import Question, apart
from app.people.models import Appointment, Person, Place, School
from app.people.passwords import is_password

PERSON, SCHOOL, APPOINTMENT = (tuple(kind.__table__.columns) for kind in (Person, School, Appointment))


def find_signed_in(identity: str) -> Person | None:
    """The person of a session, with what they are appointed to, if that session still holds."""
    person_id, _, version = identity.partition(":")
    if not (person_id.isdecimal() and version.isdecimal()):
        return None
    return _person_apart(SIGNED_IN.all(person=int(person_id), version=int(version)))


def find_all_signed_in(identities: Iterable[str]) -> dict[str, Person]:
    """`find_signed_in` for many sessions in one statement; those that no longer hold are left out."""
    wanted = set(identities)
    ids = {int(identity.partition(":")[0]) for identity in wanted}
    statement = (
        select(Person)
        .where(Person.id.in_(ids), Person.disabled_at.is_(None))
        .options(joinedload(Person.appointments))
        .execution_options(populate_existing=True)
    )
    people = db.session.scalars(statement).unique()
    return {person.get_id(): person for person in people if person.get_id() in wanted}


def get_signed_in(person_id: int) -> Person:
    """Somebody as they are after an act that renewed their sign-in."""
    statement = select(Person.session_version).where(Person.id == person_id)
    person = find_signed_in(f"{person_id}:{db.session.scalar(statement)}")
    if person is None:
        raise NotFound
    return person


def _whole() -> Select[Any]:
    """A person, once for each of their appointments."""
    return (
        select(*PERSON, *SCHOOL, *APPOINTMENT)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Appointment, Appointment.person_id == Person.id)
        .where(Person.id == bindparam("person", type_=BigId))
        .order_by(Appointment.id)
    )


def _signed_in() -> Select[Any]:
    """A person that may be signed in."""
    return _whole().where(Person.session_version == bindparam("version"), Person.disabled_at.is_(None))


def _person_apart(rows: list[Any]) -> Person | None:
    """A person apart from the session, so that no act of the request makes what was loaded stale or unreadable."""
    if not rows:
        return None
    schools, roles = len(PERSON), len(PERSON) + len(SCHOOL)
    person = apart(Person, rows[0])
    held = [apart(Appointment, row[roles:]) for row in rows if row[roles] is not None]
    school = apart(School, rows[0][schools:]) if rows[0][schools] is not None else None
    set_committed_value(person, "appointments", held)
    set_committed_value(person, "school", school)
    return person


SIGNED_IN, BY_NUMBER = Question(_signed_in), Question(_whole)


def find_by_account(account: str) -> Person | None:
    account = account.strip().lower()
    if has_control_characters(account):
        return None
    return db.session.scalars(select(Person).where(Person.account == account)).first()


def find_by_password(account: str, password: str) -> Person | None:
    """Who signs in with these; unknown, wrong and disabled take the same time and give the same answer."""
    person = find_by_account(account)
    is_right = is_password(password, person.password_hash if person else None)
    return person if person and is_right and person.is_active else None


def get_person(person_id: int) -> Person:
    """Somebody with what they are appointed to, so that a policy can be asked about them."""
    person = _person_apart(BY_NUMBER.all(person=person_id))
    if person is None:
        raise NotFound
    return person


def get_place(code: str) -> Place:
    place = db.session.get(Place, code)
    if place is None:
        raise NotFound
    return place


def roles_of(person: Person) -> list[tuple[Appointment, str]]:
    """The present roles of a person with the names of their places, the oldest first."""
    present = clock.now()
    statement = (
        select(Appointment, Place.name)
        .join(Place, Place.code == Appointment.place_code)
        .where(Appointment.person_id == person.id, Appointment.since <= present)
        .where(Appointment.until.is_(None) | (Appointment.until > present))
        .order_by(Appointment.since, Appointment.id)
    )
    return [(appointment, name) for appointment, name in db.session.execute(statement)]


def appointments_of(person_id: int) -> list[Appointment]:
    return list(db.session.scalars(select(Appointment).where(Appointment.person_id == person_id)))


def has_demo_people() -> bool:
    """Whether people of the demo training, whose password everybody knows, are in this database."""
    if not inspect(db.engine).has_table(Person.__tablename__):
        return False
    return bool(db.session.scalar(select(exists().where(Person.is_demo))))
