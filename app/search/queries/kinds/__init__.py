"""Everything that can be found, kind by kind, in the order of the tabs; a further kind is a file here and a line below."""

from app.search.queries.kinds.bulletins import BULLETINS
from app.search.queries.kinds.journals import JOURNALS
from app.search.queries.kinds.kind import MOST_AT_ONCE, Kind, Result, Source
from app.search.queries.kinds.posts import POSTS
from app.search.queries.kinds.resources import RESOURCES
from app.search.queries.kinds.submissions import SUBMISSIONS
from app.search.queries.kinds.topics import TOPICS

KINDS: dict[str, Kind] = {kind.name: kind for kind in (TOPICS, POSTS, SUBMISSIONS, JOURNALS, RESOURCES, BULLETINS)}

__all__ = [
    "BULLETINS",
    "JOURNALS",
    "KINDS",
    "MOST_AT_ONCE",
    "POSTS",
    "RESOURCES",
    "SUBMISSIONS",
    "TOPICS",
    "Kind",
    "Result",
    "Source",
]
