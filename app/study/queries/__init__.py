"""Reading study time: sums, stretches, whose they are, and what waits to be entered."""

from app.study.queries.learners import Learner, get_learner
from app.study.queries.minutes import (
    Reading,
    minutes_of,
    seconds_by_day,
    section_progress_of,
    study_minutes_by_person,
)
from app.study.queries.sightings import hints_between
from app.study.queries.spans import Place, spans_between

__all__ = [
    "Learner",
    "Place",
    "Reading",
    "get_learner",
    "hints_between",
    "minutes_of",
    "seconds_by_day",
    "section_progress_of",
    "spans_between",
    "study_minutes_by_person",
]
