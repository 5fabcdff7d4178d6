"""Editing with history, hiding instead of deleting, and grading's mark that a post was rated."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.discussions.events import PostEdited, PostHidden, PostRestored
from app.discussions.models import Post, PostRevision, Thread
from app.discussions.operations.attaching import PostFile, attach_files
from app.discussions.operations.counters import count_marks, count_posts, lock_thread
from app.discussions.operations.mentioning import find_mentions, keep_mentions, room_of
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.markup import characters, render
from app.foundation.transactions import locked, transaction


def edit_post(
    post_id: int, editor_id: int, text: str, new_files: Sequence[PostFile] = (), keep: Collection[int] | None = None
) -> Post:
    """Put another text in a post's place and keep what it said before; files not in `keep` are taken away."""
    with transaction():
        post = _lock_post(post_id)
        if post.hidden_at is not None:
            raise Refused(_("这一帖已经隐藏，不能再修改。"))
        settle_drafts(editor_id, f"post:{post_id}")
        is_changed = attach_files(post, new_files, keep)
        if post.text != text:
            _keep_revision(post)
            _rewrite(post, text)
            is_changed = True
        if is_changed:
            post.edited_at = clock.now()
            record(PostEdited(post.id, post.number, post.thread_id, editor_id), editor_id)
        return post


def hide_post(post_id: int, hider_id: int, reason: str = "") -> Post:
    """Take a post out of sight, perhaps with a reason; its number stays, and hiding twice is hiding once."""
    with transaction() as session:
        thread, post = _lock_both(post_id)
        if post.hidden_at is None:
            post.hidden_at = clock.now()
            post.hidden_by_id = hider_id
            post.hidden_reason = reason or None
            session.flush()
            count_posts(thread.id)
            count_marks(thread)
            record(PostHidden(post.id, post.number, post.thread_id, hider_id), hider_id)
        settle_drafts(hider_id, f"hidden:{post_id}")
        return post


def restore_post(post_id: int, restorer_id: int) -> Post:
    """Bring a post back into sight."""
    with transaction() as session:
        thread, post = _lock_both(post_id)
        if post.hidden_at is not None:
            post.hidden_at = post.hidden_by_id = post.hidden_reason = None
            session.flush()
            count_posts(thread.id)
            count_marks(thread)
            record(PostRestored(post.id, post.number, post.thread_id, restorer_id), restorer_id)
        return post


def mark_post_rated(post_id: int, at: datetime | None) -> None:
    """Note when a tutor first rated the post, or that none has, inside the rating's own transaction."""
    with transaction():
        post = _lock_post(post_id)
        post.rated_at = at


def _lock_both(post_id: int) -> tuple[Thread, Post]:
    """A post with its thread, locked in the order in which everybody does."""
    thread_id = db.session.scalar(select(Post.thread_id).where(Post.id == post_id))
    return lock_thread(thread_id or 0), _lock_post(post_id)


def _lock_post(post_id: int) -> Post:
    post = locked(Post, Post.id == post_id)
    if post is None:
        raise NotFound
    return post


def _keep_revision(post: Post) -> None:
    last = db.session.scalar(select(func.max(PostRevision.number)).where(PostRevision.post_id == post.id)) or 0
    db.session.add(PostRevision(post_id=post.id, number=last + 1, text=post.text, replaced_at=clock.now()))


def _rewrite(post: Post, text: str) -> None:
    mentions = find_mentions(room_of(post.thread_id), post.author_id, text)
    rendered = render(text, mentions)
    post.text = text
    post.html, post.markup_version = rendered.html, rendered.version
    post.characters = characters(text)
    keep_mentions(post, mentions.values())
