"""What an author changed between two versions, sentence by sentence; never slow, whatever was written."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

SENTENCE = re.compile(r"[^。！？!?；;…\n]*[。！？!?；;…]+[”’」』）)]*|[^。！？!?；;…\n]+")
Sentence = tuple[str, bool]
SAME, ADDED, GONE = "same", "added", "gone"
MOST_MATCHES = 4_000  # of equal sentences in both, counted with their repeats: what comparing costs
MOST_INSIDE = 8_000  # of equal letters, over all sentences that became others


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `what` is same, added or gone."""

    what: str
    text: str


END = Piece(SAME, "\n")
ALIKE = 0.5


def changes(before: str, after: str) -> list[list[Piece]]:
    """Paragraphs of the newer text, with what was added and what is gone; a paragraph that is gone stands alone."""
    old, new = _sentences(before), _sentences(after)
    if _matches([text for text, _ends in old], [text for text, _ends in new]) > MOST_MATCHES:
        return [*([Piece(GONE, line)] for line in _lines(before)), *([Piece(ADDED, line)] for line in _lines(after))]
    return list(_paragraphs(_Comparison().compared(old, new)))


def share_changed(paragraphs: Sequence[Sequence[Piece]]) -> int:
    """How many of a hundred letters of the newer text were not there before."""
    new = [piece for piece in chain.from_iterable(paragraphs) if piece.what != GONE]
    total = sum(len(piece.text) for piece in new)
    added = sum(len(piece.text) for piece in new if piece.what == ADDED)
    return -(-100 * added // total) if total else 0


class _Comparison:
    """Compares sentences, and letters inside of them as long as its budget lasts."""

    def __init__(self) -> None:
        self.left = MOST_INSIDE

    def compared(self, old: list[Sentence], new: list[Sentence]) -> Iterator[Piece]:
        one, other = [text for text, _ends in old], [text for text, _ends in new]
        for what, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if what == "equal":
                yield from chain.from_iterable(_ended([Piece(SAME, sentence[0])], sentence) for sentence in new[j1:j2])
            else:
                yield from self._changed(one[i1:i2], new[j1:j2])

    def _changed(self, gone: list[str], new: list[Sentence]) -> Iterator[Piece]:
        """As many sentences as before are compared one by one; otherwise the old are gone and the new added."""
        if len(gone) == len(new):
            pairs = zip(gone, new, strict=True)
            yield from chain.from_iterable(_ended(self._inside(old, sentence[0]), sentence) for old, sentence in pairs)
        else:
            yield from (Piece(GONE, text) for text in gone)
            yield from chain.from_iterable(_ended([Piece(ADDED, sentence[0])], sentence) for sentence in new)

    def _inside(self, old: str, new: str) -> list[Piece]:
        """One sentence that became another: by the letter where they are alike, as a whole where they are not."""
        cost = _matches(old, new)
        if cost > self.left:
            return [Piece(GONE, old), Piece(ADDED, new)]
        self.left -= cost
        match = SequenceMatcher(None, old, new, autojunk=False)
        if match.ratio() < ALIKE:
            return [Piece(GONE, old), Piece(ADDED, new)]
        pieces = []
        for what, i1, i2, j1, j2 in match.get_opcodes():
            if what == "equal":
                pieces.append(Piece(SAME, new[j1:j2]))
            else:
                pieces += [Piece(GONE, old[i1:i2])] * (i2 > i1) + [Piece(ADDED, new[j1:j2])] * (j2 > j1)
        return pieces


def _ended(pieces: list[Piece], sentence: Sentence) -> list[Piece]:
    """The pieces of a sentence, and the end of its line where it has one."""
    return [*pieces, END] if sentence[1] else pieces


def _matches(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal parts there are."""
    there = Counter(new)
    return sum(count * there[part] for part, count in Counter(old).items())


def _paragraphs(pieces: Iterator[Piece]) -> Iterator[list[Piece]]:
    """Broken where a line ends, runs of one kind joined."""
    paragraph: list[Piece] = []
    for piece in pieces:
        if piece == END:
            if paragraph:
                yield paragraph
            paragraph = []
        elif paragraph and paragraph[-1].what == piece.what:
            paragraph[-1] = Piece(piece.what, paragraph[-1].text + piece.text)
        else:
            paragraph.append(piece)
    if paragraph:
        yield paragraph


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _sentences(text: str) -> list[Sentence]:
    """Sentences, each with whether a line ends after it."""
    found: list[Sentence] = []
    for line in _lines(text):
        parts = [match.group() for match in SENTENCE.finditer(line.strip())]
        found += [(part, place == len(parts)) for place, part in enumerate(parts, start=1)]
    return found
