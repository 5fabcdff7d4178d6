"""Asking for a second opinion as a work's author, and giving one without knowing the first."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assignments.queries import get_submission
from app.classrooms.scheme import grades_of
from app.foundation.access import signed_in, viewer
from app.foundation.downloads import send_stored
from app.foundation.errors import Forbidden, Refused
from app.foundation.forms import Form
from app.foundation.limits import limiter
from app.foundation.markup import plain
from app.foundation.transactions import once
from app.grading.forms import GradeForm, JudgingForm, ScoreForm
from app.journals.queries import get_journal
from app.opinions.forms import AskForm
from app.opinions.models import SecondOpinion
from app.opinions.operations import (
    ask_second_opinion,
    asking_box,
    give_second_opinion,
    giving_box,
    pass_on_opinion,
)
from app.opinions.policy import may_ask, may_give
from app.opinions.queries import BlindWork, blind_work, get_blind_file, get_own_opinion

opinions = Blueprint("opinions", __name__, template_folder="templates")
A_PERSONS_PACE = "30/minute"


@dataclass(frozen=True, slots=True)
class Asked:
    """The author's own work of which somebody asks."""

    kind: str
    id: int
    title: str

    @property
    def here(self) -> str:
        return f"/{self.kind}s/{self.id}"


@opinions.route("/<any(submissions, journals):works>/<int:work_id>/second-opinion", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def ask(works: str, work_id: int) -> ResponseReturnValue:
    """Ask another tutor to judge one's own work."""
    work = _own_work(works.removesuffix("s"), work_id)
    form, person_id = AskForm(), viewer().id
    if form.validate_on_submit():

        def act() -> str:
            ask_second_opinion(person_id, work.kind, work.id, form.reason.data or "")
            return work.here

        target = _done(form, "ask-opinion", act)
        if target is not None:
            flash(_("已经请了另一位老师。评出来就通知您，两次评定都会留着。"), "good")
            return redirect(target)
    page = render_template("opinions/ask.html", form=form, work=work, box=asking_box(work.kind, work.id))
    return page, 422 if form.was_sent else 200


@opinions.get("/opinions/<int:opinion_id>")
@signed_in
def opinion(opinion_id: int) -> ResponseReturnValue:
    """The work, its task and why it was asked for; once given, what one wrote oneself."""
    return _page(get_own_opinion(opinion_id, viewer()))


@opinions.post("/opinions/<int:opinion_id>/grade")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def grade_of_opinion(opinion_id: int) -> ResponseReturnValue:
    """Give the opinion."""
    found = get_own_opinion(opinion_id, viewer())
    if not may_give(viewer(), found):
        raise Forbidden
    work, person_id = blind_work(found, viewer()), viewer().id
    form = _form(found, work, sent=True)
    if form.validate():

        def act() -> str:
            judgement = form["score"].data if "score" in form else form["grade"].data
            give_second_opinion(person_id, opinion_id, judgement, form["comment"].data or "")
            return url_for("opinions.opinion", opinion_id=opinion_id)

        target = _done(form, "give-opinion", act)
        if target is not None:
            flash(_("谢谢您。作者会收到您的评定和评语。"), "good")
            return redirect(target)
    return _page(found, form), 422


@opinions.post("/opinions/<int:opinion_id>/passing")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def passing(opinion_id: int) -> ResponseReturnValue:
    """Let somebody else give it."""
    if not may_give(viewer(), get_own_opinion(opinion_id, viewer())):
        raise Forbidden
    if pass_on_opinion(opinion_id, viewer().id):
        flash(_("已经请了别的老师，您不用管了。"), "good")
        return redirect("/grading")
    flash(_("眼下没有别的老师可以请，还得劳烦您。"), "warn")
    return redirect(url_for("opinions.opinion", opinion_id=opinion_id))


@opinions.get("/opinions/<int:opinion_id>/<any(grade, passing):_act>")
@signed_in
def way_back(opinion_id: int, _act: str) -> ResponseReturnValue:
    """Whoever asks for the address of an act with GET is shown the opinion."""
    return redirect(url_for("opinions.opinion", opinion_id=opinion_id))


@opinions.get("/opinions/<int:opinion_id>/files/<int:attachment_id>")
@signed_in
def download(opinion_id: int, attachment_id: int) -> ResponseReturnValue:
    """A file that came with the work, as long as the opinion is open."""
    file = get_blind_file(get_own_opinion(opinion_id, viewer()), attachment_id, viewer())
    return send_stored(file)


def _own_work(kind: str, work_id: int) -> Asked:
    if kind == "submission":
        submission = get_submission(work_id, viewer())
        author_id, title = submission.person_id, submission.topic.title
    else:
        journal = get_journal(work_id, viewer())
        author_id, title = journal.person_id, journal.title
    if not may_ask(viewer(), author_id):
        raise Forbidden
    return Asked(kind, work_id, title)


def _done(form: Form, act: str, work: Any) -> str | None:
    """Do an act once; None where it was refused."""
    try:
        return once(form.once_key, act, viewer().id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None


def _form(found: SecondOpinion, work: BlindWork, *, sent: bool = False) -> JudgingForm:
    kind = ScoreForm if found.kind == "submission" else GradeForm
    form: JudgingForm = kind() if sent else kind(formdata=None)
    if isinstance(form, GradeForm):
        form.offer(grades_of(work.grade_ladder))
    return form


def _page(found: SecondOpinion, form: JudgingForm | None = None) -> str:
    is_open = may_give(viewer(), found)
    work = blind_work(found, viewer()) if is_open else None
    return render_template(
        "opinions/opinion.html",
        opinion=found,
        reason=plain(found.reason),
        comment=plain(found.comment or ""),
        work=work,
        ladder_words=" · ".join(f"{name} {least}+" for name, least in work.grade_ladder) if work else "",
        form=form or (_form(found, work) if work else None),
        box=giving_box(found.id),
    )
