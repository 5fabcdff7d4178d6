"""Standing reports: the archive, one report, and publishing it."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.drafts.queries import offer_drafts
from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.clock import Week
from app.foundation.errors import NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.people.queries import get_person, get_place
from app.reports.contents import read_contents
from app.reports.forms import ReportForm
from app.reports.models import StandingReport
from app.reports.operations import introduction_box, publish_report
from app.reports.policy import may_publish_report_of, may_read_reports
from app.reports.queries import draft_of, find_report, reports_of, unwritten, week_of_training
from app.reports.queries.archive import A_PAGE

reports = Blueprint("reports", __name__, template_folder="templates")
A_PERSONS_PACE = "20/minute"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the archive."""

    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for("reports.archive", page=number)


@reports.get("/reports")
@permitted(may_read_reports)
def archive() -> str:
    training, number = _training(), min(max(1, request.args.get("page", 1, int)), 10_000)
    entries, count = reports_of(training.id, viewer(), number)
    weeks = {str(week): training.number_of(week) for week in training.weeks}
    return render_template(
        "reports/archive.html",
        training=training,
        entries=entries,
        weeks=weeks,
        pages=Pages(number, -(-count // A_PAGE)),
        unwritten=unwritten(training, viewer(), training.day_of(clock.now())),
    )


@reports.route("/reports/<code>/<week>", methods=["GET", "POST"])
@permitted(may_read_reports)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def report(code: str, week: str) -> ResponseReturnValue:
    """What was published; for those who may publish it, what could be."""
    training = _training()
    parsed = week_of_training(training, week, training.day_of(clock.now()))
    if parsed is None:
        raise NotFound
    found = find_report(training.id, code, parsed, viewer())
    if found is not None and request.method == "GET":
        return _published(training, found)
    if not may_publish_report_of(viewer(), code):
        raise NotFound
    return _draft(training, code, parsed)


def _draft(training: Training, code: str, week: Week) -> ResponseReturnValue:
    box, form = introduction_box(code, week), ReportForm()
    offer = offer_drafts(viewer().id, box, request.args.get("draft", ""))
    if not form.was_sent and offer.text:
        form.introduction.data = offer.text
    if form.validate_on_submit():
        person_id, here = viewer().id, url_for("reports.report", code=code, week=str(week))

        def act() -> str:
            publish_report(person_id, training.id, code, week, form.introduction.data or "")
            return here

        try:
            target = once(form.once_key, "publish report", person_id, act)
        except Refused as refusal:
            form.refuse(refusal.message)
        else:
            flash(_("通报已经发布，从现在起不再改动。"), "good")
            return redirect(target)
    contents = draft_of(training, code, week)
    place = contents.place if contents else get_place(code).name
    page = render_template(
        "reports/draft.html",
        training=training,
        place=place,
        week=week,
        contents=contents,
        form=form,
        box=box,
        offer=offer,
    )
    return page, 422 if form.was_sent else 200


def _published(training: Training, found: StandingReport) -> str:
    contents = read_contents(found.contents)
    return render_template(
        "reports/report.html",
        training=training,
        report=found,
        first=max(Week.parse(found.week).monday, training.starts_on),
        contents=contents,
        counted_at=contents.counted_at(training.time_zone),
        writer=get_person(found.published_by_id),
    )


def _training() -> Training:
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    return training
