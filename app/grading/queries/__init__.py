"""Reads of grading: what waits, what was said of a work, who has it on the desk."""

from app.grading.queries.grades import grades_given, standing_grades, was_written_before
from app.grading.queries.waiting import Pile, find_oldest_waiting, piles_of, waiting_count

__all__ = [
    "Pile",
    "find_oldest_waiting",
    "grades_given",
    "piles_of",
    "standing_grades",
    "waiting_count",
    "was_written_before",
]
