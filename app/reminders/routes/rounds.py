"""What became of a round: sent, waiting, left out; the phone list to work through, the text for the group."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.reminders.forms import ContactForm, NumbersForm, PostedForm
from app.reminders.operations import note_posted, show_numbers
from app.reminders.policy import may_chase, may_chase_anybody
from app.reminders.queries import standing_of
from app.reminders.queries.rounds import get_round, lines_of
from app.reminders.recipients import Channel
from app.reminders.routes.blueprint import A_PERSONS_PACE, reminders
from app.reminders.words import CHANNELS, OUTCOMES, REASONS, lacking_words


@reminders.get("/reminders/rounds/<int:round_id>")
@permitted(may_chase_anybody)
def show_round(round_id: int) -> ResponseReturnValue:
    return _page(round_id, NumbersForm(formdata=None), {})


@reminders.post("/reminders/rounds/<int:round_id>/numbers")
@permitted(may_chase_anybody)
@limiter.limit(A_PERSONS_PACE)
def numbers(round_id: int) -> ResponseReturnValue:
    """The call list with telephones in full, this once: the same form sent again shows none."""
    _made, classroom, _by = get_round(round_id, viewer())
    if not may_chase(viewer(), classroom):
        raise NotFound
    person_id, form, shown = viewer().id, NumbersForm(), dict[int, str]()
    if form.validate_on_submit():

        def act() -> str:
            shown.update(show_numbers(person_id, round_id))
            return "shown"

        if once(form.once_key, "show-call-numbers", person_id, act) and not shown:
            form.refuse(_("这些号码刚才已经显示过一次。还要看，请再按一次下面的按钮。"))
    return _page(round_id, form, shown), 200 if shown else 422


def _page(round_id: int, form: NumbersForm, shown: Mapping[int, str]) -> str:
    made, classroom, by = get_round(round_id, viewer())
    lines = lines_of(made.id)
    is_phone = made.channel == Channel.PHONE
    standing = standing_of(classroom, classroom.training, clock.now()) if is_phone else None
    learners = {learner.id: learner for learner in standing.learners} if standing else {}
    may_write = may_chase(viewer(), classroom)
    return render_template(
        "reminders/round.html", made=made, classroom=classroom, by=by, lines=lines, learners=learners,
        call=ContactForm(formdata=None) if is_phone and may_write else None,
        posted=PostedForm(formdata=None) if may_write else None, may_write=may_write, channels=CHANNELS, reasons=REASONS,
        outcomes=OUTCOMES, lacking_words=lacking_words, is_open=any(line.is_open for line in lines),
        numbers=shown, numbers_form=form,
        has_numbers=any(line.reason is None and line.person_id in learners and learners[line.person_id].phone for line in lines),
    )  # fmt: skip


@reminders.post("/reminders/rounds/<int:round_id>/posting")
@permitted(may_chase_anybody)
@limiter.limit(A_PERSONS_PACE)
def posting(round_id: int) -> ResponseReturnValue:
    """The text is in the group now."""
    made, classroom, _by = get_round(round_id, viewer())
    if not may_chase(viewer(), classroom):
        raise Forbidden
    form, here = PostedForm(), url_for("reminders.show_round", round_id=made.id)
    person_id = viewer().id

    def act() -> str:
        note_posted(person_id, round_id)
        return here

    if form.validate_on_submit():
        try:
            once(form.once_key, "posted-in-group", person_id, act)
        except Refused as refusal:
            flash(refusal.message, "warn")
        else:
            flash(_("记下了：群里说过了。"), "good")
    return redirect(here)
