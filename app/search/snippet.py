"""Where in a text the words stand, and the piece of it that shows them: pairs of text and whether it is a hit."""

import re
from collections.abc import Iterable, Iterator, Sequence

from app.search.folding import fold_character

Pieces = list[tuple[str, bool]]
BEFORE = 24
LENGTH = 110


def marked(text: str, words: Sequence[str]) -> Pieces:
    """A whole text, cut where hits begin and end."""
    return list(_cut(text, hits_in(text, words), 0, len(text)))


def snippet(text: str, words: Sequence[str]) -> Pieces:
    """The surroundings of the first hit; the beginning of the text where there is none."""
    hits = hits_in(text, words)
    begin = max(0, hits[0][0] - BEFORE) if hits else 0
    begin = 0 if begin < BEFORE // 2 else begin
    end = min(len(text), max(begin + LENGTH, hits[0][1] if hits else 0))
    pieces = list(_cut(text, hits, begin, end))
    return [*([("…", False)] if begin else []), *pieces, *([("…", False)] if end < len(text) else [])]


def hits_in(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, from and to, in order and without overlaps."""
    if not words:
        return []
    folded, places = _folded(text)
    one_of = re.compile("|".join(re.escape(word).replace("\\ ", " +") for word in sorted(words, key=len, reverse=True)))
    spans = [found.span() for found in one_of.finditer(folded)]
    if places is None:
        return spans
    return list(_apart((places[start], places[end - 1] + 1) for start, end in spans))


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, each beginning where the one before has ended: one character may hold the ends of two hits."""
    reached = 0
    for start, end in spans:
        if max(start, reached) < end:
            yield max(start, reached), end
            reached = end


def _folded(text: str) -> tuple[str, list[int] | None]:
    """The text as it is compared, spaces not drawn together; and where each character came from, if not from its own place."""
    pieces = [fold_character(character) for character in text]
    folded = "".join(pieces)
    if all(len(piece) == 1 for piece in pieces):
        return folded, None
    return folded, [place for place, piece in enumerate(pieces) for _ in piece]


def _cut(text: str, hits: list[tuple[int, int]], begin: int, end: int) -> Iterator[tuple[str, bool]]:
    """The part of a text from `begin` to `end`, hit by hit."""
    place = begin
    within = ((max(start, begin), min(stop, end)) for start, stop in hits if start < end and stop > begin)
    for start, stop in within:
        if start > place:
            yield text[place:start], False
        yield text[start:stop], True
        place = stop
    if place < end:
        yield text[place:end], False
