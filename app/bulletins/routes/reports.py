"""Saying that something is wrong with a bulletin or a comment, the list of those who decide, deciding, taking back."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bulletins.forms import DecisionForm, ReportForm
from app.bulletins.operations import (
    HIDDEN,
    decide_reports,
    decision_box,
    report_box,
    report_bulletin,
    return_bulletin,
    take_back_bulletin,
)
from app.bulletins.policy import may_report, may_write_bulletin, moderates
from app.bulletins.queries import find_bulletin, get_bulletin
from app.bulletins.queries.reports import (
    PAGE,
    find_reported,
    get_to_decide,
    own_report,
    waiting_reports,
    waiting_reports_about,
)
from app.bulletins.routes.blueprint import A_PERSONS_PACE, bulletins
from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.moderation.queries import aftermath_of


@bulletins.route("/bulletins/<int:bulletin_id>/report", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def report(bulletin_id: int) -> ResponseReturnValue:
    """Say what is wrong with a bulletin; who said it, its author never learns."""
    return _report(bulletin_id, None)


@bulletins.route("/bulletins/<int:bulletin_id>/comments/<int:comment_id>/report", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def report_comment(bulletin_id: int, comment_id: int) -> ResponseReturnValue:
    """Say what is wrong with a comment."""
    return _report(bulletin_id, comment_id)


@bulletins.get("/bulletins/reports")
@permitted(moderates)
def reports() -> str:
    """What waits for the viewer, the longest first."""
    waiting = waiting_reports(viewer())
    return render_template("bulletins/reports.html", waiting=waiting[:PAGE], has_more=len(waiting) > PAGE)


@bulletins.route("/bulletins/<int:bulletin_id>/decision", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def decide(bulletin_id: int) -> ResponseReturnValue:
    """Leave a bulletin, or hide it with a reason."""
    return _decide(bulletin_id, None)


@bulletins.route("/bulletins/<int:bulletin_id>/comments/<int:comment_id>/decision", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def decide_comment(bulletin_id: int, comment_id: int) -> ResponseReturnValue:
    """Leave a comment, or hide it with a reason."""
    return _decide(bulletin_id, comment_id)


@bulletins.post("/bulletins/<int:bulletin_id>/removal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def take_back(bulletin_id: int) -> ResponseReturnValue:
    """A class takes its bulletin back, or shows it again; the form says which, so that pressing twice is pressing once."""
    shown = get_bulletin(bulletin_id, viewer())
    if not may_write_bulletin(viewer(), shown.classroom_id):
        raise Forbidden
    if request.form.get("on") == "1":
        take_back_bulletin(viewer().id, bulletin_id)
        flash(_("收回了：别人读不到这一期了，班里编简报的老师还看得到。"), "good")
    else:
        return_bulletin(viewer().id, bulletin_id)
        flash(_("这一期又放出来了。"), "good")
    return redirect(url_for("bulletins.bulletin", bulletin_id=bulletin_id))


def _report(bulletin_id: int, comment_id: int | None) -> ResponseReturnValue:
    person_id, mine = viewer().id, own_report(bulletin_id, comment_id, viewer())
    is_readable = find_bulletin(bulletin_id, viewer()) is not None
    reported = find_reported(bulletin_id, comment_id)
    if mine is None and not (is_readable and reported.hidden_at is None):
        raise NotFound
    if not may_report(viewer(), reported.author_id):
        raise Forbidden
    form, here = ReportForm(), url_for("bulletins.bulletin", bulletin_id=bulletin_id)
    if form.validate_on_submit():

        def work() -> str:
            report_bulletin(person_id, bulletin_id, comment_id, str(form.reason.data))
            return here

        try:
            target = once(form.once_key, "report-bulletin", person_id, work)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("收到了，谢谢您。管理的老师看过以后会告诉您结果。"), "good")
            return redirect(target)
    words, about = None if reported.hidden_at else reported.words, ("comment" if comment_id else "bulletin")
    was_hidden = mine is not None and mine.verdict == HIDDEN
    aftermath = aftermath_of(about, comment_id or bulletin_id, mine.decided_at) if was_hidden else None
    page = render_template(
        "bulletins/report.html", reported=reported, words=words, form=form, mine=mine, is_readable=is_readable,
        box=report_box(bulletin_id, comment_id), aftermath=aftermath,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


def _decide(bulletin_id: int, comment_id: int | None) -> ResponseReturnValue:
    person_id = viewer().id
    reported = get_to_decide(bulletin_id, comment_id, viewer())
    form = DecisionForm()
    if form.validate_on_submit():
        values = (person_id, bulletin_id, comment_id, form.verdict.data or "", form.answer.data or "")
        try:
            target = once(form.once_key, "decide-bulletin", person_id, partial(_carry_out, *values))
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("处理好了，举报人和作者都会知道结果。"), "good")
            return redirect(target)
    waiting = waiting_reports_about(bulletin_id, comment_id)
    page = render_template(
        "bulletins/decision.html", reported=reported, form=form, waiting=waiting,
        box=decision_box(bulletin_id, comment_id),
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


def _carry_out(person_id: int, bulletin_id: int, comment_id: int | None, verdict: str, answer: str) -> str:
    decide_reports(person_id, bulletin_id, comment_id, verdict, answer)
    return url_for("bulletins.reports")
