"""Writing down that somebody talked to a learner: what was said, what was promised until when."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.classrooms.models import Classroom, Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.reminders.events import ContactNoted
from app.reminders.models import Contact, Reminder, ReminderRound
from app.reminders.policy import may_chase
from app.reminders.queries.standing import standing_of
from app.reminders.recipients import NOTED_BY_HAND, Channel, Kind, Outcome


@dataclass(frozen=True, slots=True)
class Talk:
    """What somebody writes down after talking to a learner."""

    channel: str
    outcome: str | None = None
    note: str = ""
    promised_on: date | None = None
    kind: str = Kind.CHASE


def contact_box(person_id: int) -> str:
    return f"contact:{person_id}"


def note_contact(by_id: int, classroom_id: int, person_id: int, talk: Talk, reminder_id: int | None = None) -> int:
    """Add a contact with a present learner of the class; of a phone list it ticks off the line it was made for."""
    with transaction() as session:
        classroom = session.get_one(Classroom, classroom_id)
        training = session.get_one(Training, classroom.training_id)
        if not may_chase(get_person(by_id), classroom):
            raise Forbidden
        learner = standing_of(classroom, training, clock.now()).find(person_id)
        if learner is None:
            raise NotFound
        _check(talk, training)
        contact = Contact(
            training_id=training.id, classroom_id=classroom.id, person_id=person_id, by_id=by_id, kind=talk.kind,
            channel=talk.channel, outcome=talk.outcome, words="", note=talk.note.strip(), promised_on=talk.promised_on,
            wanted=learner.wanted if talk.kind == Kind.CHASE else {}, made_at=clock.now(),
            reminder_id=_tick_off(reminder_id, person_id, classroom.id),
        )  # fmt: skip
        session.add(contact)
        session.flush()
        settle_drafts(by_id, contact_box(person_id))
        record(ContactNoted(contact.id, person_id, classroom.id, talk.channel), by_id)
        return contact.id


def _check(talk: Talk, training: Training) -> None:
    if talk.channel not in NOTED_BY_HAND:
        raise Refused(_("请选一种联系的方式。"), "channel")
    if talk.outcome is not None and talk.outcome not in list(Outcome):
        raise Refused(_("请选一项结果。"), "outcome")
    if not talk.note.strip() and talk.outcome is None:
        raise Refused(_("写一句说了什么，或者选一项结果。"), "note")
    today = training.day_of(clock.now())
    if talk.promised_on is not None and not today <= talk.promised_on <= max(today, training.late_until):
        raise Refused(_("约好的日子要在今天和补交截止日之间。"), "promised_on")


def _tick_off(reminder_id: int | None, person_id: int, classroom_id: int) -> int | None:
    """The line of a phone list that this was the call of, unless somebody called meanwhile."""
    if reminder_id is None:
        return None
    line = locked(Reminder, Reminder.id == reminder_id, Reminder.person_id == person_id)
    made_for = db.session.get(ReminderRound, line.round_id) if line else None
    if line is None or made_for is None or made_for.classroom_id != classroom_id or made_for.channel != Channel.PHONE:
        raise NotFound
    if line.sent_at is not None or line.dropped_at is not None:
        raise Refused(_("这通电话已经记过了，请到这位学员的联系记录里再记一次。"))
    line.sent_at = clock.now()
    return line.id
