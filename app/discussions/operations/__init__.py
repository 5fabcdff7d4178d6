"""Acts of discussions: writing, tidying, reading, liking, marking, opening boards."""

from app.discussions.operations.attaching import PostFile
from app.discussions.operations.boards import open_boards
from app.discussions.operations.counters import rebuild_thread
from app.discussions.operations.liking import like_post, take_back_like
from app.discussions.operations.marks import lift_mark, mark_thread, move_thread
from app.discussions.operations.reading import mark_read
from app.discussions.operations.tidying import edit_post, hide_post, mark_post_rated, restore_post
from app.discussions.operations.writing import reply, start_thread

__all__ = [
    "PostFile",
    "edit_post",
    "hide_post",
    "lift_mark",
    "like_post",
    "mark_post_rated",
    "mark_read",
    "mark_thread",
    "move_thread",
    "open_boards",
    "rebuild_thread",
    "reply",
    "restore_post",
    "start_thread",
    "take_back_like",
]
