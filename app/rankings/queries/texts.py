"""Which works of a week say again what their author has already said in the training, and which hardly say anything."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, cast, exists, literal, null, select, union, union_all
from sqlalchemy.orm import aliased

from app.assignments.models import SubmissionVersion
from app.discussions.models import Post, Thread
from app.foundation.database import Instant, db
from app.journals.models import Journal
from app.likeness.models import KINDS, Repetition, TextMark
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
    return {(kind, work_id): letters for kind, work_id, letters in db.session.execute(statement)}


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
