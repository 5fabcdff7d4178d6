"""The door of the domain, and what its pages share."""

from typing import Any

from flask import Blueprint, session

from app.grading.forms import RatingForm
from app.grading.models import DeskKind
from app.grading.queries import PostRating, first_unrated, work_url

grading = Blueprint("grading", __name__, template_folder="../templates")
A_PERSONS_PACE = "60/minute"
FILTER = "queue"


def filter_chosen() -> str | None:
    """The kind of work that the tutor chose to go through on this device; None is all of them."""
    chosen = session.get(FILTER)
    return chosen if chosen in set(DeskKind) else None


def keep_filter(only: str | None) -> None:
    """Remember the choice with the sign-in, so that the next work is of the same kind."""
    if only is not None:
        session[FILTER] = only
    elif FILTER in session:
        del session[FILTER]


def address_of(work: tuple[str, int], person_id: int) -> str:
    """Where a work that was taken to the desk is judged."""
    kind, work_id = work
    number = first_unrated(work_id, person_id) if kind == DeskKind.THREAD else None
    return work_url(kind, work_id, number or 1)


@grading.app_context_processor
def rating_forms() -> dict[str, Any]:
    """A form for each post of a thread that waits for its rating."""
    return {"rating_form": _rating_form}


def _rating_form(rating: PostRating) -> RatingForm:
    form = RatingForm(formdata=None)
    form.offer(rating.grades)
    form.stand_before(rating.version_number, rating.grade_id)
    return form
