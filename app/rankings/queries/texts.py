"""Which works of a week say again what their author has already said in the training, and which hardly say anything."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, cast, exists, literal, null, select, union, union_all
from sqlalchemy.orm import aliased

from app.assignments.models import SubmissionVersion
from app.discussions.models import Post, PostRevision, Thread
from app.foundation.database import BigId, Instant, db
from app.foundation.markup import characters
from app.journals.models import Journal, JournalVersion
from app.likeness.models import Repetition, TextMark
from app.likeness.sketch import letters
from app.rankings.queries.deeds import hidden_at
from app.rankings.queries.window import Window

Work = tuple[str, int]
NOTHING: dict[str, Any] = {
    "number": cast(null(), BigId),
    "at": cast(null(), Instant()),
    "gone": cast(null(), Instant()),
}
NO_TEXT = cast(null(), String())


class Texts(NamedTuple):
    """`repeats` say what stood somewhere else before; `lengths` are those that differ from the works' own figures."""

    repeats: set[Work]
    lengths: dict[Work, int]


def read_texts(window: Window, least: int) -> Texts:
    """What is known of a week's texts, in one statement; `least` is the length from which on none matters."""
    parts = [_pairs(window), *_states(window), _thin(window, least), _journals_before(window), _posts_before(window)]
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in db.session.execute(union_all(*parts)):
        rows[row[0]].append(row[1:])
    lengths = {(kind, work_id): number for kind, work_id, number, *_ in rows["thin"]}
    for kind, work_id, _number, _at, _gone, text in sorted(rows["before"], key=lambda row: row[2]):
        lengths[kind, work_id] = min(characters(text), len(letters(text)))
    return Texts(_repeats(rows["pair"], _said(rows["state"], window), window), lengths)


def _repeats(pairs: list[Any], said: dict[Work, datetime], window: Window) -> set[Work]:
    """Of two works that say the same the later one, if the earlier one counts as said and it is of this week."""
    repeats = set()
    for kind, one, other, *_ in pairs:
        if (kind, one) in said and (kind, other) in said:
            at, later = max((said[kind, number], number) for number in (one, other))
            if at >= window.start:
                repeats.add((kind, later))
    return repeats


def _said(states: list[Any], window: Window) -> dict[Work, datetime]:
    """When each work was first said; one of an earlier week counts if it stood at that week's end."""
    said: dict[Work, datetime] = {}
    for kind, work_id, _number, at, gone, _text in states:
        if window.stood(at, gone):
            said[kind, work_id] = min(at, said.get((kind, work_id), at))
    return said


def _shaped(what: str, kind: Any, work_id: Any, text: Any = NO_TEXT, **given: Any) -> Any:
    kind = literal(kind, String()) if isinstance(kind, str) else kind
    values = NOTHING | given
    return select(literal(what, String()), kind, work_id, values["number"], values["at"], values["gone"], text)


def _pairs(window: Window) -> Any:
    pairs = _shaped("pair", Repetition.kind, Repetition.work_id, number=Repetition.other_id)
    return pairs.where(Repetition.training_id == window.training_id)


def _states(window: Window) -> Iterator[Any]:
    """When the works that repeat or are repeated were there."""
    version = SubmissionVersion
    columns: tuple[tuple[str, Any, Any, Any], ...] = (
        ("submission", version.submission_id, version.handed_in_at, version.taken_back_at),
        ("journal", Journal.id, Journal.published_at, NOTHING["gone"]),
        ("post", Post.id, Post.written_at, hidden_at()),
    )
    for kind, work_id, at, gone in columns:
        states = _shaped("state", kind, work_id, at=at, gone=gone)
        states = states.join(Thread, Thread.id == Post.thread_id) if kind == "post" else states
        yield states.where(at < window.cut, work_id.in_(_concerned(kind, window)))


def _concerned(kind: str, window: Window) -> Any:
    here = Repetition.training_id == window.training_id, Repetition.kind == kind
    return union(*(select(column).where(*here) for column in (Repetition.work_id, Repetition.other_id)))


def _thin(window: Window, least: int) -> Any:
    """Texts of which few letters are left without punctuation, and how many those are."""
    newer = aliased(TextMark)
    same = newer.kind == TextMark.kind, newer.work_id == TextMark.work_id
    is_replaced = exists().where(*same, newer.written_at > TextMark.written_at, newer.written_at < window.cut)
    return _shaped("thin", TextMark.kind, TextMark.work_id, number=TextMark.letters).where(
        TextMark.training_id == window.training_id,
        *_within(TextMark.written_at, window),
        TextMark.letters < least,
        ~is_replaced,
    )


def _journals_before(window: Window) -> Any:
    """What journals said up to the week's end, where they were edited since; the newest has the highest number."""
    journals = _shaped("before", "journal", Journal.id, JournalVersion.text, number=JournalVersion.number)
    return journals.join(JournalVersion, JournalVersion.journal_id == Journal.id).where(
        Journal.training_id == window.training_id,
        *_within(Journal.published_at, window),
        Journal.edited_at >= window.cut,
        JournalVersion.written_at < window.cut,
    )


def _posts_before(window: Window) -> Any:
    """What posts said before they were edited after the week's end; what was replaced first has the highest number."""
    posts = _shaped("before", "post", Post.id, PostRevision.text, number=-PostRevision.number)
    return posts.join(PostRevision, PostRevision.post_id == Post.id).where(
        Post.training_id == window.training_id,
        *_within(Post.written_at, window),
        Post.edited_at >= window.cut,
        PostRevision.replaced_at >= window.cut,
    )


def _within(at: Any, window: Window) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return at >= window.bounds[0], at < window.cut
