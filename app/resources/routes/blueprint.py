"""What the pages of resources share."""

from typing import Any

from flask import Blueprint, current_app

from app.classrooms.models import Training
from app.classrooms.policy import takes_part
from app.classrooms.queries import find_training_of
from app.foundation.access import viewer
from app.resources.kinds import KINDS, LICENCES, STAGES, labels
from app.resources.scores import mean_of

resources = Blueprint("resources", __name__, template_folder="../templates")
A_PERSONS_PACE = "20/minute"
A_BROWSERS_PACE = "60/minute"


def own_training() -> Training | None:
    """The training whose resources the viewer sees; None for somebody who takes part in none."""
    training = find_training_of(viewer())
    return training if training and takes_part(viewer(), training.id, training.place_code) else None


def limits() -> Any:
    """How many files, how large, how many resources a day: from the settings."""
    return current_app.extensions["settings"].resource_limits


@resources.app_template_filter("mean")
def mean(row: Any) -> str:
    """The mean of a resource's stars, with one decimal."""
    return mean_of(row.rating_count, row.rating_total)


@resources.context_processor
def words() -> dict[str, Any]:
    """The short lists in words."""
    return {"kinds": labels(KINDS), "stages": labels(STAGES), "licences": labels(LICENCES)}
