"""Which entries answer a question: one statement for all kinds, permission asked inside it, so that counts tell no more."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, Subquery, Text, and_, bindparam, case, literal, select, union_all

from app.classrooms.memberships import PersonalQuestion
from app.foundation.dialects import is_sqlite
from app.people.models import Person
from app.search.grams import TITLE, kind_mark
from app.search.models import SearchEntry
from app.search.policy import marks_open_to
from app.search.queries.grams import expression, numbers_holding, one_by_one, stands_in
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

    On PostgreSQL the newest of a kind are glanced through before its index lists all that hold the words; SQLite's is asked
    from the newest on anyway.
    """
    if not question.words:
        return []
    open_to = marks_open_to(viewer)
    marks = {name: kind.narrowed(open_to) for name, kind in KINDS.items()}
    told = _told(question, marks)
    shape = Shape(is_sqlite(), tuple(word in question.unproven for word in question.words))
    glanced = () if shape.is_sqlite else _worth_a_glance(question, open_to)
    found = _read(LATEST.all(viewer, shape, glanced, **told)) if glanced else {}
    counts = Counter(kind for kind, _ in found)
    full = tuple(name for name in KINDS if counts[name] >= MOST)
    return sorted((found | _read(HITS.all(viewer, shape, full, **told))).values(), key=_best_first)


def _worth_a_glance(question: Question, open_to: list[str] | None) -> tuple[str, ...]:
    """Kinds of which the newest may well fill the list: all for those who read everything; for others what is open to all,
    and only where the words are single characters, which many texts hold."""
    if open_to is None:
        return tuple(KINDS)
    are_common = all(len(word) == 1 for word in question.words)
    return tuple(name for name, kind in KINDS.items() if are_common and not kind.carries)


class Shape(NamedTuple):
    """What decides how a question is worded beside who asks: the database, and which words have to be looked up whole."""

    is_sqlite: bool
    unproven: tuple[bool, ...]


class Words:
    """Stands for all questions of a shape while a statement is worded."""

    def __init__(self, shape: Shape) -> None:
        self.words = [_word(f"word_{number}") for number in range(len(shape.unproven))]
        self.unproven = [word for word, is_one in zip(self.words, shape.unproven, strict=True) if is_one]
        self.whole = [_word("whole_0"), _word("whole_1")] if len(self.words) > 1 else []


def _word(name: str) -> Any:
    return bindparam(name, type_=Text())


def _told(question: Question, marks: dict[str, list[str] | None]) -> dict[str, str]:
    """What those names mean in this question."""
    told = {f"word_{number}": word for number, word in enumerate(question.words)}
    told |= {f"whole_{number}": whole for number, whole in enumerate(question.whole)}
    for name in KINDS:
        own = kind_mark(name)
        told[f"anywhere_{name}"] = expression([own, *question.grams], marks[name])
        told[f"title_{name}"] = expression([own, *(TITLE + gram for gram in question.grams)], marks[name])
    return told


def _best_first(hit: Hit) -> tuple[int, int]:
    return -hit.score, -hit.entry_id


def _read(rows: Sequence[Any]) -> Found:
    return {(row.kind, row.object_id): Hit(*row) for row in rows}


def _everywhere(viewer: Person, shape: Shape, full: tuple[str, ...]) -> CompoundSelect[*tuple[Any, ...]]:
    words = Words(shape)
    return union_all(*(part for kind in KINDS.values() for part in _parts(kind, words, viewer, kind.name in full)))


def _among_newest(viewer: Person, shape: Shape, names: tuple[str, ...]) -> CompoundSelect[*tuple[Any, ...]]:
    words = Words(shape)
    return union_all(*(_latest(KINDS[name], words, viewer) for name in names))


def _parts(kind: Kind, words: Words, viewer: Person, is_full: bool) -> Iterator[Part]:
    """The newest that hold the words anywhere; and, lest these hide them, the newest that hold them in the title."""
    if not is_full:
        yield _newest(kind, words, viewer, numbers_holding(_word(f"anywhere_{kind.name}")))
    if kind.has_titles:
        yield _newest(kind, words, viewer, numbers_holding(_word(f"title_{kind.name}")))


def _newest(kind: Kind, words: Words, viewer: Person, numbers: Subquery) -> Part:
    """The newest among these numbers that hold each word as a whole and that the viewer may read."""
    number = numbers.c.number
    entry = one_by_one(number)
    statement = _hits(kind, words, entry).select_from(numbers).join(entry, entry.id == number)
    whole = [stands_in(word, entry.words) for word in words.unproven]
    return _readable(kind, viewer, entry, statement.where(*whole).order_by(number.desc()).limit(MOST))


def _latest(kind: Kind, words: Words, viewer: Person) -> Part:
    """The newest that hold the words, among the very newest of their kind."""
    ids = select(SearchEntry.id).where(SearchEntry.kind == kind.name).order_by(SearchEntry.id.desc()).limit(GLANCE)
    newest = ids.subquery()
    entry = one_by_one(newest.c.id)  # else PostgreSQL would read through all entries for the sake of these
    statement = _hits(kind, words, entry).select_from(newest).join(entry, entry.id == newest.c.id)
    held = [stands_in(word, entry.words) for word in words.words]
    return _readable(kind, viewer, entry, statement.where(*held).order_by(newest.c.id.desc()).limit(MOST))


def _hits(kind: Kind, words: Words, entry: Entry) -> Part:
    return select(
        literal(kind.name).label("kind"),
        entry.object_id.label("object_id"),
        _score(kind, words, entry).label("score"),
        entry.id.label("entry_id"),
    )


def _readable(kind: Kind, viewer: Person, entry: Entry, statement: Part) -> Part:
    """Permission is asked where the hits are, before any is counted."""
    statement = statement.join(kind.key.table, kind.key == entry.object_id)
    return select(kind.joined(statement.where(kind.readable_by(viewer))).subquery())


def _score(kind: Kind, words: Words, entry: Entry) -> Any:
    """Words in the title before words in the text; words that stand together before words that stand apart."""
    titles = [(entry.title == words.words[0], TITLE_IS)] if len(words.words) == 1 else []
    held = [stands_in(word, entry.title) for word in words.words]
    score: Any = case(*titles, (and_(*held), TITLE_HOLDS), else_=0)
    for whole in words.whole:
        score = score + case((stands_in(whole, entry.words), TOGETHER), else_=0)
    return score + kind.weight


HITS, LATEST = PersonalQuestion(_everywhere), PersonalQuestion(_among_newest)
