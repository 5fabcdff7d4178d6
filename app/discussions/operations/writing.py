"""Starting a thread and replying in it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Insert, Select, bindparam, func, insert, select

from app.classrooms.memberships import LEARNER, memberships_held_by
from app.classrooms.models import Classroom, Training
from app.discussions.events import ReplyPosted, ThreadStarted
from app.discussions.models import Board, Post, Thread
from app.discussions.operations.attaching import PostFile, attach_files
from app.discussions.operations.counters import count_posts
from app.discussions.operations.mentioning import find_mentions, keep_mentions
from app.discussions.operations.reading import move_mark
from app.discussions.policy import Room
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.dialects import table_of
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.markup import characters, render, words_of
from app.foundation.reading import Question
from app.foundation.transactions import transaction
from app.foundation.writing import Change

LONGEST_QUOTE = 300


class Written(NamedTuple):
    """A post that was just written."""

    id: int
    number: int
    thread_id: int
    author_id: int
    quoted_post_id: int | None


def _thread_held() -> Select[*tuple[Any, ...]]:
    place = func.coalesce(Classroom.place_code, Training.place_code).label("place_code")
    return (
        select(Thread.id, Thread.training_id, Thread.classroom_id, Thread.author_id, Thread.title, place)
        .add_columns(Thread.hidden_at, Thread.closed_at)
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Classroom, Classroom.id == Thread.classroom_id)
        .where(Thread.id == bindparam("thread", type_=BigId))
        .with_for_update(of=Thread, key_share=True)
    )


def _post_added() -> Insert:
    number = select(func.coalesce(func.max(Post.number), 0) + 1).where(
        Post.thread_id == bindparam("thread", type_=BigId)
    )
    known = (Post.id, Post.number, Post.thread_id, Post.author_id, Post.quoted_post_id)
    return insert(table_of(Post)).values(number=number.scalar_subquery()).returning(*known)


HELD = Question(_thread_held)
ADD_POST = Change(_post_added)
QUOTED = Question(
    lambda: select(Post.id, Post.author_id, Post.html).where(
        Post.id == bindparam("post", type_=BigId),
        Post.thread_id == bindparam("thread", type_=BigId),
        Post.hidden_at.is_(None),
    )
)


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
        post = _write(_held(thread.id), author_id, text, files=files)
        move_mark(author_id, thread.id, post.number)
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
) -> Written:
    """Add the next post; whoever replies has read up to there. `quoted_words` are a part of the quoted post."""
    with transaction():
        thread = _open_thread(thread_id)
        quoted = QUOTED.first(thread=thread_id, post=quoted_post_id) if quoted_post_id else None
        post = _write(thread, author_id, text, quoted, quoted_words, files)
        count_posts(thread_id)
        move_mark(author_id, thread_id, post.number)
        settle_drafts(author_id, f"reply:{thread_id}")
        about = (thread.author_id, quoted.author_id if quoted else None, thread.classroom_id, thread.title)
        record(ReplyPosted(post.id, post.number, thread_id, author_id, *about), author_id)
        return post


def _open_thread(thread_id: int) -> Any:
    """The thread, held, if one may still reply in it."""
    thread = _held(thread_id)
    if thread.hidden_at is not None:
        raise Refused(_("这个话题已经隐藏，不能再回复。"))
    if thread.closed_at is not None:
        raise Refused(_("这个话题已经关闭，不再收新回复。您写的文字还在下面，可以另开一个话题。"))
    return thread


def _held(thread_id: int) -> Any:
    """A thread with its place, held until the transaction ends: posts are numbered and counted under this lock."""
    thread = HELD.first(thread=thread_id)
    if thread is None:
        raise NotFound
    return thread


def _write(
    thread: Any,
    author_id: int,
    text: str,
    quoted: Any = None,
    quoted_words: str = "",
    files: Sequence[PostFile] = (),
) -> Written:
    """The next post of a thread that is held."""
    mentions = find_mentions(Room(thread.training_id, thread.classroom_id, thread.place_code), author_id, text)
    rendered = render(text, mentions)
    post = Written._make(
        ADD_POST.first(
            thread=thread.id,
            thread_id=thread.id,
            training_id=thread.training_id,
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
    )
    if mentions:
        keep_mentions(post, mentions.values())
    if files:
        attach_files(db.session.get_one(Post, post.id), files)
    return post


def _training_of(classroom_id: int | None, board_id: int | None) -> int:
    home = db.session.get(Classroom, classroom_id) if classroom_id else db.session.get(Board, board_id)
    if home is None:
        raise NotFound
    return home.training_id


def _class_of(author_id: int, training_id: int) -> int | None:
    """The class in which somebody who writes on a board is in this training, as learner first."""
    held = [m for m in memberships_held_by(author_id) if m.training_id == training_id]
    held.sort(key=lambda membership: membership.role != LEARNER)
    return held[0].classroom_id if held else None


def _said_in(quoted: Any, words: str) -> str | None:
    """The chosen words, if the quoted post really says them: nobody is quoted with what they never wrote."""
    chosen = " ".join(words.split())[:LONGEST_QUOTE]
    if quoted is None or not chosen:
        return None
    return chosen if "".join(chosen.split()) in "".join(words_of(quoted.html).split()) else None


def _box(classroom_id: int | None, board_id: int | None) -> str:
    """The name of the text box in which a thread is begun, for its drafts."""
    return f"thread:salon:{classroom_id}" if classroom_id else f"thread:board:{board_id}"
