"""Contesting a stretch, what waits for an answer, one contest, and the note that a hint was talked over."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Training
from app.classrooms.policy import is_learner
from app.classrooms.queries import find_training_of
from app.contests.forms import AnswerForm, ContestForm, prefilled
from app.contests.operations import answer_box, answer_contest, contest_box, contest_stretch, note_talk
from app.contests.policy import looks_after_learners, may_answer_contest
from app.contests.queries import Contest, contests_for, get_contest, hints_for, open_contest_count
from app.courses.course import TITLE_OF
from app.courses.queries import topics_in_order
from app.drafts.queries import offer_drafts
from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.study.ledger import LATEST_MOMENT, instant_of
from app.study.patterns import Pattern
from app.study.queries import get_learner
from app.study.wording import hint_words

contests = Blueprint("contests", __name__, template_folder="templates")
A_PERSONS_PACE = "20/minute"


@contests.app_context_processor
def waiting_contests() -> dict[str, object]:
    """For the pages of those who answer: how many contests wait, asked only where it is shown."""
    return {"open_contests": lambda: open_contest_count(viewer())}


@contests.route("/me/study-time/contests/new", methods=["GET", "POST"])
@permitted(is_learner)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new() -> ResponseReturnValue:
    """Say that a stretch was read though it did not count."""
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    offer = offer_drafts(viewer().id, contest_box(), request.args.get("draft", ""))
    form = ContestForm(data=_asked(training) | {"reason": offer.text})
    form.offer([(topic.id, topic.title) for topic in topics_in_order()])
    if form.validate_on_submit():
        target = _contested(form, training)
        if target:
            return redirect(target)
    page = render_template("contests/new.html", form=form, box=contest_box(), offer=offer, training=training)
    return page, 422 if form.was_sent else 200


@contests.get("/study-time/contests")
@permitted(looks_after_learners)
def waiting() -> str:
    """What learners of the viewer's classes contest, what was answered, and what one may ask them about."""
    training = find_training_of(viewer())
    return render_template(
        "contests/waiting.html",
        contests=contests_for(viewer()),
        titles=TITLE_OF,
        hints=hints_for(viewer(), training) if training else [],
        hint_words=hint_words(),
        training=training,
    )


@contests.get("/study-time/contests/<int:contest_id>")
@signed_in
def contest(contest_id: int) -> str:
    """One contest, for the learner and for those who answer it."""
    return _page(get_contest(contest_id, viewer()))


@contests.post("/study-time/contests/<int:contest_id>/answer")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def answer(contest_id: int) -> ResponseReturnValue:
    """Accept or decline, by the button that was pressed, with words."""
    found = get_contest(contest_id, viewer())
    if not may_answer_contest(viewer(), found.person_id, found.classroom_id):
        raise Forbidden
    form, person_id = AnswerForm(), viewer().id
    if form.validate_on_submit():
        words, accept = form.words.data or "", request.form.get("decision") == "accept"
        try:
            once(
                form.once_key, "answer-contest", person_id, lambda: _answered(found.id, person_id, words, accept=accept)
            )
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("答复好了，学员会看到。"))
            return redirect(url_for("contests.waiting"))
    return _page(get_contest(contest_id, viewer()), form), 422


@contests.post("/classrooms/<code>/learners/<int:person_id>/study-time/talks")
@permitted(looks_after_learners)
@limiter.limit(A_PERSONS_PACE)
def talks(code: str, person_id: int) -> ResponseReturnValue:
    """Note that a hint was talked over with the learner."""
    learner = get_learner(code, person_id, viewer())
    try:
        day, pattern = date.fromisoformat(request.form.get("day", "")), Pattern(request.form.get("pattern", ""))
    except ValueError as fault:
        raise Refused(_("这个请求缺了内容，请刷新页面再试。")) from fault
    note_talk(person_id, learner.training_id, day, pattern, viewer().id)
    flash(_("记下了：已经谈过。"))
    return redirect(
        url_for("study.study_time_of_learner", code=code, person_id=person_id, week=request.form.get("week"))
    )


def _contested(form: ContestForm, training: Training) -> str | None:
    """Contest what the form says; None where it has to be shown again."""
    person_id = viewer().id

    def work() -> str:
        stretch = form.stretch(training.time_zone)
        words = form.reason.data or ""
        return (
            f"/study-time/contests/{contest_stretch(person_id, form.topic.data, form.section.data, *stretch, words).id}"
        )

    try:
        target = once(form.once_key, "contest-stretch", person_id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    flash(_("提交了。辅导教师或班级管理员答复以后，这里会写明。"))
    return target


def _answered(contest_id: int, person_id: int, words: str, *, accept: bool) -> str:
    answer_contest(contest_id, person_id, words, accept=accept)
    return str(contest_id)


def _asked(training: Training) -> dict[str, object]:
    """The line of the ledger from which somebody came, if it is one."""
    numbers = [request.args.get(name, "", type=str) for name in ("from", "until", "topic")]
    if not all(text.isascii() and text.isdecimal() and len(text) <= 12 for text in numbers):
        return {}
    began, ended, topic_id = map(int, numbers)
    if max(began, ended) > LATEST_MOMENT:
        return {}
    first, last = (instant_of(moment).astimezone(ZoneInfo(training.time_zone)) for moment in (began, ended))
    return prefilled(first, last, topic_id, request.args.get("section", ""))


def _page(found: Contest, form: AnswerForm | None = None) -> str:
    is_answerer = found.is_open and may_answer_contest(viewer(), found.person_id, found.classroom_id)
    return render_template(
        "contests/contest.html",
        contest=found,
        form=form or AnswerForm(formdata=None),
        box=answer_box(found.id),
        is_answerer=is_answerer,
        is_own=found.person_id == viewer().id,
        titles=TITLE_OF,
        week=_week_of(found),
    )


def _week_of(found: Contest) -> str:
    local: datetime = found.started_at.astimezone(UTC).astimezone(ZoneInfo(found.time_zone))
    year, number, _day = local.isocalendar()
    return f"{year:04d}-W{number:02d}"
