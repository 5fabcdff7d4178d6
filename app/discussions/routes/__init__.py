"""Pages of discussions: salons, the forum, threads, single posts."""

from app.discussions.routes import forum, posts, salon, threads
from app.discussions.routes.blueprint import discussions

__all__ = ["discussions", "forum", "posts", "salon", "threads"]
