"""Asking for a copy: written down with who and why, and told to the person where somebody else asked."""

from flask_babel import gettext as _

from app.administration.queries.people import may_act_on
from app.datarights.events import DataCopyAsked
from app.datarights.models import DataCopy
from app.datarights.policy import looks_after_data
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.models import Person
from app.people.queries import get_person


def ask_for_copy(by_id: int, person_id: int, reason: str = "") -> int:
    """One's own for the asking; of somebody else the team says why."""
    with transaction() as session:
        permit(by_id, person_id)
        if by_id != person_id and not reason.strip():
            raise Refused(_("请写明为什么要，会告诉本人。"), "reason")
        row = DataCopy(person_id=person_id, asked_by_id=by_id, reason=reason.strip(), asked_at=clock.now())
        session.add(row)
        session.flush()
        record(DataCopyAsked(person_id, row.id, by_id), by_id)
        return row.id


def permit(by_id: int, person_id: int) -> Person:
    """Somebody may do this with their own data, and the team of the whole tree with that of those beneath it."""
    person, by = get_person(person_id), get_person(by_id)
    if by_id == person_id:
        return person
    if not looks_after_data(by):
        raise NotFound
    if not may_act_on(by, person_id):
        raise Forbidden
    return person
