"""Editing with history, hiding instead of deleting, and grading's mark that a post was rated."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.discussions.events import PostEdited, PostHidden
from app.discussions.models import Post, PostRevision
from app.discussions.operations.counters import count_posts, lock_thread
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.markup import characters, render
from app.foundation.transactions import locked, transaction


def edit_post(post_id: int, editor_id: int, text: str) -> Post:
    """Put another text in a post's place and keep what it said before."""
    with transaction():
        post = _lock_post(post_id)
        if post.hidden_at is not None:
            raise Refused(_("这一帖已经隐藏，不能再修改。"))
        settle_drafts(editor_id, f"post:{post_id}")
        if post.text != text:
            _keep_revision(post)
            _rewrite(post, text)
            record(PostEdited(post.id, post.number, post.thread_id, editor_id), editor_id)
        return post


def hide_post(post_id: int, hider_id: int) -> Post:
    """Take a post out of sight; its number stays, and hiding twice is hiding once."""
    with transaction() as session:
        thread_id = session.scalar(select(Post.thread_id).where(Post.id == post_id))
        thread = lock_thread(thread_id or 0)
        post = _lock_post(post_id)
        if post.hidden_at is None:
            post.hidden_at = clock.now()
            post.hidden_by_id = hider_id
            session.flush()
            count_posts(thread)
            record(PostHidden(post.id, post.number, post.thread_id, hider_id), hider_id)
        return post


def mark_post_rated(post_id: int, at: datetime) -> None:
    """Note when a tutor first rated the post, inside the rating's own transaction."""
    with transaction():
        post = _lock_post(post_id)
        post.rated_at = post.rated_at or at


def _lock_post(post_id: int) -> Post:
    post = locked(Post, Post.id == post_id)
    if post is None:
        raise NotFound
    return post


def _keep_revision(post: Post) -> None:
    last = db.session.scalar(select(func.max(PostRevision.number)).where(PostRevision.post_id == post.id)) or 0
    db.session.add(PostRevision(post_id=post.id, number=last + 1, text=post.text, replaced_at=clock.now()))


def _rewrite(post: Post, text: str) -> None:
    rendered = render(text)
    post.text = text
    post.html, post.markup_version = rendered.html, rendered.version
    post.characters = characters(text)
    post.edited_at = clock.now()
