"""Somebody's data are erased: the texts of their classes go on without the name.

The words for a chat group are rewritten by hand before they are sent, so that names stand in them as text; they are
taken out of it here, and a longer name of a classmate that begins alike is left alone.
"""

import re
from collections.abc import Iterable

from sqlalchemy import false, or_, select

from app.classrooms.models import Enrolment, StaffAssignment
from app.drafts.models import Draft
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.reminders.models import Contact, ReminderRound


def forget_in_reminders(person_id: int, name: str, instead: str) -> None:
    """In rounds and drafts of rounds of all classes in which they learnt or worked, in what was noted there, and in
    what they signed."""
    with transaction() as session:
        rooms = _rooms_of(person_id)
        others = _names_like(name, rooms)
        rounds = or_(ReminderRound.classroom_id.in_(rooms), ReminderRound.by_id == person_id)
        for made in session.scalars(select(ReminderRound).where(rounds, ReminderRound.text.contains(name))):
            made.text = without(made.text, name, others, instead)
        spoken = or_(Contact.words.contains(name), Contact.note.contains(name))
        talks = or_(Contact.classroom_id.in_(rooms), Contact.by_id == person_id)
        for said in session.scalars(select(Contact).where(talks, spoken)):
            said.words = without(said.words, name, others, instead)
            said.note = without(said.note, name, others, instead)
        boxes = or_(false(), *(Draft.box.startswith(f"reminder:{room}:") for room in rooms))
        for draft in session.scalars(select(Draft).where(boxes, Draft.text.contains(name))):
            draft.text = without(draft.text, name, others, instead)


def without(text: str, name: str, others: Iterable[str], instead: str) -> str:
    """A text without a name; longer names of others in which it stands are kept."""
    longest_first = sorted({name, *others}, key=len, reverse=True)
    known = re.compile("|".join(re.escape(one) for one in longest_first))
    return known.sub(lambda found: instead if found[0] == name else found[0], text)


def _rooms_of(person_id: int) -> list[int]:
    rooms: set[int] = set()
    for table in (Enrolment, StaffAssignment):
        rooms.update(db.session.scalars(select(table.classroom_id).where(table.person_id == person_id)))
    return sorted(rooms)


def _names_like(name: str, rooms: list[int]) -> set[str]:
    """Names of classmates and colleagues that contain the one that goes."""
    found: set[str] = set()
    for table in (Enrolment, StaffAssignment):
        people = select(Person.name).join(table, table.person_id == Person.id)
        found.update(
            db.session.scalars(people.where(table.classroom_id.in_(rooms), Person.name.contains(name, autoescape=True)))
        )
    return found - {name}
