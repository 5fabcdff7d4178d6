"""Announcements as lists, one by one, and who has read them."""

from app.announcements.queries.lists import PAGE, Line, announcements_for, own_announcements, waiting_for
from app.announcements.queries.one import Shown, get_announcement, get_changeable, versions_of
from app.announcements.queries.readers import (
    Class,
    Count,
    Reader,
    counted_by_classroom,
    counted_of,
    people_concerned,
    readers_in_classroom,
)
from app.announcements.queries.targets import Target, find_target, targets_of

__all__ = [
    "PAGE",
    "Class",
    "Count",
    "Line",
    "Reader",
    "Shown",
    "Target",
    "announcements_for",
    "counted_by_classroom",
    "counted_of",
    "find_target",
    "get_announcement",
    "get_changeable",
    "own_announcements",
    "people_concerned",
    "readers_in_classroom",
    "targets_of",
    "versions_of",
    "waiting_for",
]
