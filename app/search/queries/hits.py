"""Which entries answer a question: one statement for all kinds, permission asked inside it, so that counts tell no more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, Subquery, and_, case, literal, select, union_all

from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.people.models import Person
from app.search.grams import TITLE, kind_mark
from app.search.models import SearchEntry
from app.search.policy import marks_open_to
from app.search.queries.grams import numbers_holding, one_by_one, stands_in
from app.search.queries.kinds import KINDS, Kind
from app.search.question import Question

MOST = 300  # of each kind, the newest; nobody reads on beyond that
GLANCE = 3_000  # the newest of a kind that PostgreSQL reads through before it asks its index
TITLE_IS, TITLE_HOLDS, TOGETHER = 8, 4, 2
Entry = type[SearchEntry]
Part = Select[*tuple[Any, ...]]


class Hit(NamedTuple):
    """One thing that answers; a higher score and then a newer one comes first."""

    kind: str
    object_id: int
    score: int
    entry_id: int


Found = dict[tuple[str, int], Hit]


def hits_for(question: Question, viewer: Person) -> list[Hit]:
    """All that the viewer may find, best first.

    For those who read everything, common words fill the list from what is newest, before PostgreSQL's index lists all of them;
    SQLite's is asked from the newest on anyway.
    """
    if not question.words:
        return []
    marks = marks_open_to(viewer)
    glance = marks is None and not is_sqlite()
    found = _read([_latest(kind, question, viewer) for kind in KINDS.values()]) if glance else {}
    counts = Counter(kind for kind, _ in found)
    parts = [
        part
        for kind in KINDS.values()
        for part in _parts(kind, question, viewer, marks, is_full=counts[kind.name] >= MOST)
    ]
    return sorted((found | _read(parts)).values(), key=lambda hit: (-hit.score, -hit.entry_id))


def _read(parts: Sequence[Part]) -> Found:
    return {(row.kind, row.object_id): Hit(*row) for row in db.session.execute(union_all(*parts))}


def _parts(kind: Kind, question: Question, viewer: Person, marks: list[str] | None, *, is_full: bool) -> Iterator[Part]:
    """The newest that hold the words anywhere; and, lest these hide them, the newest that hold them in the title."""
    own = kind_mark(kind.name)
    if not is_full:
        yield _newest(kind, question, viewer, numbers_holding([own, *question.grams], marks))
    if kind.has_titles:
        in_title = [TITLE + gram for gram in question.grams]
        yield _newest(kind, question, viewer, numbers_holding([own, *in_title], marks))


def _newest(kind: Kind, question: Question, viewer: Person, numbers: Subquery) -> Part:
    """The newest among these numbers that hold each word as a whole and that the viewer may read."""
    number = numbers.c.number
    entry = one_by_one(number)
    statement = _hits(kind, question, entry).select_from(numbers).join(entry, entry.id == number)
    whole = [stands_in(word, entry.words) for word in question.unproven]
    return _readable(kind, viewer, entry, statement.where(*whole).order_by(number.desc()).limit(MOST))


def _latest(kind: Kind, question: Question, viewer: Person) -> Part:
    """The newest that hold the words, among the very newest of their kind."""
    ids = select(SearchEntry.id).where(SearchEntry.kind == kind.name).order_by(SearchEntry.id.desc()).limit(GLANCE)
    newest = ids.subquery()
    statement = _hits(kind, question, SearchEntry).select_from(newest).join(SearchEntry, SearchEntry.id == newest.c.id)
    held = [stands_in(word, SearchEntry.words) for word in question.words]
    return _readable(kind, viewer, SearchEntry, statement.where(*held).order_by(SearchEntry.id.desc()).limit(MOST))


def _hits(kind: Kind, question: Question, entry: Entry) -> Part:
    return select(
        literal(kind.name).label("kind"),
        entry.object_id.label("object_id"),
        _score(kind, question, entry).label("score"),
        entry.id.label("entry_id"),
    )


def _readable(kind: Kind, viewer: Person, entry: Entry, statement: Part) -> Part:
    """Permission is asked where the hits are, before any is counted."""
    statement = statement.join(kind.key.table, kind.key == entry.object_id)
    return select(kind.joined(statement.where(kind.readable_by(viewer))).subquery())


def _score(kind: Kind, question: Question, entry: Entry) -> Any:
    """Words in the title before words in the text; words that stand together before words that stand apart."""
    titles = [(entry.title == question.words[0], TITLE_IS)] if len(question.words) == 1 else []
    held = [stands_in(word, entry.title) for word in question.words]
    score: Any = case(*titles, (and_(*held), TITLE_HOLDS), else_=0)
    for whole in question.whole:
        score = score + case((stands_in(whole, entry.words), TOGETHER), else_=0)
    return score + kind.weight
