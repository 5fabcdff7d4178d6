"""A tutor's mirror, which nobody else is shown."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.classrooms.policy import is_tutor
from app.classrooms.queries import find_training_of
from app.classrooms.scheme import grades_of
from app.desk.mirror import repeats_in, weeks_seen
from app.desk.queries import given_by
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound

desk = Blueprint("desk", __name__, template_folder="templates")


@desk.get("/grading/mirror")
@permitted(is_tutor)
def mirror() -> ResponseReturnValue:
    """How one's own grading went, week by week."""
    training, given = find_training_of(viewer()), given_by(viewer())
    if training is None:
        raise NotFound
    weeks = weeks_seen(given, grades_of(training.grade_ladder), training.time_zone)
    return render_template("desk/mirror.html", weeks=weeks, repeats=repeats_in(given), training=training)
