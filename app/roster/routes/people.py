"""One learner: seats since when, numbers masked, what was done; transfer, departure, return, merged accounts."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound
from app.foundation.limits import limiter
from app.people.models import Person
from app.roster.forms import ConfirmForm, KeepForm, MergeForm, SeatForm
from app.roster.operations.merging import merge_accounts
from app.roster.operations.showing import note_showing
from app.roster.operations.single import let_learner_go, take_learner_back, transfer_learner
from app.roster.policy import may_unmask, runs_rosters
from app.roster.queries.acts import acts_about
from app.roster.queries.classes import other_classes
from app.roster.queries.people import (
    find_learner,
    get_learner,
    merges_of,
    namesakes,
    numbers_of,
    seats_of,
    work_counts,
)
from app.roster.routes.blueprint import A_PERSONS_PACE, done, roster
from app.roster.wording import ACTS


@roster.get("/roster/people/<int:person_id>")
@permitted(runs_rosters)
def person(person_id: int) -> ResponseReturnValue:
    return _card(get_learner(person_id, viewer()))


@roster.post("/roster/people/<int:person_id>/numbers")
@permitted(may_unmask)
@limiter.limit(A_PERSONS_PACE)
def numbers(person_id: int) -> ResponseReturnValue:
    """The numbers in full, this once; that somebody looked is written down first."""
    get_learner(person_id, viewer())
    by_id, form = viewer().id, ConfirmForm()
    if not form.validate_on_submit():
        return _card(get_learner(person_id, viewer())), 422

    def work() -> str:
        note_showing(by_id, person_id)
        return "shown"

    done(form, "show-numbers", work)
    return _card(get_learner(person_id, viewer()), in_full=True)


@roster.route("/roster/people/<int:person_id>/transfer", methods=["GET", "POST"])
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def transfer(person_id: int) -> ResponseReturnValue:
    form = SeatForm()
    return _seat_act(person_id, "transfer", form, lambda by: transfer_learner(by, person_id, form.classroom.data or ""))


@roster.route("/roster/people/<int:person_id>/return", methods=["GET", "POST"])
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def take_back(person_id: int) -> ResponseReturnValue:
    form = SeatForm()
    return _seat_act(person_id, "return", form, lambda by: take_learner_back(by, person_id, form.classroom.data or ""))


@roster.route("/roster/people/<int:person_id>/departure", methods=["GET", "POST"])
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def depart(person_id: int) -> ResponseReturnValue:
    return _seat_act(person_id, "departure", ConfirmForm(), lambda by: let_learner_go(by, person_id))


@roster.route("/roster/people/<int:person_id>/merge", methods=["GET", "POST"])
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def merge(person_id: int) -> ResponseReturnValue:
    """Which other account, then both side by side; the one that stays is chosen last."""
    learner, by_id = get_learner(person_id, viewer()), viewer().id
    lookup = MergeForm(formdata=None, other=request.args.get("other", ""))
    form = KeepForm()
    other = find_learner(form.other.data or request.args.get("other", ""), viewer())
    if other is None or other.id == learner.id:
        if request.args.get("other") or form.was_sent:
            lookup.refuse(_("没有找到这个账号，或者它就是这一个。"), "other")
        return _merge_page(learner, lookup, None, None, status=422 if form.was_sent else 200)
    form.other.data = other.account
    both = {learner.id: learner, other.id: other}
    form.keep.choices = [SelectChoice(str(one.id), one.account) for one in both.values()]
    if form.validate_on_submit():
        kept = int(form.keep.data)
        former = next(number for number in both if number != kept)

        def work() -> str:
            merge_accounts(by_id, kept, former)
            return url_for("roster.person", person_id=kept)

        target = done(form, "merge-accounts", work)
        if target:
            flash(_("合并好了：另一个账号不能再登录，两边的作品都留在原处。"), "good")
            return redirect(target)
    if form.was_sent:  # the act that failed took what had been read
        learner, other = get_learner(person_id, viewer()), find_learner(form.other.data, viewer())
    return _merge_page(learner, lookup, form, other, status=422 if form.was_sent else 200)


def _seat_act(person_id: int, kind: str, form: Any, act: Callable[[int], int]) -> ResponseReturnValue:
    """What will happen, in words; then it happens, once."""
    get_learner(person_id, viewer())
    by_id, seats = viewer().id, seats_of(person_id)
    seat = next((one for one in seats if one.until is None), None)
    if (seat is None) != (kind == "return"):
        raise NotFound
    if "classroom" in form:
        rooms = other_classes(viewer(), seats[0].training_id, seat.classroom_id if seat else None)
        form.classroom.choices = [SelectChoice(code, f"{name}（{code}）") for code, name in rooms]
        if not form.was_sent and seats and seat is None:
            form.classroom.data = seats[0].code
    if form.validate_on_submit():

        def work() -> str:
            act(by_id)
            return url_for("roster.person", person_id=person_id)

        target = done(form, f"roster-{kind}", work)
        if target:
            flash(_("办好了。要反悔，可以在下面的记录里撤销。"), "good")
            return redirect(target)
    page = render_template(
        "roster/seat.html", learner=get_learner(person_id, viewer()), kind=kind, form=form, seat=seat, acts=ACTS,
        works=work_counts([person_id])[person_id],
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


def _merge_page(
    learner: Person, lookup: MergeForm, form: KeepForm | None, other: Person | None, *, status: int
) -> ResponseReturnValue:
    ids = [learner.id, *([other.id] if other else [])]
    seats = {seat.person_id: seat for seat in seats_of(*ids) if seat.until is None}
    page = render_template(
        "roster/merge.html", learner=learner, lookup=lookup, form=form, other=other, seats=seats, works=work_counts(ids),
        near=[] if other else namesakes(learner, viewer()),
    )  # fmt: skip
    return page, status


def _card(learner: Person, *, in_full: bool = False) -> str:
    seats = seats_of(learner.id)
    return render_template(
        "roster/person.html", learner=learner, seats=seats, seat=next((one for one in seats if one.until is None), None),
        numbers=numbers_of(learner.id, in_full=in_full), in_full=in_full, may_unmask=may_unmask(viewer()),
        form=ConfirmForm(), log=acts_about(learner.id), former=merges_of(learner.id), acts=ACTS,
        works=work_counts([learner.id])[learner.id],
    )  # fmt: skip
