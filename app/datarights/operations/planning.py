"""Two steps and a time to think: asking, confirming, and calling it off until it is done."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.datarights.events import ErasureCalledOff, ErasurePlanned
from app.datarights.models import Erasure
from app.datarights.operations.copying import permit
from app.datarights.waiting import WAITING
from app.foundation import clock
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.operations import refuse_last_of_team


def ask_for_erasure(by_id: int, person_id: int, account: str, reason: str = "") -> int:
    """The first step; the account is typed, so that nobody erases somebody else by a slip."""
    with transaction() as session:
        person = permit(by_id, person_id)
        if account.strip().lower() != person.account:
            raise Refused(_("账号和要注销的不一样，请核对。"), "account")
        if by_id != person_id and not reason.strip():
            raise Refused(_("请写明原因，会告诉本人。"), "reason")
        refuse_last_of_team(person_id)
        row = Erasure(person_id=person_id, asked_by_id=by_id, reason=reason.strip(), asked_at=clock.now())
        session.add(row)
        try:
            session.flush()
        except IntegrityError as fault:
            raise Refused(_("已经登记过一次注销，还没有办完。")) from fault
        return row.id


def confirm_erasure(by_id: int, person_id: int) -> None:
    """The second step: from now on the days count after which it is done."""
    with transaction():
        permit(by_id, person_id)
        row = _open(person_id)
        if row.confirmed_at is None:
            row.confirmed_at = clock.now()
            row.due_at = row.confirmed_at + WAITING
            record(ErasurePlanned(person_id, row.id, by_id), by_id)


def call_off_erasure(by_id: int, person_id: int) -> None:
    """Nothing happens then; who was asked about and who asked may both do it."""
    with transaction():
        permit(by_id, person_id)
        row = _open(person_id)
        row.called_off_at, row.called_off_by_id = clock.now(), by_id
        if row.confirmed_at is not None:
            record(ErasureCalledOff(person_id, row.id), by_id)


def _open(person_id: int) -> Erasure:
    row = locked(Erasure, Erasure.person_id == person_id, Erasure.called_off_at.is_(None), Erasure.done_at.is_(None))
    if row is None:
        raise NotFound
    return row
