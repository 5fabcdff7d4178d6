"""A page of results: what was found of which kind, and the page's own with their words."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.people.models import Person
from app.search.folding import visible
from app.search.queries.hits import MOST, Hit, hits_for
from app.search.queries.kinds import KINDS, Result
from app.search.question import Question, parse
from app.search.snippet import Pieces, marked, snippet

PER_PAGE = 15


@dataclass(frozen=True, slots=True)
class Found:
    """One result, its title and a piece of its text cut where the hits are."""

    kind: str
    url: str
    title: Pieces
    text: Pieces
    author: str | None
    place: str | None
    written_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """`counts` says how many of each kind; at `MOST` there may be more."""

    question: Question
    counts: dict[str, int]
    results: list[Found]
    number: int
    total: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    def is_full(self, kind: str | None = None) -> bool:
        """Whether there may be more of a kind, or of any, than are counted."""
        return any(count >= MOST for name, count in self.counts.items() if kind in (None, name))


def answer_to(question: Question, viewer: Person, kind: str | None, number: int) -> Answer:
    """A page of what the viewer may find, of one kind or of all; a page beyond the last is the last."""
    hits = hits_for(question, viewer)
    counts = Counter(hit.kind for hit in hits)
    wanted = [hit for hit in hits if kind in (None, hit.kind)]
    number = min(number, max(1, -(-len(wanted) // PER_PAGE)))
    page = wanted[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Answer(
        question, {name: counts[name] for name in KINDS}, list(_found(page, question, viewer)), number, len(wanted)
    )


def ids_found(typed: str, viewer: Person, kind: str) -> tuple[list[int], bool]:
    """The things of one kind that hold the words, for a list of their own; and whether there may be more of them."""
    ids = [hit.object_id for hit in hits_for(parse(typed), viewer) if hit.kind == kind]
    return ids, len(ids) >= MOST


def _found(page: list[Hit], question: Question, viewer: Person) -> Iterator[Found]:
    shown = {
        name: kind.shown(ids, viewer)
        for name, kind in KINDS.items()
        if (ids := [hit.object_id for hit in page if hit.kind == name])
    }
    for hit in page:
        result = shown[hit.kind].get(hit.object_id)
        if result is not None:
            yield _cut(hit.kind, result, question)


def _cut(kind: str, result: Result, question: Question) -> Found:
    title, text = marked(result.title, question.words), snippet(visible(result.html), question.words)
    return Found(kind, result.url, title, text, result.author, result.place, result.written_at)
