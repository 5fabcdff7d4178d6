"""Trying out other rules on a week, publishing them, and the history that everybody reads."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.foundation import clock
from app.foundation.access import permitted, public, viewer
from app.foundation.clock import Week
from app.foundation.errors import NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.rankings.queries.closed_weeks import closed_weeks_of, is_in_calendar
from app.rankings.queries.names import named
from app.rankings.queries.points_tables import rules_of
from app.rankings.queries.standings import standings_of
from app.rankings.rules import Rules
from app.rulebook.comparison import Comparison
from app.rulebook.forms import form_of, label_of
from app.rulebook.kinds import KINDS
from app.rulebook.operations import publish_rules
from app.rulebook.policy import may_publish_rules
from app.rulebook.queries import versions_of, what_if

rulebook = Blueprint("rulebook", __name__, template_folder="templates")
A_PERSONS_PACE = "20/minute"


@rulebook.route("/honours/what-if", methods=["GET", "POST"])
@permitted(may_publish_rules)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def try_out() -> ResponseReturnValue:
    """Change the table, and see who would have won; nothing is written."""
    training, weeks = _training()
    week = _asked_week(weeks)
    form = form_of(rules_of(training.id, _coming(training)))
    found: dict[str, Comparison] = {}
    if form.validate_on_submit():
        found = what_if(training, week, standings_of(training, week), Rules.read(0, form.table))
    return _page(training, weeks, week, form, found), 422 if form.was_sent and not found else 200


@rulebook.post("/honours/rules/versions")
@permitted(may_publish_rules)
@limiter.limit(A_PERSONS_PACE)
def publish() -> ResponseReturnValue:
    """Publish the table from next week on."""
    training, weeks = _training()
    form, person_id = form_of(rules_of(training.id, _coming(training))), viewer().id
    if form.validate_on_submit():
        act = partial(_publish, person_id, training.id, form.table, form.reason.data or "")
        try:
            target = once(form.once_key, "publish rules", person_id, act)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("新规则已经发布，从下一周起计分。"), "good")
            return redirect(target)
    return _page(training, weeks, _asked_week(weeks), form, {}), 422


@rulebook.get("/honours/rules/versions")
@public
def history() -> str:
    """Which rules counted from when on, what changed, and why."""
    training = find_training_of(viewer())
    versions = versions_of(training.id) if training else []
    return render_template(
        "rulebook/history.html", versions=versions, training=training, label_of=label_of,
        may_publish=viewer() is not None and may_publish_rules(viewer()),
    )  # fmt: skip


def _publish(person_id: int, training_id: int, table: dict[str, Any], reason: str) -> str:
    publish_rules(person_id, training_id, table, reason)
    return url_for("rulebook.history")


def _training() -> tuple[Training, list[Week]]:
    """The training and the weeks that can be looked at: the running one and those that are closed."""
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    running = training.week_of(clock.now())
    weeks = [running] if is_in_calendar(training, running) else []
    weeks += [week for week in closed_weeks_of(training.id) if week not in weeks]
    if not weeks:
        raise NotFound
    return training, weeks


def _asked_week(weeks: list[Week]) -> Week:
    """The named week; without a name the newest closed one, for it is done."""
    asked = request.values.get("week", "")
    return next((week for week in weeks if str(week) == asked), weeks[1] if len(weeks) > 1 else weeks[0])


def _coming(training: Training) -> Week:
    return training.week_of(clock.now()).next()


def _page(training: Training, weeks: list[Week], week: Week, form: Any, found: dict[str, Comparison]) -> str:
    rows = [row for one in found.values() for row in (*one.before, *one.after, *(move.after for move in one.movers))]
    people, rooms = named(rows)
    return render_template(
        "rulebook/what_if.html",
        training=training,
        weeks=[(one, training.number_of(one)) for one in weeks],
        week=week,
        form=form,
        found=found,
        people=people,
        rooms=rooms,
        kinds=KINDS,
        now_rules=rules_of(training.id, week),
    )
