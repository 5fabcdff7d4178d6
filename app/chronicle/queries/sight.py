"""What of a bulletin's sources is still there to be seen."""

from collections.abc import Collection

from sqlalchemy import or_, select

from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.recommendations.models import Recommendation
from app.recommendations.queries.works import readable_works, shown_of


def posts_gone(post_ids: Collection[int]) -> frozenset[int]:
    """Those of the posts that were hidden since, by themselves or with their thread."""
    if not post_ids:
        return frozenset()
    gone = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    hidden = gone.where(Post.id.in_(post_ids), or_(Post.hidden_at.is_not(None), Thread.hidden_at.is_not(None)))
    return frozenset(db.session.scalars(hidden))


def texts_of_posts(post_ids: Collection[int]) -> dict[int, str]:
    """What the posts say now, those in sight."""
    if not post_ids:
        return {}
    shown = select(Post.id, Post.text).where(Post.id.in_(post_ids), Post.hidden_at.is_(None))
    return {row.id: row.text for row in db.session.execute(shown)}


def works_shown(recommendation_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Title and author of those works that everybody may read at this moment."""
    if not recommendation_ids:
        return {}
    found = db.session.execute(readable_works().where(Recommendation.id.in_(recommendation_ids)))
    return {work.id: (work.title, work.person_name) for work in map(shown_of, found)}
