"""Starting a thread and replying in it."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.classrooms.memberships import memberships_of
from app.classrooms.models import Classroom
from app.discussions.events import ReplyPosted, ThreadStarted
from app.discussions.models import Board, Post, Thread
from app.discussions.operations.attaching import PostFile, attach_files
from app.discussions.operations.counters import count_posts, lock_thread
from app.discussions.operations.mentioning import find_mentions, keep_mentions
from app.discussions.operations.reading import move_mark
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.markup import characters, render, words_of
from app.foundation.transactions import transaction
from app.people.queries import get_person

LONGEST_QUOTE = 300


def start_thread(
    author_id: int,
    title: str,
    text: str,
    classroom_id: int | None = None,
    board_id: int | None = None,
    topic_id: int | None = None,
    files: Sequence[PostFile] = (),
) -> Thread:
    """Open a thread in a salon or on a board with its first post."""
    with transaction() as session:
        present = clock.now()
        thread = Thread(
            training_id=_training_of(classroom_id, board_id),
            classroom_id=classroom_id,
            board_id=board_id,
            topic_id=topic_id,
            author_id=author_id,
            title=title,
            started_at=present,
            last_post_at=present,
        )
        session.add(thread)
        session.flush()
        post = _write(thread, 1, author_id, text)
        attach_files(post, files)
        move_mark(author_id, thread.id, 1)
        settle_drafts(author_id, _box(classroom_id, board_id))
        record(ThreadStarted(thread.id, post.id, author_id, classroom_id, board_id), author_id)
        return thread


def reply(
    author_id: int,
    thread_id: int,
    text: str,
    quoted_post_id: int | None = None,
    quoted_words: str = "",
    files: Sequence[PostFile] = (),
) -> Post:
    """Add the next post; whoever replies has read up to there. `quoted_words` are a part of the quoted post."""
    with transaction() as session:
        thread = _open_thread(thread_id)
        quoted = _quoted(thread_id, quoted_post_id)
        last = session.scalar(select(func.max(Post.number)).where(Post.thread_id == thread_id)) or 0
        post = _write(thread, last + 1, author_id, text, quoted, quoted_words)
        if files:
            attach_files(post, files)
        count_posts(thread)
        move_mark(author_id, thread_id, post.number)
        settle_drafts(author_id, f"reply:{thread_id}")
        quoted_author = quoted.author_id if quoted else None
        about = (thread.author_id, quoted_author, thread.classroom_id)
        record(ReplyPosted(post.id, post.number, thread_id, author_id, *about), author_id)
        return post


def _open_thread(thread_id: int) -> Thread:
    """The thread, locked, if one may still reply in it."""
    thread = lock_thread(thread_id)
    if thread.hidden_at is not None:
        raise Refused(_("这个话题已经隐藏，不能再回复。"))
    if thread.closed_at is not None:
        raise Refused(_("这个话题已经关闭，不再收新回复。您写的文字还在下面，可以另开一个话题。"))
    return thread


def _write(
    thread: Thread, number: int, author_id: int, text: str, quoted: Post | None = None, quoted_words: str = ""
) -> Post:
    mentions = find_mentions(thread, author_id, text)
    rendered = render(text, mentions)
    post = Post(
        thread_id=thread.id,
        training_id=thread.training_id,
        number=number,
        author_id=author_id,
        classroom_id=thread.classroom_id or _class_of(author_id, thread.training_id),
        is_salon=thread.classroom_id is not None,
        quoted_post_id=quoted.id if quoted else None,
        quoted_words=_said_in(quoted, quoted_words),
        text=text,
        html=rendered.html,
        markup_version=rendered.version,
        characters=characters(text),
        written_at=clock.now(),
    )
    db.session.add(post)
    db.session.flush()
    if mentions:
        keep_mentions(post, mentions.values())
    return post


def _training_of(classroom_id: int | None, board_id: int | None) -> int:
    home = db.session.get(Classroom, classroom_id) if classroom_id else db.session.get(Board, board_id)
    if home is None:
        raise NotFound
    return home.training_id


def _class_of(author_id: int, training_id: int) -> int | None:
    """The class in which somebody who writes on a board is in this training, as learner first."""
    held = [m for m in memberships_of(get_person(author_id)) if m.training_id == training_id]
    held.sort(key=lambda membership: membership.role != "learner")
    return held[0].classroom_id if held else None


def _quoted(thread_id: int, post_id: int | None) -> Post | None:
    """The quoted post, if it stands in this thread and is still shown."""
    if post_id is None:
        return None
    return db.session.scalars(
        select(Post).where(Post.id == post_id, Post.thread_id == thread_id, Post.hidden_at.is_(None))
    ).first()


def _said_in(quoted: Post | None, words: str) -> str | None:
    """The chosen words, if the quoted post really says them: nobody is quoted with what they never wrote."""
    chosen = " ".join(words.split())[:LONGEST_QUOTE]
    if quoted is None or not chosen:
        return None
    return chosen if "".join(chosen.split()) in "".join(words_of(quoted.html).split()) else None


def _box(classroom_id: int | None, board_id: int | None) -> str:
    """The name of the text box in which a thread is begun, for its drafts."""
    return f"thread:salon:{classroom_id}" if classroom_id else f"thread:board:{board_id}"
