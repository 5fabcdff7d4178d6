"""The cells of sent rosters are forgotten in due course: what they led to is in the register by then."""

from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update

from app.foundation.clock import SHANGHAI, local_day
from app.foundation.database import db
from app.foundation.jobs import Job
from app.foundation.outcomes import outcome
from app.foundation.transactions import transaction
from app.roster.models import RosterImport, RosterRow

KEPT = timedelta(days=30)


def _due(now: datetime) -> list[str]:
    waits = exists().where(RosterImport.sealed.is_not(None), RosterImport.uploaded_at < now - KEPT)
    return [local_day(now, SHANGHAI).isoformat()] if db.session.scalar(select(waits)) else []


def _forget(_period: str, now: datetime) -> str:
    with transaction() as session:
        old = update(RosterImport).where(RosterImport.sealed.is_not(None), RosterImport.uploaded_at < now - KEPT)
        forgotten = session.scalars(old.values(sealed=None).returning(RosterImport.id)).all()
        session.execute(delete(RosterRow).where(RosterRow.import_id.in_(forgotten)))
    return outcome("rosters-forgotten", rosters=len(forgotten))


FORGET_ROSTERS = Job(
    name="forget-rosters", every="each night, cells of rosters sent thirty days ago", due=_due, work=_forget
)
