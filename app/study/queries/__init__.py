"""Reading study time: sums, stretches, whose they are, and what waits to be entered."""

from app.study.queries.learners import Learner, get_learner, learners_among
from app.study.queries.minutes import (
    Reading,
    minutes_of,
    seconds_by_day,
    section_progress_of,
    study_minutes_by_person,
)
from app.study.queries.sightings import hints_between, hints_of_classes
from app.study.queries.spans import Place, spans_between

__all__ = [
    "Learner",
    "Place",
    "Reading",
    "get_learner",
    "hints_between",
    "hints_of_classes",
    "learners_among",
    "minutes_of",
    "seconds_by_day",
    "section_progress_of",
    "spans_between",
    "study_minutes_by_person",
]
