"""What a learner was reminded of and praised for, and whether such words come by e-mail."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.queries import find_training_of
from app.foundation.access import signed_in, viewer
from app.foundation.clock import SHANGHAI
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.reminders.forms import LettersForm
from app.reminders.operations import accept_letters
from app.reminders.queries.contacts import received_by, refuses_letters
from app.reminders.routes.blueprint import A_PERSONS_PACE, reminders
from app.reminders.words import CHANNELS


@reminders.get("/me/reminders")
@signed_in
def mine() -> ResponseReturnValue:
    training = find_training_of(viewer())
    return render_template(
        "reminders/mine.html", received=received_by(viewer().id), refuses=refuses_letters(viewer().id),
        letters=LettersForm(formdata=None), zone=training.time_zone if training else SHANGHAI, channels=CHANNELS,
    )  # fmt: skip


@reminders.post("/me/reminders/letters")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def letters() -> ResponseReturnValue:
    """Have reminders by e-mail again."""
    form, person_id, here = LettersForm(), viewer().id, url_for("reminders.mine")

    def act() -> str:
        accept_letters(person_id)
        return here

    if form.validate_on_submit():
        once(form.once_key, "accept-letters", person_id, act)
        flash(_("以后的提醒也会发到您的邮箱。"), "good")
    return redirect(here)
