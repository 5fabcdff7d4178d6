"""Telling people, and what they want to be told how."""

from app.notifications.operations.digests import choose_digest, end_digest, make_due_digests
from app.notifications.operations.telling import choose_groups, mark_read, tell, tell_all, untell, withdraw_unread

__all__ = [
    "choose_digest",
    "choose_groups",
    "end_digest",
    "make_due_digests",
    "mark_read",
    "tell",
    "tell_all",
    "untell",
    "withdraw_unread",
]
