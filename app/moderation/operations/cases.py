"""Reporting a post, deciding about it, objecting once; each step stays in the log."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Classroom, Training
from app.discussions.models import Post, Thread
from app.discussions.operations import hide_post, restore_post
from app.discussions.policy import Room
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.moderation.events import DecisionContested, PostReported, ReportDecided
from app.moderation.models import Case, Decision, Objection, Report, Verdict
from app.moderation.policy import may_decide, may_report
from app.moderation.queries import barred_from
from app.people.queries import get_person


def report_post(reporter_id: int, post_id: int, reason: str) -> int:
    """Say what is wrong with a post, and give the number of the case."""
    with transaction() as session:
        thread, post = _held(post_id)
        if not may_report(get_person(reporter_id), post.author_id, _room_of(thread)):
            raise Forbidden
        if post.hidden_at is not None:
            raise Refused(_("这一帖已经隐藏了。"))
        case = _waiting_case(post_id)
        if case is None:
            case = Case(post_id=post_id, opened_at=clock.now(), waiting_since=clock.now())
            session.add(case)
            session.flush()
        _add_report(case.id, reporter_id, reason)
        settle_drafts(reporter_id, f"report:{post_id}")
        record(PostReported(case.id, post_id, thread.classroom_id, reporter_id), reporter_id)
        return case.id


def decide_case(moderator_id: int, case_id: int, verdict: Verdict, reason: str) -> None:
    """Leave the post, hide it or warn its author; after an objection somebody else decides, for good."""
    with transaction() as session:
        thread, post, case = _held_case(case_id)
        before = session.scalars(select(Decision).where(Decision.case_id == case_id)).first()
        if not may_decide(get_person(moderator_id), post.author_id, _room_of(thread), barred_from(case_id)):
            raise Forbidden
        if case.waiting_since is None:
            raise Refused(_("这件事已经有人处理过了。"))
        if verdict is not Verdict.LEFT and not reason:
            raise Refused(_("请写明理由：作者会看到。"), "reason")
        number = 2 if before else 1
        session.add(
            Decision(
                case_id=case_id, number=number, moderator_id=moderator_id, verdict=verdict, reason=reason,
                decided_at=clock.now(),
            )
        )  # fmt: skip
        case.waiting_since = None
        _carry_out(post, verdict, moderator_id, reason, was_hidden=bool(before and before.verdict == Verdict.HIDDEN))
        settle_drafts(moderator_id, f"decision:{case_id}")
        _record_decision(case, post, verdict, number, moderator_id)


def object_to_decision(author_id: int, case_id: int, text: str) -> None:
    """The author's one objection: the case waits again, for somebody else."""
    with transaction() as session:
        thread, post, case = _held_case(case_id)
        decision = session.scalars(select(Decision).where(Decision.case_id == case_id)).first()
        if post.author_id != author_id or decision is None:
            raise NotFound
        if decision.verdict == Verdict.LEFT:
            raise Refused(_("这一帖没有动过，不用申诉。"))
        if session.get(Objection, case_id) is not None:
            raise Refused(_("每件事可以申诉一次，您已经申诉过了。"))
        if _waiting_case(post.id) is not None:
            raise Refused(_("这一帖正有别的举报在处理，等处理完再申诉。"))
        case.waiting_since = clock.now()
        session.add(Objection(case_id=case_id, author_id=author_id, text=text, objected_at=clock.now()))
        settle_drafts(author_id, f"objection:{case_id}")
        contested = DecisionContested(case_id, post.id, thread.classroom_id, author_id, decision.moderator_id)
        record(contested, author_id)


def _held(post_id: int) -> tuple[Thread, Post]:
    """A post with its thread, locked in the order in which discussions do."""
    thread_id = db.session.scalar(select(Post.thread_id).where(Post.id == post_id))
    thread = locked(Thread, Thread.id == (thread_id or 0))
    post = locked(Post, Post.id == post_id)
    if thread is None or post is None:
        raise NotFound
    return thread, post


def _held_case(case_id: int) -> tuple[Thread, Post, Case]:
    post_id = db.session.scalar(select(Case.post_id).where(Case.id == case_id))
    thread, post = _held(post_id or 0)
    case = locked(Case, Case.id == case_id)
    if case is None:
        raise NotFound
    return thread, post, case


def _waiting_case(post_id: int) -> Case | None:
    return locked(Case, Case.post_id == post_id, Case.waiting_since.is_not(None))


def _add_report(case_id: int, reporter_id: int, reason: str) -> None:
    mine = select(Report.id).where(Report.case_id == case_id, Report.reporter_id == reporter_id)
    if db.session.scalar(mine) is not None:
        raise Refused(_("您已经举报过这一帖，管理的老师会看的。"))
    report = Report(case_id=case_id, reporter_id=reporter_id, reason=reason, reported_at=clock.now())
    db.session.add(report)


def _carry_out(post: Post, verdict: Verdict, moderator_id: int, reason: str, *, was_hidden: bool) -> None:
    if verdict is Verdict.HIDDEN:
        hide_post(post.id, moderator_id, reason[:500])
    elif was_hidden:
        restore_post(post.id, moderator_id)


def _record_decision(case: Case, post: Post, verdict: Verdict, number: int, moderator_id: int) -> None:
    reporters = select(Report.reporter_id).where(Report.case_id == case.id).order_by(Report.id)
    told = tuple(db.session.scalars(reporters))
    record(ReportDecided(case.id, post.id, verdict, number, post.author_id, told, moderator_id), moderator_id)


def _room_of(thread: Thread) -> Room:
    table, number = (Classroom, thread.classroom_id) if thread.classroom_id else (Training, thread.training_id)
    place = db.session.scalar(select(table.place_code).where(table.id == number))
    return Room(thread.training_id, thread.classroom_id, place or "")
