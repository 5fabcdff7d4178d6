"""Reporting, the moderators' queue, one case, the author's objection, the team's log."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.discussions.queries import get_post
from app.foundation.access import LARGEST_ID, permitted, signed_in, viewer
from app.foundation.errors import Forbidden, Refused
from app.foundation.limits import limiter
from app.foundation.markup import excerpt, plain
from app.foundation.transactions import once
from app.moderation.forms import DecisionForm, ObjectionForm, ReportForm
from app.moderation.models import Verdict
from app.moderation.operations import decide_case, object_to_decision, report_post
from app.moderation.policy import may_decide, may_report, moderates, reads_log
from app.moderation.queries import (
    PAGE,
    CaseShown,
    barred_from,
    contested_hidings,
    decisions_of,
    get_case,
    get_own_case,
    logged_decisions,
    own_report,
    reports_of,
    waiting_cases,
)
from app.moderation.routes.blueprint import A_PERSONS_PACE, moderation

WORDS = {
    Verdict.LEFT: _l("没有处理"),
    Verdict.WARNED: _l("提醒了作者"),
    Verdict.HIDDEN: _l("隐藏了这一帖"),
}
AGAIN = {
    (Verdict.HIDDEN, Verdict.LEFT): _l("又把它放出来了"),
    (Verdict.HIDDEN, Verdict.WARNED): _l("又把它放出来了，提醒了作者"),
    (Verdict.HIDDEN, Verdict.HIDDEN): _l("维持了隐藏"),
    (Verdict.WARNED, Verdict.LEFT): _l("收回了提醒"),
    (Verdict.WARNED, Verdict.WARNED): _l("维持了提醒"),
}


@moderation.route("/posts/<int:post_id>/report", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def report(post_id: int) -> ResponseReturnValue:
    """Say what is wrong with a post; who said it, its author never learns."""
    post, person_id = get_post(post_id, viewer()), viewer().id
    if not may_report(viewer(), post.author_id, post.room):
        raise Forbidden
    form = ReportForm()
    if form.validate_on_submit():

        def work() -> str:
            report_post(person_id, post_id, str(form.reason.data))
            return f"/posts/{post_id}"

        try:
            target = once(form.once_key, "report", person_id, work)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("收到了，谢谢您。管理的老师看过以后会告诉您结果。"), "good")
            return redirect(target)
    words = excerpt(post.text, 120) if post.hidden_at is None else None
    mine = own_report(post_id, viewer())
    page = render_template(
        "moderation/report.html", post=post, words=words, form=form, mine=mine, said=_said,
        decisions=decisions_of(mine.case_id) if mine else [],
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@moderation.get("/moderation")
@permitted(moderates)
def queue() -> ResponseReturnValue:
    """What waits for the viewer, the longest first; objections to what was hidden elsewhere stand before."""
    number = min(max(1, request.args.get("page", 1, int)), 10_000)
    cases = waiting_cases(viewer(), number)
    contested = contested_hidings(viewer()) if number == 1 else []
    shown = {"cases": cases[:PAGE], "number": number, "has_more": len(cases) > PAGE, "contested": contested}
    return render_template("moderation/queue.html", **shown, excerpt=excerpt, reads_log=reads_log(viewer()))


@moderation.route("/moderation/cases/<int:case_id>", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def case(case_id: int) -> ResponseReturnValue:
    """Everything about a case; deciding it, for whoever may."""
    shown, person_id = get_case(case_id, viewer()), viewer().id
    decisions = decisions_of(case_id)
    may = may_decide(viewer(), shown.author_id, shown.room, barred_from(case_id))
    form = DecisionForm()
    if form.was_sent and not may:
        raise Forbidden
    if form.validate_on_submit():

        def work() -> str:
            decide_case(person_id, case_id, Verdict(form.verdict.data), form.reason.data or "")
            return url_for("moderation.queue")

        try:
            target = once(form.once_key, "decide", person_id, work)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("处理好了，举报人和作者都会知道结果。"), "good")
            return redirect(target)
    reports = reports_of(case_id)
    page = render_template(
        "moderation/case.html", form=form, may_decide=may, reports=reports, **_about(shown, decisions)
    )
    return page, 422 if form.was_sent else 200


@moderation.route("/moderation/cases/<int:case_id>/objection", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def objection(case_id: int) -> ResponseReturnValue:
    """What was decided about one's own post, and objecting to it once."""
    shown, person_id = get_own_case(case_id, viewer()), viewer().id
    form = ObjectionForm()
    if form.validate_on_submit():

        def work() -> str:
            object_to_decision(person_id, case_id, str(form.text.data))
            return url_for("moderation.objection", case_id=case_id)

        try:
            target = once(form.once_key, "object", person_id, work)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("您的申诉交上去了，会由另一位老师来看。"), "good")
            return redirect(target)
    page = render_template("moderation/objection.html", form=form, **_about(shown, decisions_of(case_id)))
    return page, 422 if form.was_sent else 200


@moderation.get("/moderation/log")
@permitted(reads_log)
def decision_log() -> ResponseReturnValue:
    """Every decision, newest first; nothing is ever taken out of it."""
    before = request.args.get("before", 0, int)
    rows = logged_decisions(viewer(), before if 0 < before <= LARGEST_ID else None)
    return render_template("moderation/log.html", rows=rows[:PAGE], has_more=len(rows) > PAGE, said=_said)


def _about(shown: CaseShown, decisions: list[object]) -> dict[str, object]:
    """What a moderator and the author both see; never who reported."""
    return {"case": shown, "decisions": decisions, "said": _said, "plain": plain}


def _said(decision: Any) -> Any:
    """What was decided; after an objection that is told by what it changed."""
    return AGAIN.get((decision.before, decision.verdict), WORDS[decision.verdict])
