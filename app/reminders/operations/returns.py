"""Working out anew what came of contacts: rows are deleted and inserted, never nudged."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select

from app.classrooms.models import Training
from app.classrooms.scheme import Scheme
from app.foundation.bulk import add_rows
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.progress.queries import module_ids
from app.reminders.models import Contact, ContactReturn
from app.reminders.promises import met_on
from app.reminders.queries.activity import contacted, deeds_of, signs_of
from app.reminders.queries.rules import rules_of
from app.reminders.recipients import UNREACHED, Kind
from app.reminders.returns import came_back, was_idle
from app.roster.queries.merged import kept_accounts

COLUMNS = (
    Contact.id, Contact.training_id, Contact.classroom_id, Contact.person_id, Contact.by_id, Contact.channel,
    Contact.outcome, Contact.wanted, Contact.promised_on, Contact.made_at,
)  # fmt: skip
COPIED = ("training_id", "classroom_id", "person_id", "by_id", "channel", "made_at")


def rebuild_returns(training_id: int) -> int:
    """Of all contacts that chased somebody; gives how many there are. A second run leaves the same rows."""
    with transaction() as session:
        training = session.get_one(Training, training_id)
        signs = signs_of(training_id, contacted(training_id, Contact.kind == Kind.CHASE))
        met, idle_days = _promises_met(training), rules_of(training_id).idle_days
        rows = [
            row
            for person, contacts in _chased(training_id).items()
            for row in _judged(contacts, signs.get(person, []), idle_days, met)
        ]
        session.execute(delete(ContactReturn).where(ContactReturn.training_id == training_id))
        add_rows(ContactReturn, rows)
    return len(rows)


def _chased(training_id: int) -> dict[int, list[Any]]:
    """Contacts by learner, in order; accounts that were merged are one learner."""
    found, kept = defaultdict[int, list[Any]](list), kept_accounts()
    chased = select(*COLUMNS).where(Contact.training_id == training_id, Contact.kind == Kind.CHASE)
    for row in db.session.execute(chased.order_by(Contact.made_at, Contact.id)):
        found[kept.get(row.person_id, row.person_id)].append(row)
    return found


def _judged(
    contacts: Sequence[Any], signs: Sequence[datetime], idle_days: int, met: Mapping[int, date]
) -> list[dict[str, Any]]:
    """A call that reached nobody neither brought anybody back nor stands between others and who came."""
    reached = [contact for contact in contacts if contact.outcome not in UNREACHED]
    back = dict(
        zip(
            (contact.id for contact in reached),
            came_back([contact.made_at for contact in reached], signs, idle_days),
            strict=True,
        )
    )
    return [
        {
            "contact_id": contact.id,
            **{name: getattr(contact, name) for name in COPIED},
            "was_idle": contact.id in back and was_idle(contact.made_at, signs, idle_days),
            "came_back_at": back.get(contact.id),
            "promise_met_on": met.get(contact.id),
        }
        for contact in contacts
    ]


def _promises_met(training: Training) -> dict[int, date]:
    """By contact, the day on which what was lacking had been done."""
    promised = select(Contact.id, Contact.person_id, Contact.wanted).where(
        Contact.training_id == training.id, Contact.promised_on.is_not(None)
    )
    rows = db.session.execute(promised).all()
    if not rows:
        return {}
    deeds = deeds_of(training, contacted(training.id, Contact.promised_on.is_not(None)))
    scheme, modules = Scheme.read(training.scheme), module_ids()
    kept = kept_accounts()
    done = {row.id: deeds.get(kept.get(row.person_id, row.person_id), []) for row in rows}
    days = {row.id: met_on(row.wanted, done[row.id], scheme, modules) for row in rows}
    return {contact: day for contact, day in days.items() if day is not None}
