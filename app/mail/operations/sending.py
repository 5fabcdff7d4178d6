"""Sending what is due: taken by one sender at a time, tried again after failures, marked when it has left.

A sender that dies between sending and marking leaves its letter to the next one after a while: then it comes twice,
with the same Message-ID, by which mail programs know it.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import select, update

from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.mail.letters import KINDS, Letter, Request, enveloped
from app.mail.models import QUIET_FROM, QUIET_UNTIL, Mail, Mailbox
from app.mail.timing import end_of_quiet, pause_after
from app.mail.transports import Never, NotNow, Transport, transport_for
from app.people.models import Person
from app.people.queries import get_signed_in

BATCH = 20
LEASE = timedelta(minutes=10)


class Taken(NamedTuple):
    """A letter that this sender alone holds for the length of a lease."""

    id: int
    person_id: int
    kind: str
    period: str
    data: dict[str, object]
    made_at: datetime
    attempts: int


def send_due(now: datetime, transport: Transport | None = None) -> int:
    """Send everything that is due; gives how many left. What fails waits for its next turn."""
    transport = transport or transport_for(current_app.extensions["settings"].mail_url)
    sent = 0
    while batch := _take(now):
        sent += sum(_send(mail, now, transport) for mail in batch)
    return sent


def _take(now: datetime) -> list[Taken]:
    waiting = (Mail.sent_at.is_(None), Mail.dropped_at.is_(None), Mail.next_try_at <= now)
    ids = select(Mail.id).where(*waiting).order_by(Mail.next_try_at, Mail.id).limit(BATCH)
    columns = (Mail.id, Mail.person_id, Mail.kind, Mail.period, Mail.data, Mail.made_at, Mail.attempts)
    with transaction() as session:
        found = session.scalars(ids.with_for_update(skip_locked=True)).all()
        session.execute(
            update(Mail).where(Mail.id.in_(found)).values(next_try_at=now + LEASE, attempts=Mail.attempts + 1)
        )
        return [Taken(*tuple(row)) for row in session.execute(select(*columns).where(Mail.id.in_(found)))]


def _send(mail: Taken, now: datetime, transport: Transport) -> bool:
    kind = KINDS.get(mail.kind)
    box = _box_of(mail.person_id)
    if kind is None or box.address is None or not (kind.is_urgent or box.confirmed_at):
        return _close(mail, dropped_at=now, problem="nowhere to send it")
    awake = None if kind.is_urgent else end_of_quiet(now, box.quiet_from, box.quiet_until, box.time_zone)
    if awake is not None:
        return _close(mail, is_done=False, next_try_at=awake, attempts=mail.attempts - 1)
    letter = _written(mail)
    if letter is None:
        return _close(mail, dropped_at=now, problem="nothing to say")
    return _hand_over(mail, letter, box.address, now, transport)


def _hand_over(mail: Taken, letter: Letter, address: str, now: datetime, transport: Transport) -> bool:
    sender = current_app.extensions["settings"].mail_from
    try:
        transport.send(enveloped(letter, sender, address, mail.id, mail.made_at), address, mail.id)
    except Never as refusal:
        return _close(mail, dropped_at=now, problem=str(refusal)[:60])
    except NotNow as problem:
        pause = pause_after(mail.attempts)
        if pause is None:
            return _close(mail, dropped_at=now, problem=str(problem)[:60])
        return _close(mail, is_done=False, next_try_at=now + pause, problem=str(problem)[:60])
    _close(mail, sent_at=clock.now(), problem=None)
    return True


def _written(mail: Taken) -> Letter | None:
    """The letter in the person's language, of what they may see at this moment; nothing for a disabled account."""
    site = current_app.extensions["settings"].public_url
    language = db.session.scalar(select(Person.language).where(Person.id == mail.person_id))
    with current_app.test_request_context(f"/?lang={language}"):
        person = get_signed_in(mail.person_id)
        request = Request(person, mail.kind, mail.period, dict(mail.data), site)
        return KINDS[mail.kind].compose(request) if person.is_active else None


def _box_of(person_id: int) -> Mailbox:
    found = db.session.get(Mailbox, person_id, populate_existing=True)
    return found or Mailbox(address=None, quiet_from=QUIET_FROM, quiet_until=QUIET_UNTIL)


def _close(mail: Taken, *, is_done: bool = True, **values: object) -> bool:
    """Note what became of it; what a letter needed to be written is not kept once it is done."""
    with transaction() as session:
        kept: dict[str, object] = {"data": {}} if is_done else {}
        session.execute(update(Mail).where(Mail.id == mail.id).values(**values, **kept))
    return False
