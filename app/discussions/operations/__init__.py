"""Acts of discussions: writing, tidying, reading, opening boards."""

from app.discussions.operations.boards import open_boards
from app.discussions.operations.counters import rebuild_thread
from app.discussions.operations.reading import mark_read
from app.discussions.operations.tidying import edit_post, hide_post, mark_post_rated
from app.discussions.operations.writing import reply, start_thread

__all__ = [
    "edit_post",
    "hide_post",
    "mark_post_rated",
    "mark_read",
    "open_boards",
    "rebuild_thread",
    "reply",
    "start_thread",
]
