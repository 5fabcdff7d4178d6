"""Correcting a closed week."""

from functools import partial

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from app.foundation.access import permitted, viewer
from app.foundation.clock import Week
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.rankings.forms import CorrectionForm
from app.rankings.operations import correct_week
from app.rankings.policy import may_correct_week
from app.rankings.routes.blueprint import asked_standings, rankings
from app.rankings.routes.weeks import show_week


@rankings.post("/honours/<week>/revisions")
@limiter.limit("10/minute")
@permitted(may_correct_week)
def correct(week: str) -> ResponseReturnValue:
    """Count the week again as a new revision, with the reason."""
    training, parsed, standings = asked_standings(week)
    form = CorrectionForm()
    if form.validate_on_submit():
        try:
            act = partial(_correct, training.id, parsed, viewer().id, form.reason.data or "")
            return redirect(once(form.once_key, f"correct {week}", viewer().id, act))
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
    return show_week(training, parsed, standings, None, form), 422


def _correct(training_id: int, week: Week, person_id: int, reason: str) -> str:
    correct_week(training_id, week, person_id, reason)
    return url_for("rankings.week", week=week)
