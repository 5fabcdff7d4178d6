"""The numbers of a thread, set from its rows and never nudged."""

from sqlalchemy import Update, bindparam, func, select, update

from app.discussions.models import Like, MarkKind, Post, Thread, ThreadMark, ThreadView
from app.discussions.operations.attaching import rebuild_attached
from app.foundation.database import BigId, db
from app.foundation.dialects import table_of
from app.foundation.errors import NotFound
from app.foundation.transactions import locked, transaction
from app.foundation.writing import Change


def lock_thread(thread_id: int) -> Thread:
    """The thread, held until the transaction ends: posts are numbered and counted under this lock."""
    thread = locked(Thread, Thread.id == thread_id)
    if thread is None:
        raise NotFound
    return thread


def rebuild_thread(thread_id: int) -> None:
    """Set a thread's numbers and states from its rows; a second run changes nothing."""
    with transaction() as session:
        thread = lock_thread(thread_id)
        count_posts(thread_id)
        count_views(thread)
        count_marks(thread)
        for post in session.scalars(select(Post).where(Post.thread_id == thread_id).with_for_update(of=Post)):
            count_likes(post)
            rebuild_attached(post)


def count_posts(thread_id: int) -> None:
    """Hidden posts keep their number and are not counted; with its first post the thread itself is hidden."""
    COUNT_POSTS.make(thread=thread_id)


def _counted() -> Update:
    shown = Post.hidden_at.is_(None)
    posts = (
        select(
            Post.thread_id,
            func.count().filter(shown).label("count"),
            func.max(Post.number).label("last_number"),
            func.max(Post.written_at).filter(shown).label("last_at"),
            func.max(Post.hidden_at).filter(Post.number == 1).label("opening_hidden_at"),
        )
        .where(Post.thread_id == bindparam("thread", type_=BigId))
        .group_by(Post.thread_id)
        .subquery()
    )
    return (
        update(table_of(Thread))
        .where(Thread.id == posts.c.thread_id)
        .values(
            post_count=posts.c.count,
            last_number=posts.c.last_number,
            last_post_at=func.coalesce(posts.c.last_at, Thread.started_at),
            hidden_at=posts.c.opening_hidden_at,
        )
    )


COUNT_POSTS = Change(_counted)


def count_views(thread: Thread) -> None:
    views = select(func.count()).select_from(ThreadView).where(ThreadView.thread_id == thread.id)
    thread.view_count = db.session.scalar(views) or 0


def count_marks(thread: Thread) -> None:
    """States as their rows say; an answer or a summary that is out of sight does not count."""
    statement = (
        select(ThreadMark.kind, ThreadMark.set_at, Post.number)
        .outerjoin(Post, Post.id == ThreadMark.post_id)
        .where(ThreadMark.thread_id == thread.id, Post.hidden_at.is_(None))
    )
    standing = {kind: (set_at, number) for kind, set_at, number in db.session.execute(statement)}
    nothing = (None, None)
    thread.is_pinned = MarkKind.PIN in standing
    thread.closed_at = standing.get(MarkKind.CLOSING, nothing)[0]
    thread.answer_number = standing.get(MarkKind.ANSWER, nothing)[1]
    thread.summary_number = standing.get(MarkKind.SUMMARY, nothing)[1]


def count_likes(post: Post) -> None:
    likes = select(func.count()).select_from(Like).where(Like.post_id == post.id)
    post.like_count = db.session.scalar(likes) or 0
