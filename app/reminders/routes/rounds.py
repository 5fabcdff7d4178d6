"""What became of a round: sent, waiting, left out; the phone list to work through, the text for the group."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.errors import Forbidden, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.reminders.forms import ContactForm, PostedForm
from app.reminders.operations import note_posted
from app.reminders.policy import may_chase, may_chase_anybody
from app.reminders.queries import standing_of
from app.reminders.queries.rounds import get_round, lines_of
from app.reminders.recipients import Channel
from app.reminders.routes.blueprint import A_PERSONS_PACE, reminders
from app.reminders.words import CHANNELS, OUTCOMES, REASONS, lacking_words


@reminders.get("/reminders/rounds/<int:round_id>")
@permitted(may_chase_anybody)
def show_round(round_id: int) -> ResponseReturnValue:
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
