"""How the people of a training are reminded, set by the project team."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.reminders.forms import RulesForm
from app.reminders.operations import set_reminder_rules
from app.reminders.policy import may_set_reminder_rules, sets_reminder_rules
from app.reminders.queries import rules_of
from app.reminders.routes.blueprint import A_PERSONS_PACE, reminders


@reminders.route("/reminders/rules", methods=["GET", "POST"])
@permitted(sets_reminder_rules)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def rules() -> ResponseReturnValue:
    training, person_id = _training(), viewer().id
    form = RulesForm(obj=rules_of(training.id))
    if form.validate_on_submit():
        here = url_for("reminders.rules")

        def act() -> str:
            set_reminder_rules(person_id, training.id, form.rules())
            return here

        try:
            target = once(form.once_key, "set-reminder-rules", person_id, act)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("记住了，从现在起照这样提醒。"), "good")
            return redirect(target)
    return render_template("reminders/rules.html", form=form, training=training), 422 if form.was_sent else 200


def _training() -> Training:
    training = find_training_of(viewer())
    if training is None or not may_set_reminder_rules(viewer(), training):
        raise NotFound
    return training
