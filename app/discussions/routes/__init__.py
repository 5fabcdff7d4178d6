"""Pages of discussions: salons, the forum, threads, single posts and what one does about them."""

from app.discussions.routes import acts, files, forum, likes, marks, people, posts, presence, salon, threads
from app.discussions.routes.blueprint import discussions

__all__ = ["acts", "discussions", "files", "forum", "likes", "marks", "people", "posts", "presence", "salon", "threads"]
