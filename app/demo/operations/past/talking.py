"""What happened to talk after it was written: names were called, files added, threads pinned, answered and summed up."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.demo.operations.past.scene import Scene
from app.discussions.models import EXPERTS, Board, MarkKind, Post, Thread
from app.discussions.operations import PostFile, edit_post, mark_thread
from app.foundation.database import db
from app.people.models import Appointment, Person, Role

CALLS = (
    "@{name} 您班上也有过这样的孩子，后来是怎么做的？",
    "@{name} 这一点想听听您的看法。",
    "上次 @{name} 说的办法我试了，头一周就见了效。",
    "@{name} 周五教研时我们接着聊？",
)
ANSWERED, SUMMED_UP = 12, 3


def talk(scene: Scene, files: Sequence[PostFile]) -> None:
    """Posts of classmates call people by name or bring a file; threads are pinned, summed up and closed."""
    posts = _fresh_posts(scene, len(CALLS) + len(files))
    called = (scene.learner, scene.tutor, scene.learner, scene.administrator)
    for post, form, person_id in zip(posts, CALLS, called, strict=False):
        name = db.session.get_one(Person, person_id).name
        with scene.at(scene.after(post.written_at, 0.05)):
            edit_post(post.id, post.author_id, f"{post.text}\n\n{form.format(name=name)}")
    for post, file in zip(posts[len(CALLS) :], files, strict=False):
        with scene.at(scene.after(post.written_at, 0.03)):
            edit_post(post.id, post.author_id, post.text, [file])
    _lead(scene)


def _fresh_posts(scene: Scene, number: int) -> list[Post]:
    """The newest replies of classmates, the newest of each thread before any second one of a thread."""
    within = func.row_number().over(partition_by=Post.thread_id, order_by=Post.id.desc())
    statement = (
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.classroom_id == scene.classroom_id, Post.number > 1, Post.hidden_at.is_(None))
        .where(Post.author_id.in_(scene.classmates), Post.written_at < scene.latest)
        .order_by(within, Post.written_at.desc(), Post.id.desc())
    )
    return list(db.session.scalars(statement.limit(number)))


def _lead(scene: Scene) -> None:
    """The liveliest thread is pinned, has an answer and the tutor's summary; the oldest other one is closed."""
    here = select(Thread).where(Thread.classroom_id == scene.classroom_id, Thread.hidden_at.is_(None))
    liveliest = db.session.scalars(here.order_by(Thread.view_count.desc(), Thread.id)).first()
    if liveliest is None:
        return
    _mark(scene, liveliest, MarkKind.PIN, scene.administrator, scene.after(liveliest.started_at, 26))
    _mark_reply(scene, liveliest, MarkKind.ANSWER, scene.administrator, Post.author_id.in_(scene.classmates))
    _mark_reply(scene, liveliest, MarkKind.SUMMARY, scene.tutor, Post.author_id == scene.tutor)
    others = here.where(Thread.id != liveliest.id)
    oldest = db.session.scalars(others.order_by(Thread.last_post_at, Thread.id)).first()
    newest = db.session.scalars(others.where(Thread.author_id == scene.tutor).order_by(Thread.id.desc())).first()
    if oldest is not None:
        _mark(scene, oldest, MarkKind.CLOSING, scene.administrator, scene.after(oldest.last_post_at, 75))
    if newest is not None:
        _mark(scene, newest, MarkKind.PIN, scene.tutor, scene.after(newest.started_at, 0.5))


def _mark_reply(scene: Scene, thread: Thread, kind: MarkKind, by: int, *which: Any) -> None:
    """Mark the most liked of some replies, the longest of them if several are."""
    replies = select(Post).where(Post.thread_id == thread.id, Post.number > 1, Post.hidden_at.is_(None), *which)
    order = (Post.like_count.desc(), Post.characters.desc(), Post.id)
    post = db.session.scalars(replies.order_by(*order)).first()
    if post is not None:
        _mark(scene, thread, kind, by, scene.after(post.written_at, 20), post.id)


def _mark(scene: Scene, thread: Thread, kind: MarkKind, by: int, moment: datetime, post_id: int | None = None) -> None:
    with scene.at(moment):
        mark_thread(thread.id, kind, by, post_id)


def answer_experts_questions(scene: Scene) -> None:
    """On the boards, those who asked took an expert's word as the answer; a few long threads were summed up by one."""
    for post, thread in _said_by_experts(scene):
        marked = MarkKind.ANSWER if thread.author_id != post.author_id else None
        if marked and thread.answer_number is None:
            _mark(scene, thread, marked, thread.author_id, scene.after(post.written_at, 9), post.id)
    longest = sorted(_said_by_experts(scene), key=lambda row: (-row[1].post_count, row[0].id))
    for post, thread in longest[:SUMMED_UP]:
        if thread.summary_number is None:
            _mark(scene, thread, MarkKind.SUMMARY, post.author_id, scene.after(post.written_at, 30), post.id)


def _said_by_experts(scene: Scene) -> list[Any]:
    """The newest replies of experts on the training's boards, one of each thread."""
    later = aliased(Post)
    experts = select(Appointment.person_id).where(Appointment.role == Role.EXPERT)
    shown = (Post.number > 1, Post.hidden_at.is_(None), Thread.hidden_at.is_(None))
    newer = select(later.id).where(later.thread_id == Post.thread_id, later.id > Post.id, later.author_id.in_(experts))
    statement = (
        select(Post, Thread)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Board, Board.id == Thread.board_id)
        .where(Board.training_id == scene.training.id, Post.author_id.in_(experts), *shown, ~newer.exists())
        .order_by((Board.slug == EXPERTS).desc(), Post.written_at.desc(), Post.id.desc())
    )
    return list(db.session.execute(statement.limit(ANSWERED)))
