"""Objecting to a row of a closed week, the list of objections, one objection with its answers."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.foundation.access import signed_in, viewer
from app.foundation.clock import Week
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.objections.forms import FIGURE_NAMES, DecisionForm, ObjectionForm, RemarkForm
from app.objections.models import Objection
from app.objections.operations import (
    answer_box,
    objection_box,
    raise_objection,
    reject_objection,
    remark_on_objection,
    uphold_objection,
    withdraw_objection,
)
from app.objections.policy import may_decide, may_object, may_remark
from app.objections.queries.objections import (
    answers_to,
    get_listed,
    get_objection,
    objections_to_answer,
    own_objections,
)
from app.objections.queries.periods import period_of
from app.rankings.models import BoardKind
from app.rankings.policy import may_read_reasons
from app.rankings.queries.closed_weeks import revisions_of
from app.rankings.queries.names import named
from app.rankings.queries.standings import Frozen
from app.rankings.scoring.rows import Row

objections = Blueprint("objections", __name__, template_folder="templates")
A_PERSONS_PACE = "20/minute"
MOST_DIGITS = 18


@objections.route("/honours/<week>/objections/new", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new(week: str) -> ResponseReturnValue:
    """Object to one row: the asked one, else one's own."""
    training, parsed, standings = _asked(week)
    person_id = viewer().id
    if not may_object(viewer(), training.id):
        raise Forbidden
    form = ObjectionForm(board=request.args.get("board", ""), subject=request.args.get("subject", ""))
    row = _asked_row(standings, form)
    period = period_of(training, standings.revisions)
    if row is not None and form.validate_on_submit():

        def act() -> str:
            raised = raise_objection(
                person_id, training.id, parsed, row.board, row.subject_id, form.figure.data, form.reason.data or ""
            )
            return url_for("objections.show", objection_id=raised.id)

        target = _done(form, "object", act)
        if target:
            flash(_("异议已经提交，有了答复会告诉您。"), "good")
            return redirect(target)
    box = objection_box(week, row.board, row.subject_id) if row else None
    page = render_template(
        "objections/new.html", form=form, row=row, name=_name_of(row), week=parsed, number=training.number_of(parsed),
        period=period, training=training, box=box, is_own=row is not None and row.subject_id == person_id,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@objections.get("/objections")
@signed_in
def listed() -> str:
    """One's own objections, and those on which one has a say."""
    training = find_training_of(viewer())
    return render_template(
        "objections/list.html", mine=own_objections(viewer()), to_answer=objections_to_answer(viewer()),
        figures=FIGURE_NAMES, training=training, week_of=Week.parse,
    )  # fmt: skip


@objections.get("/objections/<int:objection_id>")
@signed_in
def show(objection_id: int) -> str:
    """One objection, for who raised it and those who answer."""
    return _page(get_objection(objection_id, viewer()))


@objections.post("/objections/<int:objection_id>/remarks")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def remark(objection_id: int) -> ResponseReturnValue:
    """The class tutor's first word."""
    objection, person_id, form = _permitted(objection_id, may_remark), viewer().id, RemarkForm()
    return _answered(
        objection, form, "remark", lambda: remark_on_objection(person_id, objection_id, form.text.data or "")
    )


@objections.post("/objections/<int:objection_id>/answers")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def decide(objection_id: int) -> ResponseReturnValue:
    """The project team's decision; upholding counts the week again."""
    objection, person_id, form = _permitted(objection_id, may_decide), viewer().id, DecisionForm()

    def act() -> Any:
        text = form.text.data or ""
        if form.verdict.data == "upheld":
            return uphold_objection(person_id, objection_id, text, form.public_reason.data or "")
        return reject_objection(person_id, objection_id, text)

    return _answered(objection, form, "decide", act)


@objections.post("/objections/<int:objection_id>/withdrawal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def withdraw(objection_id: int) -> ResponseReturnValue:
    """Take one's own objection back."""
    objection = get_objection(objection_id, viewer())
    if objection.raised_by_id != viewer().id:
        raise Forbidden
    try:
        withdraw_objection(viewer().id, objection_id)
    except Refused as refusal:
        flash(refusal.message, "warn")
    else:
        flash(_("异议已经撤回。"), "good")
    return redirect(url_for("objections.show", objection_id=objection_id))


def _asked(name: str) -> tuple[Training, Week, Frozen]:
    """The viewer's training and a closed week of it."""
    training = find_training_of(viewer())
    try:
        week = Week.parse(name)
    except ValueError as fault:
        raise NotFound from fault
    revisions = revisions_of(training.id, week) if training else []
    if training is None or not revisions:
        raise NotFound
    return training, week, Frozen(revisions[0], revisions)


def _asked_row(standings: Frozen, form: ObjectionForm) -> Row | None:
    """The row that the form names; without a name one's own, on whichever board it stands."""
    asked, subject = form.board.data, form.subject.data or ""
    if asked:
        is_number = subject.isascii() and subject.isdecimal() and len(subject) <= MOST_DIGITS
        row = standings.find(asked, int(subject)) if is_number and asked in list(BoardKind) else None
        return row if row is not None and _is_listed(standings, row) else abort(404)
    boards = (BoardKind.LEARNERS, BoardKind.TUTORS, BoardKind.CLASS_ADMINISTRATORS)
    found = (standings.find(board, viewer().id) for board in boards)
    row = next((row for row in found if row is not None), None)
    if row is not None:
        form.board.data, form.subject.data = row.board, str(row.subject_id)
    return row


def _is_listed(standings: Frozen, row: Row) -> bool:
    """Whether the viewer reads this row on the board: the places of the last are nobody's business here either."""
    return row.board == BoardKind.CLASSROOMS or may_read_reasons(viewer(), row, standings.count(row.board))


def _name_of(row: Row | None) -> str:
    people, rooms = named([row]) if row else ({}, {})
    if row is None:
        return ""
    return rooms[row.subject_id].name if row.board == BoardKind.CLASSROOMS else people[row.subject_id].name


def _permitted(objection_id: int, rule: Callable[[Any, Objection], bool]) -> Objection:
    objection = get_objection(objection_id, viewer())
    if not rule(viewer(), objection):
        raise Forbidden
    return objection


def _answered(
    objection: Objection, form: RemarkForm | DecisionForm, name: str, act: Callable[[], Any]
) -> ResponseReturnValue:
    here = url_for("objections.show", objection_id=objection.id)

    def work() -> str:
        act()
        return here

    if form.validate_on_submit():
        target = _done(form, name, work)
        if target:
            flash(_("答复已经发给提出人。"), "good")
            return redirect(target)
    return _page(get_objection(objection.id, viewer()), form), 422


def _done(form: Any, name: str, act: Callable[[], str]) -> str | None:
    try:
        return once(form.once_key, name, viewer().id, act)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None


def _page(objection: Objection, sent: RemarkForm | DecisionForm | None = None) -> str:
    person = viewer()
    one, answers = get_listed(objection), answers_to(objection.id)
    has_remark = any(not answer.is_final for answer in answers)
    training = find_training_of(person)
    decides = one.is_waiting and may_decide(person, objection)
    remarks = one.is_waiting and not decides and not has_remark and may_remark(person, objection)
    return render_template(
        "objections/objection.html",
        one=one,
        objection=objection,
        answers=answers,
        training=training,
        week=Week.parse(one.week),
        figure=FIGURE_NAMES[one.figure],
        is_own=objection.raised_by_id == person.id,
        remark=(sent if isinstance(sent, RemarkForm) else RemarkForm()) if remarks else None,
        decision=(sent if isinstance(sent, DecisionForm) else DecisionForm()) if decides else None,
        box=answer_box(objection.id),
    )
