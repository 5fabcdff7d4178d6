"""Handing in, taking back, one's own list, and the files that came with a work."""

from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assignments.deadline import Timing, timing_of
from app.assignments.forms import HandInForm
from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.assignments.operations import MOST_FILES, draft_box, hand_in_submission, take_back_submission
from app.assignments.queries import (
    find_own_submission,
    get_download,
    get_submission,
    get_topic_id,
    get_topic_with_task,
    submissions_of,
)
from app.classrooms.models import Training
from app.classrooms.policy import is_learner
from app.classrooms.queries import find_training_of
from app.courses.models import Section, Topic
from app.drafts.queries import Offer, offer_drafts
from app.foundation import clock, files
from app.foundation.access import permitted, signed_in, viewer
from app.foundation.downloads import send_stored
from app.foundation.errors import NotFound, Refused, SaidDifferently
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.foundation.uploads import keep_uploads
from app.grading.queries import standing_grades

assignments = Blueprint("assignments", __name__, template_folder="templates")


class Desk(NamedTuple):
    """Everything that the page of an assignment shows beside its form."""

    topic: Topic
    task: Section | None
    training: Training
    timing: Timing
    submission: Submission | None
    offer: Offer

    @property
    def last_version(self) -> SubmissionVersion | None:
        return self.submission.versions[-1] if self.submission else None

    @property
    def takes_a_version(self) -> bool:
        is_open = self.submission is None or self.submission.state in {
            SubmissionState.TAKEN_BACK,
            SubmissionState.RETURNED,
        }
        return is_open and self.timing is not Timing.CLOSED


@assignments.route("/course/<module_slug>/<topic_slug>/assignment", methods=["GET", "POST"])
@permitted(is_learner)
@limiter.limit("20/minute", methods=["POST"])
def hand_in(module_slug: str, topic_slug: str) -> ResponseReturnValue:
    if request.method != "POST":
        return _page(_desk(module_slug, topic_slug))
    form, topic_id = HandInForm(), get_topic_id(module_slug, topic_slug)
    if form.validate():
        try:
            return redirect(_hand_in(form, topic_id))
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
    return _page(_desk(module_slug, topic_slug), form), 422


def _page(desk: Desk, form: HandInForm | None = None) -> str:
    """The form as it begins, or one that was refused with what was typed in it."""
    form = form or HandInForm(formdata=None, data={"text": _beginning(desk)})
    form.offer(desk.last_version.attachments if desk.last_version else [])
    return render_template("assignments/hand_in.html", form=form, desk=desk, box=draft_box(desk.topic.id))


@assignments.post("/submissions/<int:submission_id>/taking-back")
@signed_in
@limiter.limit("20/minute")
def take_back(submission_id: int) -> ResponseReturnValue:
    submission = get_submission(submission_id, viewer())
    if submission.person_id != viewer().id:
        raise NotFound
    module_slug, topic_slug = submission.topic.module.slug, submission.topic.slug
    take_back_submission(submission_id, viewer().id)
    flash(_("已经撤回，改好后再交。"), "good")
    return redirect(url_for("assignments.hand_in", module_slug=module_slug, topic_slug=topic_slug))


@assignments.get("/me/submissions")
@signed_in
def own() -> ResponseReturnValue:
    training = find_training_of(viewer())
    lines = submissions_of(viewer().id, training.id) if training else []
    grades = standing_grades("submission", [line.id for line in lines], viewer())
    return render_template("assignments/own.html", lines=lines, grades=grades, training=training)


@assignments.get("/submissions/<int:submission_id>/files/<int:attachment_id>")
@signed_in
def download(submission_id: int, attachment_id: int) -> ResponseReturnValue:
    """A file as it was checked; only pictures, which were drawn anew, may open inside the browser."""
    file = get_download(submission_id, attachment_id, viewer())
    return send_stored(file, inline="inline" in request.args)


def _desk(module_slug: str, topic_slug: str) -> Desk:
    person, now = viewer(), clock.now()
    training = find_training_of(person)
    if training is None:
        raise NotFound
    topic, task = get_topic_with_task(module_slug, topic_slug)
    return Desk(
        topic,
        task,
        training,
        timing_of(training.day_of(now), training.ends_on, training.late_until),
        find_own_submission(person.id, training.id, topic.id),
        offer_drafts(person.id, draft_box(topic.id), request.args.get("draft", "")),
    )


def _beginning(desk: Desk) -> str:
    """What the box holds when the page opens: a draft, else the version before."""
    if desk.offer.text is not None:
        return desk.offer.text
    return desk.last_version.text if desk.last_version else ""


def _hand_in(form: HandInForm, topic_id: int) -> str:
    """Hand in once, however often the form is sent, and give the address of the work."""
    person_id, text = viewer().id, form.text.data or ""
    kept = keep_uploads(form.files.data or [], MOST_FILES)
    carried_over = form.keep.data or []

    def work() -> str:
        return f"/submissions/{hand_in_submission(person_id, topic_id, text, kept, carried_over).id}"

    try:
        target = once(form.once_key, "hand-in", person_id, work)
    except (Refused, SaidDifferently):
        files.discard(kept)
        raise
    flash(_("作业已提交。评阅之前可以撤回修改。"), "good")
    return target
