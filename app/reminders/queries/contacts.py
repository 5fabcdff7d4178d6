"""Contacts with one learner as pages show them, and letters on their way."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom, Enrolment, Training
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person
from app.progress.queries import done_of, module_ids
from app.progress.requirements import requirements
from app.reminders.models import Contact, ContactReturn, LetterRefusal
from app.reminders.pace import is_met
from app.reminders.queries.strides import course_of

BY = aliased(Person)
MOST = 100


class Told(NamedTuple):
    """One contact in a history; `note` is for the staff alone."""

    id: int
    kind: str
    channel: str
    outcome: str | None
    words: str
    note: str
    wanted: dict[str, int]
    promised_on: date | None
    made_at: datetime
    by: str
    classroom: str
    was_idle: bool | None
    came_back_at: datetime | None
    met_on: date | None


class Received(NamedTuple):
    """A message as its reader finds it."""

    id: int
    kind: str
    channel: str
    words: str
    made_at: datetime
    by: str


def learner_in(classroom: Classroom, person_id: int) -> tuple[str, bool]:
    """The name of somebody who learns or once learnt in a class, and whether they are there now."""
    held = (
        select(Person.name, Enrolment.until.is_(None).label("is_here")).join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.classroom_id == classroom.id, Enrolment.person_id == person_id)
        .order_by(Enrolment.until.is_(None).desc())
    )  # fmt: skip
    found = db.session.execute(held.limit(1)).first()
    if found is None:
        raise NotFound
    return found.name, bool(found.is_here)


def history_of(person_id: int, classroom: Classroom, *, everywhere: bool) -> list[Told]:
    """The newest first: all of the training for those who look after the learner now, else what was said in the class."""
    asked = {"person": person_id, "training": classroom.training_id}
    rows = EVERYWHERE.all(**asked) if everywhere else IN_CLASS.all(**asked, classroom=classroom.id)
    return [Told(*row) for row in rows]


def received_by(person_id: int) -> list[Received]:
    """What the house brought to somebody in its sender's words, the newest first."""
    return [Received(*row) for row in RECEIVED.all(person=person_id)]


def refuses_letters(person_id: int) -> bool:
    return db.session.get(LetterRefusal, person_id) is not None


def find_letter(contact_id: int, person_id: int) -> Contact | None:
    """The contact that a letter carries, unless its reader has ended such letters or left the training."""
    seat = (Enrolment.person_id == person_id, Enrolment.training_id == Contact.training_id, Enrolment.until.is_(None))
    mine = (Contact.id == contact_id, Contact.person_id == person_id, select(Enrolment.id).where(*seat).exists())
    found = db.session.scalars(select(Contact).where(*mine)).first()
    return None if found is None or refuses_letters(person_id) else found


def is_still_lacking(contact: Contact, now: datetime) -> bool:
    training = db.session.get_one(Training, contact.training_id)
    course = course_of(training, module_ids(), now)
    asked = requirements(course.scheme, done_of(contact.person_id, training.id), course.modules)
    return not is_met(contact.wanted, asked)


def _told(*conditions: Any) -> Select[*tuple[Any, ...]]:
    columns = (
        Contact.id, Contact.kind, Contact.channel, Contact.outcome, Contact.words, Contact.note, Contact.wanted,
        Contact.promised_on, Contact.made_at, BY.name, Classroom.name, ContactReturn.was_idle,
        ContactReturn.came_back_at, ContactReturn.promise_met_on,
    )  # fmt: skip
    return (
        select(*columns).join(BY, BY.id == Contact.by_id).join(Classroom, Classroom.id == Contact.classroom_id)
        .outerjoin(ContactReturn, ContactReturn.contact_id == Contact.id)
        .where(Contact.person_id == _PERSON, Contact.training_id == _TRAINING, *conditions)
        .order_by(Contact.made_at.desc(), Contact.id.desc()).limit(MOST)
    )  # fmt: skip


def _received() -> Select[*tuple[Any, ...]]:
    columns: Sequence[Any] = (Contact.id, Contact.kind, Contact.channel, Contact.words, Contact.made_at, BY.name)
    return (
        select(*columns).join(BY, BY.id == Contact.by_id).where(Contact.person_id == _PERSON, Contact.words != "")
        .order_by(Contact.made_at.desc(), Contact.id.desc()).limit(MOST)
    )  # fmt: skip


_PERSON, _TRAINING = bindparam("person", type_=BigId), bindparam("training", type_=BigId)
_ROOM = bindparam("classroom", type_=BigId)
EVERYWHERE = Question(_told)
IN_CLASS = Question(lambda: _told(Contact.classroom_id == _ROOM))
RECEIVED = Question(_received)
