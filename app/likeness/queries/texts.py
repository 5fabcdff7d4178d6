"""Texts as they were handed in, published or written: the three kinds as selects of one shape."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, or_, select, union_all

from app.assignments.models import Submission, SubmissionVersion
from app.discussions.models import Post, PostRevision
from app.foundation.database import db
from app.journals.models import Journal, JournalVersion
from app.likeness.models import TextMark


class Text(NamedTuple):
    """One state of a text."""

    kind: str
    work_id: int
    person_id: int
    classroom_id: int | None
    written_at: datetime
    text: str


class Name(NamedTuple):
    """What a state of a text is called, in the order in which texts are marked."""

    written_at: datetime
    kind: str
    work_id: int


def unmarked_texts(training_id: int, since: datetime, until: datetime, among: Sequence[Name] = ()) -> list[Text]:
    """Texts written or edited in a span of time that have no fingerprint yet, the oldest first; of some works, if named."""
    found = []
    for kind, columns, unmarked in _unmarked(training_id, since, until):
        ids = {name.work_id for name in among if name.kind == kind}
        if among and not ids:
            continue
        rows: Any = db.session.execute(select(*columns).where(unmarked, *([columns[0].in_(ids)] if ids else ())))
        found += [Text(kind, *row) for row in rows]
    found.sort(key=lambda text: (text.written_at, text.kind, text.work_id, text.text))
    return list({(text.kind, text.work_id, text.written_at): text for text in found}.values())


def unmarked_names(training_id: int, since: datetime, until: datetime) -> list[Name]:
    """The same without the texts."""
    names: set[Name] = set()
    for kind, (work_id, _person, _room, at, _text), unmarked in _unmarked(training_id, since, until):
        rows: Any = db.session.execute(select(at, work_id).where(unmarked))
        names.update(Name(written_at, kind, number) for written_at, number in rows)
    return sorted(names)


def _unmarked(training_id: int, since: datetime, until: datetime) -> Iterator[tuple[str, tuple[Any, ...], Any]]:
    for kind, columns, here in (source(training_id, since) for source in (_submissions, _journals, _posts)):
        work_id, _person, _room, at, _text = columns
        known = exists().where(TextMark.kind == kind, TextMark.work_id == work_id, TextMark.written_at == at)
        yield kind, columns, and_(here, at >= since, at < until, ~known)


def all_wordings(kind: str, work_ids: Iterable[int]) -> dict[int, list[str]]:
    """Everything that works have ever said, the present wording among it."""
    ids = list(work_ids)
    said: dict[int, list[str]] = {}
    for work_id, text in db.session.execute(union_all(*_wordings(kind, ids))) if ids else ():
        said.setdefault(work_id, []).append(text)
    return said


def _wordings(kind: str, ids: list[int]) -> list[Any]:
    if kind == "submission":
        version = SubmissionVersion
        return [select(version.submission_id, version.text).where(version.submission_id.in_(ids))]
    if kind == "journal":
        old = select(JournalVersion.journal_id, JournalVersion.text).where(JournalVersion.journal_id.in_(ids))
        return [select(Journal.id, Journal.text).where(Journal.id.in_(ids)), old]
    old = select(PostRevision.post_id, PostRevision.text).where(PostRevision.post_id.in_(ids))
    return [select(Post.id, Post.text).where(Post.id.in_(ids)), old]


Source = tuple[str, tuple[Any, ...], ColumnElement[bool]]


def _submissions(training_id: int, since: datetime) -> Source:
    """A work knows when it was last handed in, and is found by that; its versions know no training."""
    version = SubmissionVersion
    columns = (Submission.id, Submission.person_id, Submission.classroom_id, version.handed_in_at, version.text)
    newest = and_(Submission.training_id == training_id, Submission.handed_in_at >= since)
    joined = and_(version.submission_id == Submission.id, newest)
    return "submission", columns, joined


def _journals(training_id: int, since: datetime) -> Source:
    at = _later(Journal.published_at, Journal.edited_at)
    columns = (Journal.id, Journal.person_id, Journal.classroom_id, at, Journal.text)
    recent = _either(Journal.published_at, Journal.edited_at, since)
    return "journal", columns, and_(Journal.training_id == training_id, Journal.published_at.is_not(None), recent)


def _posts(training_id: int, since: datetime) -> Source:
    at = _later(Post.written_at, Post.edited_at)
    columns = (Post.id, Post.author_id, Post.classroom_id, at, Post.text)
    return "post", columns, and_(Post.training_id == training_id, _either(Post.written_at, Post.edited_at, since))


def _either(first: Any, edited: Any, since: datetime) -> ColumnElement[bool]:
    """Whether the later moment can be recent at all: each has an index of its own, of the later one there is none."""
    return or_(first >= since, edited >= since)


def _later(first: Any, edited: Any) -> ColumnElement[Any]:
    return case((and_(edited.is_not(None), edited > first), edited), else_=first)
