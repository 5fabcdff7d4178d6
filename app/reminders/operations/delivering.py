"""Handing one message to its channel: the contact is the fact, what carries the words follows from it."""

from flask import current_app

from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import record
from app.foundation.transactions import after_commit
from app.mail.operations import put_in_outbox
from app.reminders.events import LearnerReminded
from app.reminders.models import Contact, Reminder, ReminderRound
from app.reminders.queries.planning import words_for
from app.reminders.queries.standing import Learner, Standing
from app.reminders.recipients import SENT_BY_THE_HOUSE, Channel, Kind
from app.reminders.texting import LogTexting, Texting
from app.roster.queries.secrets import the_sealer

LETTER = "reminder"


def deliver(
    row: Reminder, made: ReminderRound, learner: Learner, standing: Standing, classroom: str, sender: str
) -> Contact:
    """Add the contact, mark the reminder as sent, and let its channel carry it."""
    is_sent = made.channel in SENT_BY_THE_HOUSE
    contact = Contact(
        training_id=made.training_id, classroom_id=made.classroom_id, person_id=learner.id, by_id=made.by_id,
        kind=made.kind, channel=made.channel, made_at=clock.now(), reminder_id=row.id, note="",
        words=words_for(made.text, made.kind, learner, standing, classroom, sender) if is_sent else "",
        wanted=learner.wanted if made.kind == Kind.CHASE else {},
    )  # fmt: skip
    row.sent_at = contact.made_at
    db.session.add(contact)
    db.session.flush()
    if made.channel == Channel.MAIL:
        put_in_outbox(learner.id, LETTER, str(contact.id), {"contact": contact.id})
    elif made.channel == Channel.SMS and learner.phone_sealed:
        _text(learner.phone_sealed, contact.words, contact.id)
    record(LearnerReminded(contact.id, learner.id, made.by_id, made.kind, made.channel), made.by_id)
    return contact


def _text(sealed: str, words: str, number: int) -> None:
    texting: Texting = current_app.extensions.get("texting") or LogTexting()
    after_commit(lambda: texting.send(the_sealer().open(sealed), words, number))
