"""Whoever was erased is in no ledger any more; what was done to others on the same day can still be undone."""

from sqlalchemy import delete

from app.datarights.events import PersonErased
from app.foundation.database import db
from app.foundation.events import subscribe
from app.roster.models import RosterChange

NAMED_IN = ("people", "personal_records", "person_merges")


@subscribe(PersonErased)
def forget_what_was(event: PersonErased) -> None:
    named = RosterChange.table_name.in_(NAMED_IN), RosterChange.row_key == event.person_id
    db.session.execute(delete(RosterChange).where(*named))
