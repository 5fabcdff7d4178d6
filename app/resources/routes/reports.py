"""Saying that something is wrong with a resource, the list of those who look after them, and deciding."""

from functools import partial

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.moderation.queries import aftermath_of
from app.resources.forms import DecisionForm, ReportForm
from app.resources.operations import REMOVED, decide_reports, decision_box, report_box, report_resource
from app.resources.policy import may_moderate, may_report, moderates
from app.resources.queries import find_resource, get_resource, own_report, waiting_reports, waiting_reports_about
from app.resources.routes.blueprint import A_PERSONS_PACE, resources

SHOWN_AT_ONCE = 30


@resources.route("/resources/<int:resource_id>/report", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def report(resource_id: int) -> ResponseReturnValue:
    """Say what is wrong; who said it, its author never learns."""
    person_id, mine = viewer().id, own_report(resource_id, viewer())
    resource = find_resource(resource_id, viewer())
    if mine is None and resource is None:
        raise NotFound
    if resource is not None and not may_report(viewer(), resource.person_id):
        raise Forbidden
    form = ReportForm()
    if form.validate_on_submit():
        act = partial(_report, person_id, resource_id, str(form.reason.data))
        try:
            target = once(form.once_key, "report-resource", person_id, act)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("收到了，谢谢您。管理的老师看过以后会告诉您结果。"), "good")
            return redirect(target)
    was_removed = mine is not None and mine.verdict == REMOVED
    aftermath = aftermath_of("resource", resource_id, mine.decided_at) if was_removed else None
    page = render_template(
        "resources/report.html", resource=resource, form=form, mine=mine, box=report_box(resource_id),
        aftermath=aftermath,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@resources.get("/resources/reports")
@permitted(moderates)
def reports() -> str:
    """What waits for the viewer, the longest first."""
    waiting = waiting_reports(viewer())
    return render_template(
        "resources/reports.html", waiting=waiting[:SHOWN_AT_ONCE], has_more=len(waiting) > SHOWN_AT_ONCE
    )


@resources.route("/resources/<int:resource_id>/decision", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def decide(resource_id: int) -> ResponseReturnValue:
    """Leave what was reported, or take it down with a reason."""
    resource, person_id = get_resource(resource_id, viewer()), viewer().id
    if not may_moderate(viewer(), resource.person_id, resource.classroom_id, resource.place_code):
        raise Forbidden
    form = DecisionForm()
    if form.validate_on_submit():
        act = partial(_decide, person_id, resource_id, form.verdict.data or "", form.answer.data or "")
        try:
            target = once(form.once_key, "decide-resource", person_id, act)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("处理好了，举报人和作者都会知道结果。"), "good")
            return redirect(target)
    waiting = waiting_reports_about(resource_id)
    page = render_template(
        "resources/decision.html", resource=resource, form=form, waiting=waiting, box=decision_box(resource_id)
    )
    return page, 422 if form.was_sent else 200


def _report(person_id: int, resource_id: int, reason: str) -> str:
    report_resource(person_id, resource_id, reason)
    return url_for("resources.one", resource_id=resource_id)


def _decide(person_id: int, resource_id: int, verdict: str, answer: str) -> str:
    decide_reports(person_id, resource_id, verdict, answer)
    return url_for("resources.reports")
