"""Which entries answer a question: one statement for all kinds, permission asked inside it, so that counts tell no more."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, literal, select, union_all

from app.foundation.database import db
from app.people.models import Person
from app.search.grams import TITLE, kind_mark
from app.search.models import SearchEntry
from app.search.policy import marks_open_to
from app.search.queries.grams import GRAMS, entry_number, hold_all, stands_in
from app.search.queries.kinds import KINDS, Kind
from app.search.question import Question

MOST = 300  # of each kind, the newest; nobody reads on beyond that
TITLE_IS, TITLE_HOLDS, TOGETHER = 8, 4, 2


class Hit(NamedTuple):
    """One thing that answers; a higher score and then a newer one comes first."""

    kind: str
    object_id: int
    score: int
    entry_id: int


def hits_for(question: Question, viewer: Person) -> list[Hit]:
    """All that the viewer may find, best first."""
    if not question.words:
        return []
    marks = marks_open_to(viewer)
    parts = [part for kind in KINDS.values() for part in _parts(kind, question, viewer, marks)]
    found = {(row.kind, row.object_id): Hit(*row) for row in db.session.execute(union_all(*parts))}
    return sorted(found.values(), key=lambda hit: (-hit.score, -hit.entry_id))


def _parts(
    kind: Kind, question: Question, viewer: Person, marks: list[str] | None
) -> Iterator[Select[*tuple[Any, ...]]]:
    """The newest that hold the words anywhere; and, lest these hide them, the newest that hold them in the title."""
    own = kind_mark(kind.name)
    yield _newest(kind, question, viewer, [own, *question.grams], marks)
    if kind.has_titles:
        yield _newest(kind, question, viewer, [own, *(TITLE + gram for gram in question.grams)], marks)


def _newest(
    kind: Kind, question: Question, viewer: Person, grams: list[str], marks: list[str] | None
) -> Select[*tuple[Any, ...]]:
    number = entry_number()
    statement = (
        select(
            literal(kind.name).label("kind"),
            SearchEntry.object_id.label("object_id"),
            _score(kind, question).label("score"),
            SearchEntry.id.label("entry_id"),
        )
        .select_from(GRAMS)
        .join(SearchEntry, SearchEntry.id == number)
        .join(kind.key.table, kind.key == SearchEntry.object_id)
        .where(hold_all(grams, marks), *(stands_in(word, SearchEntry.words) for word in question.unproven))
        .where(kind.readable_by(viewer))
        .order_by(number.desc())
        .limit(MOST)
    )
    return select(kind.joined(statement).subquery())


def _score(kind: Kind, question: Question) -> Any:
    """Words in the title before words in the text; words that stand together before words that stand apart."""
    titles = [(SearchEntry.title == question.words[0], TITLE_IS)] if len(question.words) == 1 else []
    held = [stands_in(word, SearchEntry.title) for word in question.words]
    score: Any = case(*titles, (and_(*held), TITLE_HOLDS), else_=0)
    for whole in question.whole:
        score = score + case((stands_in(whole, SearchEntry.words), TOGETHER), else_=0)
    return score + kind.weight
