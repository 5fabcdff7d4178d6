"""Reads of grading: what waits, what was said of a work, who has it on the desk."""

from app.grading.queries.claims import Holder, find_holder
from app.grading.queries.grades import (
    earlier_comments,
    find_own_comment,
    find_withdrawn,
    get_own_grade,
    grades_given,
    said_before,
    standing_grades,
)
from app.grading.queries.lines import Line, first_unrated, queue_of, work_url
from app.grading.queries.piles import Pile, counts_by_kind, piles_of
from app.grading.queries.ratings import PostRating, get_rating, only_read, thread_ratings
from app.grading.queries.said import Judgement, Said, judgement_of
from app.grading.queries.waiting import (
    Chosen,
    Position,
    find_oldest_waiting,
    find_position,
    next_waiting,
    still_waits,
    waiting_count,
)

__all__ = [
    "Chosen",
    "Holder",
    "Judgement",
    "Line",
    "Pile",
    "Position",
    "PostRating",
    "Said",
    "counts_by_kind",
    "earlier_comments",
    "find_holder",
    "find_oldest_waiting",
    "find_own_comment",
    "find_position",
    "find_withdrawn",
    "first_unrated",
    "get_own_grade",
    "get_rating",
    "grades_given",
    "judgement_of",
    "next_waiting",
    "only_read",
    "piles_of",
    "queue_of",
    "said_before",
    "standing_grades",
    "still_waits",
    "thread_ratings",
    "waiting_count",
    "work_url",
]
