"""Where a person is written to: named, confirmed by a code that was sent there, forgotten."""

import re
from datetime import timedelta

from flask_babel import gettext as _

from app.foundation import clock
from app.foundation.errors import Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.mail.events import AddressConfirmed, AddressForgotten, AddressNamed, Unsubscribed
from app.mail.models import Mailbox
from app.mail.operations.outbox import put_in_outbox
from app.mail.queries import letters_since
from app.people.codes import hash_of, new_code

CODE_LASTS = timedelta(hours=24)
CODE = "address-code"
MOST_CODES, CODES_WITHIN = 5, timedelta(hours=1)  # somebody else's address must not be flooded from here
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])?\.[A-Za-z]{2,24}"
)


def name_address(person_id: int, address: str, zone: str) -> None:
    """Name one's address; a code goes there, and nothing else until it has come back."""
    if not ADDRESS.fullmatch(address):
        raise Refused(_("这不像一个邮箱地址，请检查一下。"), "address")
    code, present = new_code(), clock.now()
    with transaction():
        box = _held(person_id)
        if letters_since(person_id, CODE, present - CODES_WITHIN) >= MOST_CODES:
            raise Refused(_("刚才发了好几次确认码，请过一个小时再试。"), "address")
        box.address, box.confirmed_at, box.time_zone = address, None, zone
        box.code_hash, box.code_expires_at = hash_of(code), present + CODE_LASTS
        put_in_outbox(person_id, CODE, hash_of(code)[:32], {"code": code})
        record(AddressNamed(person_id), person_id)


def confirm_address(person_id: int, code: str) -> None:
    """Give back the code that came; any fault gets the same answer."""
    with transaction():
        box = _held(person_id)
        is_right = box.code_hash is not None and box.code_hash == hash_of(code)
        if not is_right or box.code_expires_at is None or box.code_expires_at <= clock.now():
            raise Refused(_("确认码不对，或者已经过期。"), "code")
        box.confirmed_at, box.code_hash, box.code_expires_at = clock.now(), None, None
        record(AddressConfirmed(person_id), person_id)


def forget_address(person_id: int) -> None:
    with transaction():
        box = _held(person_id)
        box.address = box.confirmed_at = box.code_hash = box.code_expires_at = None
        record(AddressForgotten(person_id), person_id)


def choose_quiet_hours(person_id: int, quiet_from: int, quiet_until: int, zone: str) -> None:
    """In which hours nothing comes, in the zone of the person's training; equal hours mean none."""
    with transaction():
        box = _held(person_id)
        box.quiet_from, box.quiet_until, box.time_zone = quiet_from, quiet_until, zone


def unsubscribe(person_id: int, kind: str) -> None:
    """End the letters of a kind, by the link in one of them."""
    with transaction():
        record(Unsubscribed(person_id, kind), person_id)


def _held(person_id: int) -> Mailbox:
    with transaction() as session:
        box = locked(Mailbox, Mailbox.person_id == person_id)
        if box is None:
            box = Mailbox(person_id=person_id)
            session.add(box)
            session.flush()
        return box
