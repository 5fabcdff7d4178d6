"""The pages of grading: the queue, and one piece of work of each kind."""

from app.grading.routes import journals, posts, queue, submissions, withdrawals
from app.grading.routes.blueprint import grading

__all__ = ["grading", "journals", "posts", "queue", "submissions", "withdrawals"]
