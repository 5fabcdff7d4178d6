"""What became of something hidden later on, as who reported it may know: when, but never by whom."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from app.bulletins.models import BulletinReport
from app.foundation.database import db
from app.moderation.models import HiddenKind, HidingReview
from app.resources.models import ResourceReport


class Aftermath(NamedTuple):
    """It was looked at once more: shown again, or kept hidden."""

    outcome: str
    decided_at: datetime


def aftermath_of(kind: str, thing_id: int, hidden_at: datetime) -> Aftermath | None:
    """What became of the hiding that was decided at that moment, or None while nobody looked at it again."""
    report, about = _reports_about(kind, thing_id)
    review = db.session.scalars(
        select(HidingReview)
        .join(report, report.id == HidingReview.report_id)
        .where(HidingReview.kind == kind, HidingReview.decided_at >= hidden_at, *about)
        .order_by(HidingReview.decided_at)
    ).first()
    return Aftermath(review.outcome or "", review.decided_at) if review and review.decided_at else None


def _reports_about(kind: str, thing_id: int) -> tuple[Any, tuple[Any, ...]]:
    if kind == HiddenKind.RESOURCE:
        return ResourceReport, (ResourceReport.resource_id == thing_id,)
    if kind == HiddenKind.COMMENT:
        return BulletinReport, (BulletinReport.comment_id == thing_id,)
    return BulletinReport, (BulletinReport.bulletin_id == thing_id, BulletinReport.comment_id.is_(None))
