"""Bulletins say no more what was hidden in a salon: their open texts, which lists and the showcase read, are made anew."""

from sqlalchemy import select

from app.bulletins.operations import knows_hidden_posts, retell_quotations
from app.chronicle.queries import posts_gone
from app.discussions.events import PostHidden, PostRestored
from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.foundation.events import subscribe

knows_hidden_posts(posts_gone)


@subscribe(PostHidden)
@subscribe(PostRestored)
def follow_a_hiding(event: PostHidden | PostRestored) -> None:
    """With its first post a whole thread goes out of sight and comes back."""
    thread = db.session.get_one(Thread, event.thread_id)
    if thread.classroom_id is not None:
        its_posts = select(Post.id).where(Post.thread_id == event.thread_id)
        retell_quotations(
            thread.classroom_id, db.session.scalars(its_posts).all() if event.number == 1 else [event.post_id]
        )
