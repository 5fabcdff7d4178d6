"""What became of something hidden later on, as who reported it may know: when, but never by whom."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.foundation.database import db
from app.moderation.models import HidingReview
from app.moderation.queries.hidings import reports_about


class Aftermath(NamedTuple):
    """It was looked at once more: shown again, or kept hidden."""

    outcome: str
    decided_at: datetime


def aftermath_of(kind: str, thing_id: int, hidden_at: datetime) -> Aftermath | None:
    """What became of the hiding that was decided at that moment, or None while nobody looked at it again."""
    report, about = reports_about(kind, thing_id)
    row: Any = db.session.execute(
        select(HidingReview.outcome, HidingReview.decided_at)
        .join(report, report.id == HidingReview.report_id)
        .where(HidingReview.kind == kind, HidingReview.decided_at >= hidden_at, *about)
        .order_by(HidingReview.decided_at)
    ).first()
    return Aftermath(*row) if row else None
