"""Acts of grading: judging works of three kinds, giving back, answering, and keeping to one's own desk."""

from app.grading.operations.answering import LONGEST_ANSWER, answer_box, answer_grade
from app.grading.operations.claims import claim_ahead, claim_next, claim_work, release_claim, skip_work
from app.grading.operations.grading import (
    LONGEST_COMMENT,
    Given,
    draft_box,
    grade_journal,
    grade_submission,
    let_stand,
    rate_post,
)
from app.grading.operations.returning import return_box, return_submission
from app.grading.operations.withdrawing import take_back_grade

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_COMMENT",
    "Given",
    "answer_box",
    "answer_grade",
    "claim_ahead",
    "claim_next",
    "claim_work",
    "draft_box",
    "grade_journal",
    "grade_submission",
    "let_stand",
    "rate_post",
    "release_claim",
    "return_box",
    "return_submission",
    "skip_work",
    "take_back_grade",
]
