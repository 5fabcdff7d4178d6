"""The door of the domain, and what its pages share."""

from typing import Any

from flask import Blueprint, session

from app.grading.forms import RatingForm
from app.grading.models import DeskKind
from app.grading.queries import Chosen, PostRating, first_unrated, work_url

grading = Blueprint("grading", __name__, template_folder="../templates")
A_PERSONS_PACE = "150/minute"  # by keys alone a tutor turns a work a second, and each is taken to the desk first
FILTER, TOPIC = "queue", "queue_topic"


def filter_chosen() -> Chosen:
    """What the tutor chose to go through on this device."""
    topic_id = session.get(TOPIC)
    if isinstance(topic_id, int):
        return Chosen(DeskKind.SUBMISSION, topic_id)
    only = session.get(FILTER)
    return Chosen(only if only in set(DeskKind) else None)


def keep_filter(chosen: Chosen) -> None:
    """Remember the choice with the sign-in, so that the next work is of the same kind or on the same topic."""
    for name, value in ((FILTER, chosen.only), (TOPIC, chosen.topic_id)):
        if value is not None:
            session[name] = value
        elif name in session:
            del session[name]


def work_named(asked: str) -> tuple[str, int] | None:
    """A work as the form of a page names it, such as `journal:12`."""
    kind, _mark, number = asked.partition(":")
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    return (kind, int(number)) if kind in set(DeskKind) and is_number else None


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
