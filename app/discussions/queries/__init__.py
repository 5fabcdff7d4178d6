"""Reads of discussions, as plain rows of just what a page shows."""

from app.discussions.queries.boards import boards_of, get_board
from app.discussions.queries.posts import (
    find_first_unread,
    get_post,
    posts_of,
    posts_since,
    revisions_of,
)
from app.discussions.queries.rooms import get_salon
from app.discussions.queries.threads import (
    Filter,
    get_thread,
    questions_waiting,
    recent_threads,
    threads_in,
    threads_of_topic,
)
from app.discussions.queries.topics import find_topic

__all__ = [
    "Filter",
    "boards_of",
    "find_first_unread",
    "find_topic",
    "get_board",
    "get_post",
    "get_salon",
    "get_thread",
    "posts_of",
    "posts_since",
    "questions_waiting",
    "recent_threads",
    "revisions_of",
    "threads_in",
    "threads_of_topic",
]
