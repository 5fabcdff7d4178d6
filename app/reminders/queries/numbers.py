"""The telephones on a call list, opened: for the one act that shows them."""

from sqlalchemy import select

from app.classrooms.models import Enrolment
from app.foundation.database import db
from app.people.models import Person
from app.reminders.models import Reminder
from app.roster.models import PersonalRecord
from app.roster.queries.secrets import the_sealer
from app.roster.sealing import NotOpened


def numbers_to_call(round_id: int, classroom_id: int) -> dict[int, str]:
    """By person, of those who are on the list and still learn in the class; what does not open any more is left out."""
    statement = (
        select(Reminder.person_id, PersonalRecord.phone_sealed)
        .join(PersonalRecord, PersonalRecord.person_id == Reminder.person_id)
        .join(Enrolment, Enrolment.person_id == Reminder.person_id)
        .join(Person, Person.id == Reminder.person_id)
        .where(Reminder.round_id == round_id, Reminder.reason.is_(None), Person.disabled_at.is_(None))
        .where(Enrolment.classroom_id == classroom_id, Enrolment.until.is_(None))
        .where(PersonalRecord.phone_sealed.is_not(None))
    )
    opened = {person_id: _opened(sealed) for person_id, sealed in db.session.execute(statement) if sealed}
    return {person_id: number for person_id, number in opened.items() if number}


def _opened(sealed: str) -> str:
    try:
        return the_sealer().open(sealed)
    except NotOpened:
        return ""
