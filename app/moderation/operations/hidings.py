"""The author of a hidden bulletin, comment or resource objects once; somebody looks again and gives a reason."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.bulletins import operations as bulletins
from app.bulletins.models import BulletinReport
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.moderation.events import HidingContested, HidingReviewed
from app.moderation.models import HiddenKind, HidingReview, Outcome
from app.moderation.policy import may_look_again
from app.moderation.queries import Hiding, barred_from_hiding, find_hiding
from app.people.queries import get_person
from app.resources import operations as resources
from app.resources.models import ResourceReport


def objection_box(kind: str, thing_id: int) -> str:
    return f"objection:{kind}:{thing_id}"


def review_box(kind: str, thing_id: int) -> str:
    return f"review:{kind}:{thing_id}"


def object_to_hiding(author_id: int, kind: str, thing_id: int, text: str) -> None:
    """The author's one objection to this hiding: somebody else will look again."""
    with transaction() as session:
        hiding = _held(kind, thing_id)
        if hiding.author_id != author_id:
            raise NotFound
        if not hiding.is_hidden:
            raise Refused(_("已经放出来了，不用申诉。"))
        if hiding.objected_at is not None or hiding.outcome is not None:
            raise Refused(_("每件事可以申诉一次，您已经申诉过了。"))
        review = HidingReview(
            kind=kind, report_id=hiding.report_id, author_id=author_id, text=text, objected_at=clock.now()
        )
        session.add(review)
        session.flush()
        settle_drafts(author_id, objection_box(kind, thing_id))
        record(HidingContested(review.id, kind, thing_id, author_id, hiding.hidden_by_id), author_id)


def look_again(moderator_id: int, kind: str, thing_id: int, outcome: str, answer: str) -> None:
    """Show it again, or keep it hidden against an objection: with a reason, and for good."""
    with transaction() as session:
        hiding = _held(kind, thing_id)
        whose = (hiding.author_id, hiding.classroom_id, hiding.place_code)
        if not may_look_again(get_person(moderator_id), kind, *whose, barred_from_hiding(hiding)):
            raise Forbidden
        if not hiding.is_open:
            raise Refused(_("这件事已经有人处理过了。"), "outcome")
        if outcome != Outcome.SHOWN and not (outcome == Outcome.KEPT and hiding.is_waiting):
            raise Refused(_("请选一种处理办法。"), "outcome")
        if not answer:
            raise Refused(_("请写明理由：作者会看到。"), "answer")
        review = _review_of(hiding) or HidingReview(kind=kind, report_id=hiding.report_id, author_id=hiding.author_id)
        review.outcome, review.answer = outcome, answer
        review.decided_at, review.decided_by_id = clock.now(), moderator_id
        session.add(review)
        session.flush()
        if outcome == Outcome.SHOWN:
            _show(moderator_id, hiding)
        settle_drafts(moderator_id, review_box(kind, thing_id))
        record(HidingReviewed(review.id, kind, thing_id, outcome, hiding.author_id, moderator_id), moderator_id)


def _held(kind: str, thing_id: int) -> Hiding:
    """The newest hiding as it stands while its report is held: two who look at once come one after the other."""
    found = find_hiding(kind, thing_id)
    if found is None:
        raise NotFound
    report = ResourceReport if kind == HiddenKind.RESOURCE else BulletinReport
    locked(report, report.id == found.report_id)
    again = find_hiding(kind, thing_id)
    if again is None or again.report_id != found.report_id:
        raise Refused(_("这件事已经有人处理过了。"))
    return again


def _review_of(hiding: Hiding) -> HidingReview | None:
    mine = (HidingReview.kind == hiding.kind, HidingReview.report_id == hiding.report_id)
    return db.session.scalars(select(HidingReview).where(*mine)).first()


def _show(moderator_id: int, hiding: Hiding) -> None:
    if hiding.kind == HiddenKind.RESOURCE:
        resources.show_again(moderator_id, hiding.thing_id)
        return
    comment_id = hiding.thing_id if hiding.kind == HiddenKind.COMMENT else None
    bulletins.show_again(moderator_id, hiding.bulletin_id or 0, comment_id, hiding.hidden_at)
