"""Who lacks what and how it presses, what was said to whom, and who came back."""

from app.reminders.queries.returns import Returns, brought_back_by, returns_of, returns_of_classrooms
from app.reminders.queries.rules import rules_of
from app.reminders.queries.standing import Learner, Standing, standing_of

__all__ = [
    "Learner", "Returns", "Standing", "brought_back_by", "returns_of", "returns_of_classrooms", "rules_of",
    "standing_of",
]  # fmt: skip
