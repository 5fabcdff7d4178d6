"""Saying that something is wrong with a bulletin or a comment under it, deciding about it, and a class taking its own back."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.bulletins.events import (
    BulletinReported,
    BulletinReportsDecided,
    BulletinReturned,
    BulletinShownAgain,
    BulletinTakenBack,
)
from app.bulletins.models import Bulletin, BulletinComment, BulletinReport
from app.bulletins.operations.talking import hide_comment_of, show_comment_again
from app.bulletins.policy import may_moderate, may_read_bulletin, may_report, may_write_bulletin
from app.classrooms.models import Classroom, Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person

LEFT, HIDDEN = "left", "hidden"
VERDICTS = (LEFT, HIDDEN)


def report_box(bulletin_id: int, comment_id: int | None) -> str:
    return f"bulletin:{bulletin_id}:{comment_id or 0}:report"


def decision_box(bulletin_id: int, comment_id: int | None) -> str:
    return f"bulletin:{bulletin_id}:{comment_id or 0}:decision"


def report_bulletin(reporter_id: int, bulletin_id: int, comment_id: int | None, reason: str) -> int:
    """Say once what is wrong with a bulletin, or with one comment under it, and give the number of the report."""
    with transaction() as session:
        bulletin, comment = _held(bulletin_id, comment_id)
        reporter, training = get_person(reporter_id), session.get_one(Training, bulletin.training_id)
        is_gone = bulletin.hidden_at is not None or (comment is not None and comment.hidden_at is not None)
        if is_gone or not may_read_bulletin(reporter, training.id, training.place_code):
            raise NotFound
        if not may_report(reporter, (comment or bulletin).author_id):
            raise Forbidden
        mine = (BulletinReport.bulletin_id == bulletin_id, BulletinReport.reporter_id == reporter_id)
        about = comment_id or 0
        if db.session.scalar(select(BulletinReport.id).where(*mine, BulletinReport.about == about)) is not None:
            raise Refused(_("您已经举报过，管理的老师会看的。"), "reason")
        report = BulletinReport(
            bulletin_id=bulletin_id, comment_id=comment_id, about=about, reporter_id=reporter_id, reason=reason,
            reported_at=clock.now(),
        )  # fmt: skip
        session.add(report)
        session.flush()
        settle_drafts(reporter_id, report_box(bulletin_id, comment_id))
        record(BulletinReported(report.id, bulletin_id, comment_id, reporter_id), reporter_id)
        return report.id


def decide_reports(moderator_id: int, bulletin_id: int, comment_id: int | None, verdict: str, answer: str) -> None:
    """Leave it or hide it, for all that wait about it; who wrote or reported it does not decide."""
    with transaction():
        present = clock.now()
        bulletin, comment = _held(bulletin_id, comment_id)
        author_id, waiting = (comment or bulletin).author_id, _waiting(bulletin_id, comment_id)
        _permit(moderator_id, author_id, bulletin, waiting)
        if verdict not in VERDICTS or not waiting:
            raise Refused(_("请选一种处理办法。") if waiting else _("这件事已经有人处理过了。"), "verdict")
        if verdict == HIDDEN and not answer:
            raise Refused(_("请写明理由：作者会看到。"), "answer")
        for report in waiting:
            report.verdict, report.answer = verdict, answer
            report.decided_at, report.decided_by_id = present, moderator_id
        if verdict == HIDDEN and comment is not None:
            hide_comment_of(bulletin, comment, moderator_id)
        elif verdict == HIDDEN:
            bulletin.hidden_at, bulletin.hidden_by_id = bulletin.hidden_at or present, moderator_id
            bulletin.hidden_reason = answer
        settle_drafts(moderator_id, decision_box(bulletin_id, comment_id))
        told = tuple(report.reporter_id for report in waiting)
        decided = BulletinReportsDecided(bulletin_id, comment_id, verdict, author_id, told, moderator_id)
        record(decided, moderator_id)


def take_back_bulletin(person_id: int, bulletin_id: int) -> None:
    """A class takes its bulletin out of sight; a second time changes nothing."""
    with transaction():
        bulletin = _own(person_id, bulletin_id)
        if bulletin.hidden_at is None:
            bulletin.hidden_at, bulletin.hidden_by_id = clock.now(), person_id
            record(BulletinTakenBack(bulletin_id, bulletin.classroom_id, person_id), person_id)


def return_bulletin(person_id: int, bulletin_id: int) -> None:
    """A class shows again what it took back itself; what was hidden after a report stays hidden."""
    with transaction():
        bulletin = _own(person_id, bulletin_id)
        if bulletin.hidden_reason:
            raise Refused(_("这一期是看过举报以后隐藏的，不能自己放回来。不同意可以申诉。"))
        if bulletin.hidden_at is not None:
            bulletin.hidden_at = bulletin.hidden_by_id = None
            record(BulletinReturned(bulletin_id, bulletin.classroom_id, person_id), person_id)


def show_again(moderator_id: int, bulletin_id: int, comment_id: int | None, hidden_since: datetime) -> None:
    """Undo what was decided at that moment; what its class had taken back before stays taken back."""
    with transaction():
        bulletin, comment = _held(bulletin_id, comment_id)
        if comment is not None:
            show_comment_again(bulletin, comment)
        else:
            bulletin.hidden_reason = ""
            if bulletin.hidden_at is not None and bulletin.hidden_at >= hidden_since:
                bulletin.hidden_at = bulletin.hidden_by_id = None
        record(BulletinShownAgain(bulletin_id, comment_id, moderator_id), moderator_id)


def _own(person_id: int, bulletin_id: int) -> Bulletin:
    bulletin, _comment = _held(bulletin_id, None)
    if not may_write_bulletin(get_person(person_id), bulletin.classroom_id):
        raise Forbidden
    return bulletin


def _permit(moderator_id: int, author_id: int, bulletin: Bulletin, waiting: list[BulletinReport]) -> None:
    place_code = db.session.get_one(Classroom, bulletin.classroom_id).place_code
    has_reported = any(report.reporter_id == moderator_id for report in waiting)
    if has_reported or not may_moderate(get_person(moderator_id), author_id, bulletin.classroom_id, place_code):
        raise Forbidden


def _held(bulletin_id: int, comment_id: int | None) -> tuple[Bulletin, BulletinComment | None]:
    bulletin = locked(Bulletin, Bulletin.id == bulletin_id)
    if bulletin is None:
        raise NotFound
    if comment_id is None:
        return bulletin, None
    comment = locked(BulletinComment, BulletinComment.id == comment_id, BulletinComment.bulletin_id == bulletin_id)
    if comment is None:
        raise NotFound
    return bulletin, comment


def _waiting(bulletin_id: int, comment_id: int | None) -> list[BulletinReport]:
    about = (BulletinReport.bulletin_id == bulletin_id, BulletinReport.about == (comment_id or 0))
    waiting = select(BulletinReport).where(*about, BulletinReport.decided_at.is_(None))
    return list(db.session.scalars(waiting.order_by(BulletinReport.id).with_for_update()))
