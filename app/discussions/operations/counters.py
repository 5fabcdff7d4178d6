"""The numbers of a thread, set from its rows and never nudged."""

from sqlalchemy import func, select

from app.discussions.models import Post, Thread, ThreadView
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.transactions import locked, transaction


def lock_thread(thread_id: int) -> Thread:
    """The thread, held until the transaction ends: posts are numbered and counted under this lock."""
    thread = locked(Thread, Thread.id == thread_id)
    if thread is None:
        raise NotFound
    return thread


def rebuild_thread(thread_id: int) -> None:
    """Set a thread's numbers from its posts and views; a second run changes nothing."""
    with transaction():
        thread = lock_thread(thread_id)
        count_posts(thread)
        count_views(thread)


def count_posts(thread: Thread) -> None:
    """Hidden posts keep their number and are not counted; with its first post the thread itself is hidden."""
    shown = Post.hidden_at.is_(None)
    statement = select(
        func.count().filter(shown),
        func.max(Post.number),
        func.max(Post.written_at).filter(shown),
        func.max(Post.hidden_at).filter(Post.number == 1),
    ).where(Post.thread_id == thread.id)
    count, last_number, last_post_at, opening_hidden_at = db.session.execute(statement).one()
    thread.post_count = count
    thread.last_number = last_number
    thread.last_post_at = last_post_at or thread.started_at
    thread.hidden_at = opening_hidden_at


def count_views(thread: Thread) -> None:
    views = select(func.count()).select_from(ThreadView).where(ThreadView.thread_id == thread.id)
    thread.view_count = db.session.scalar(views) or 0
