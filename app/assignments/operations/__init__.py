"""Handing in, taking back, and what a grade makes of it; one submission for a learner and topic, whatever happens at once."""

from app.assignments.operations.handing_in import MOST_FILES, HandedIn, draft_box, hand_in_submission
from app.assignments.operations.settling import settle_submission, take_back_submission

__all__ = [
    "MOST_FILES",
    "HandedIn",
    "draft_box",
    "hand_in_submission",
    "settle_submission",
    "take_back_submission",
]
