"""What is different between two texts, in pieces that put together give each of them again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile

PIECES = re.compile(r"[^。！？；，、,.!?;\n]*[。！？；，、,.!?;\n]?")
MOST_PIECES = 1_500
CLOSE_LOOK = 10_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `kind` is `same`, or `gone` (only in the first text), or `new` (only in the second)."""

    kind: str
    text: str


def difference(first: str, second: str) -> list[Piece]:
    """Compare two texts, first by clauses and then, where those are short, by characters."""
    found: list[Piece] = []
    for piece in _by_clauses(first, second):
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def side_of(pieces: list[Piece], other: str) -> list[Piece]:
    """What one of the two texts says: all pieces but those that are only in the other (`gone` or `new`)."""
    return [piece for piece in pieces if piece.kind != other]


def _by_clauses(first: str, second: str) -> Iterator[Piece]:
    a, b = _clauses(first), _clauses(second)
    if max(len(a), len(b)) > MOST_PIECES:
        yield from _trimmed(first, second)
        return
    for kind, i, j, k, m in SequenceMatcher(None, a, b).get_opcodes():
        old, new = "".join(a[i:j]), "".join(b[k:m])
        if kind == "equal":
            yield Piece("same", old)
        elif old and new and len(old) * len(new) <= CLOSE_LOOK:
            yield from _by_characters(old, new)
        else:
            yield from _trimmed(old, new)


def _by_characters(old: str, new: str) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:  # too little in common: single letters here and there would only confuse
        yield from _whole(old, new)
        return
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", old[i:j])
        else:
            yield from _whole(old[i:j], new[k:m])


def _trimmed(old: str, new: str) -> Iterator[Piece]:
    """What both begin and end with is the same, everything between is not looked at."""
    head = common_beginning(old, new)
    tail = common_beginning(old[head:][::-1], new[head:][::-1])
    if head:
        yield Piece("same", old[:head])
    yield from _whole(old[head : len(old) - tail], new[head : len(new) - tail])
    if tail:
        yield Piece("same", old[len(old) - tail :])


def _whole(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("gone", old)
    if new:
        yield Piece("new", new)


def common_beginning(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _clauses(text: str) -> list[str]:
    return [piece for piece in PIECES.findall(text) if piece]
