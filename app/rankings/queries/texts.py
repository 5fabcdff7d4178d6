"""Which works of a week say again what their author has already said in the training, and which hardly say anything."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, exists, literal, null, select, union, union_all
from sqlalchemy.orm import aliased

from app.assignments.models import SubmissionVersion
from app.discussions.models import Post, PostRevision, Thread
from app.foundation.database import Instant, db
from app.foundation.markup import characters
from app.journals.models import Journal, JournalVersion
from app.likeness.models import KINDS, Repetition, TextMark
from app.likeness.sketch import letters
from app.rankings.queries.deeds import hidden_at
from app.rankings.queries.window import Window

Work = tuple[str, int]


def repeats_in(window: Window) -> set[Work]:
    """Kind and number of each work of which another one, said before it, says much the same.

    A work of an earlier week counts as said if it stood at that week's end, even if it is hidden by now.
    """
    here = Repetition.training_id == window.training_id
    pairs = db.session.execute(select(Repetition.kind, Repetition.work_id, Repetition.other_id).where(here)).all()
    said = _said(window, here) if pairs else {}
    repeats = set()
    for kind, one, other in pairs:
        instants = [(said.get((kind, number)), number) for number in (one, other)]
        if any(at is None for at, _ in instants):
            continue
        at, later = max(instants)
        if at is not None and at >= window.start:
            repeats.add((kind, later))
    return repeats


def thin_texts(window: Window, least: int) -> dict[Work, int]:
    """Texts of the week of which few letters are left without punctuation, and how many those are."""
    newer = aliased(TextMark)
    same = newer.kind == TextMark.kind, newer.work_id == TextMark.work_id
    is_replaced = exists().where(*same, newer.written_at > TextMark.written_at, newer.written_at < window.cut)
    statement = select(TextMark.kind, TextMark.work_id, TextMark.letters).where(
        TextMark.training_id == window.training_id,
        TextMark.written_at >= window.bounds[0],
        TextMark.written_at < window.cut,
        TextMark.letters < least,
        ~is_replaced,
    )
    return {(kind, work_id): number for kind, work_id, number in db.session.execute(statement)}


def former_lengths(window: Window) -> dict[Work, int]:
    """How long texts of the week were at its end, where they were edited since."""
    before = {("journal", row[0]): row[1] for row in db.session.execute(_journals_before(window))}
    before |= {("post", row[0]): row[1] for row in db.session.execute(_posts_before(window))}
    return {work: min(characters(text), len(letters(text))) for work, text in before.items()}


def _journals_before(window: Window) -> Select[Any]:
    """Wordings of journals up to the week's end, the newest last."""
    within = Journal.published_at >= window.bounds[0], Journal.published_at < window.cut
    return (
        select(Journal.id, JournalVersion.text)
        .join(JournalVersion, JournalVersion.journal_id == Journal.id)
        .where(Journal.training_id == window.training_id, *within, Journal.edited_at >= window.cut)
        .where(JournalVersion.written_at < window.cut)
        .order_by(JournalVersion.written_at, JournalVersion.number)
    )


def _posts_before(window: Window) -> Select[Any]:
    """Wordings of posts that were replaced after the week's end, the one replaced first last."""
    within = Post.written_at >= window.bounds[0], Post.written_at < window.cut
    return (
        select(Post.id, PostRevision.text)
        .join(PostRevision, PostRevision.post_id == Post.id)
        .where(Post.training_id == window.training_id, *within, Post.edited_at >= window.cut)
        .where(PostRevision.replaced_at >= window.cut)
        .order_by(PostRevision.replaced_at.desc(), PostRevision.number.desc())
    )


def _said(window: Window, here: Any) -> dict[Work, datetime]:
    """When each work that repeats or is repeated was first said; those that did not stand are left out."""
    states: dict[Work, list[datetime]] = defaultdict(list)
    for kind, work_id, at, gone in db.session.execute(union_all(*_states(window, here))):
        if window.stood(at, gone):
            states[kind, work_id].append(at)
    return {work: min(instants) for work, instants in states.items()}


def _states(window: Window, here: Any) -> Iterable[Select[Any]]:
    version, never = SubmissionVersion, cast(null(), Instant())
    concerned = {kind: _concerned(kind, here) for kind in KINDS}
    columns: tuple[tuple[str, Any, Any, Any], ...] = (
        ("submission", version.submission_id, version.handed_in_at, version.taken_back_at),
        ("journal", Journal.id, Journal.published_at, never),
        ("post", Post.id, Post.written_at, hidden_at()),
    )
    for kind, work_id, at, gone in columns:
        states = select(literal(kind, String()), work_id, at, gone)
        states = states.join(Thread, Thread.id == Post.thread_id) if kind == "post" else states
        yield states.where(at < window.cut, work_id.in_(concerned[kind]))


def _concerned(kind: str, here: Any) -> Any:
    """Works that repeat or are repeated."""
    parts = [
        select(column).where(here, Repetition.kind == kind) for column in (Repetition.work_id, Repetition.other_id)
    ]
    return union(*parts)
