"""In which classes a person is what, and questions that are worded once for all who are the same."""

from app.classrooms.memberships.held import (
    LEARNER,
    Membership,
    memberships_held_by,
    memberships_of,
    remember_memberships_of,
)
from app.classrooms.memberships.shapes import PersonalQuestion

__all__ = [
    "LEARNER",
    "Membership",
    "PersonalQuestion",
    "memberships_held_by",
    "memberships_of",
    "remember_memberships_of",
]
