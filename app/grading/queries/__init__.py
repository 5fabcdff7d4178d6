"""Reads of grading: what waits, what was said of a work, who has it on the desk."""

from app.grading.queries.claims import Holder, find_holder
from app.grading.queries.grades import grades_given, standing_grades, was_written_before
from app.grading.queries.lines import Line, first_unrated, queue_of, work_url
from app.grading.queries.ratings import PostRating, get_rating, thread_ratings
from app.grading.queries.said import Judgement, Said, judgement_of
from app.grading.queries.waiting import Pile, find_oldest_waiting, next_waiting, piles_of, still_waits, waiting_count

__all__ = [
    "Holder",
    "Judgement",
    "Line",
    "Pile",
    "PostRating",
    "Said",
    "find_holder",
    "find_oldest_waiting",
    "first_unrated",
    "get_rating",
    "grades_given",
    "judgement_of",
    "next_waiting",
    "piles_of",
    "queue_of",
    "standing_grades",
    "still_waits",
    "thread_ratings",
    "waiting_count",
    "was_written_before",
    "work_url",
]
