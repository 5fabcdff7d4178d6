"""What a person was told, and what the things are called that it is about."""

from app.notifications.queries.counting import unread_count
from app.notifications.queries.digests import digest_lines, due_digest_count, find_digest_wish
from app.notifications.queries.lines import PAGE, Line, choices_of, get_line, lines_of, silencing

__all__ = [
    "PAGE", "Line", "choices_of", "digest_lines", "due_digest_count", "find_digest_wish", "get_line", "lines_of",
    "silencing", "unread_count",
]  # fmt: skip
