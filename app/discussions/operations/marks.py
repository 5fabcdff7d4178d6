"""States of a thread that somebody set: pinned, closed, answered, summed up; each can be lifted again."""

from flask_babel import gettext as _
from sqlalchemy import delete, select

from app.discussions.events import ThreadMarked, ThreadMarkLifted, ThreadMoved
from app.discussions.models import Board, MarkKind, Post, Thread, ThreadMark, ThreadMove
from app.discussions.operations.counters import count_marks, lock_thread
from app.foundation import clock
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction


def mark_thread(thread_id: int, kind: MarkKind, by_id: int, post_id: int | None = None) -> None:
    """Set a state of a thread; another answer or summary takes the place of the one before."""
    with transaction() as session:
        thread = lock_thread(thread_id)
        post = _marked_post(thread, post_id) if post_id is not None else None
        standing = session.get(ThreadMark, (thread_id, kind))
        if standing is not None and standing.post_id == post_id:
            return
        session.execute(delete(ThreadMark).where(ThreadMark.thread_id == thread_id, ThreadMark.kind == kind))
        session.add(ThreadMark(thread_id=thread_id, kind=kind, post_id=post_id, set_by_id=by_id, set_at=clock.now()))
        session.flush()
        count_marks(thread)
        number, author_id = (post.number, post.author_id) if post else (None, None)
        record(ThreadMarked(thread_id, kind, post_id, number, author_id, by_id), by_id)


def lift_mark(thread_id: int, kind: MarkKind, by_id: int, post_id: int | None = None) -> None:
    """Take a state back; of an answer or a summary only if it is still this post."""
    with transaction() as session:
        thread = lock_thread(thread_id)
        standing = session.get(ThreadMark, (thread_id, kind))
        if standing is None or standing.post_id != post_id:
            return
        session.delete(standing)
        session.flush()
        count_marks(thread)
        record(ThreadMarkLifted(thread_id, kind, post_id, by_id), by_id)


def move_thread(thread_id: int, board_id: int, by_id: int) -> None:
    """Put a thread on another board of its training; a salon's thread stays where it is."""
    with transaction() as session:
        thread = lock_thread(thread_id)
        if thread.board_id is None:
            raise Refused(_("班级沙龙里的话题只属于这个班，不能移出去。"))
        same_training = Board.training_id == thread.training_id
        board = session.scalars(select(Board).where(Board.id == board_id, same_training)).first()
        if board is None:
            raise NotFound
        if board.id == thread.board_id:
            return
        before, thread.board_id = thread.board_id, board.id
        session.add(
            ThreadMove(
                thread_id=thread_id, from_board_id=before, to_board_id=board.id, moved_by_id=by_id,
                moved_at=clock.now(),
            )
        )  # fmt: skip
        record(ThreadMoved(thread_id, before, board.id, by_id), by_id)


def _marked_post(thread: Thread, post_id: int) -> Post:
    """A shown reply of the thread: the opening cannot answer or sum up itself."""
    post = locked(Post, Post.id == post_id, Post.thread_id == thread.id)
    if post is None:
        raise NotFound
    if post.hidden_at is not None:
        raise Refused(_("这一帖已经隐藏了。"))
    if post.number == 1:
        raise Refused(_("话题的第一帖不能当作它自己的回答或小结。"))
    return post
