"""Bulletins that are read, their archive, what is being written, and what readers say."""

from app.bulletins.queries.archive import (
    Chosen,
    Line,
    Week,
    archive,
    board_of,
    cities_with_classes,
    classroom_weeks,
    newest_in,
    newest_of,
    opened_week,
)
from app.bulletins.queries.drafts import (
    DraftShown,
    find_draft,
    get_draft,
    issue_of,
    learners_ever_in,
    state_of_week,
)
from app.bulletins.queries.pictures import Download, get_picture, pictures_by_id
from app.bulletins.queries.reading import (
    BulletinShown,
    comments_of,
    find_bulletin,
    get_bulletin,
    get_version,
    named_in,
    versions_of,
)

__all__ = [
    "BulletinShown", "Chosen", "Download", "DraftShown", "Line", "Week", "archive", "board_of", "cities_with_classes", "classroom_weeks", "comments_of",
    "find_bulletin", "find_draft", "get_bulletin", "get_draft", "get_picture", "get_version", "issue_of",
    "learners_ever_in", "named_in", "newest_in", "newest_of", "opened_week", "pictures_by_id", "state_of_week", "versions_of",
]  # fmt: skip
