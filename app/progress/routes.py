"""One's own page: what is done, what is missing, the shortest way."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.classrooms.memberships import memberships_of
from app.classrooms.policy import learning_of
from app.foundation.access import signed_in, viewer
from app.progress.queries import overview_of
from app.study.queries import seconds_by_day

progress = Blueprint("progress", __name__, template_folder="templates")


@progress.route("/me")
@signed_in
def mine() -> ResponseReturnValue:
    held = learning_of(viewer())
    if held is None:
        return render_template("progress/staff.html", memberships=memberships_of(viewer()))
    overview = overview_of(viewer().id, held)
    days = seconds_by_day(viewer().id, held.training_id)
    return render_template("progress/learner.html", overview=overview, days=days)
