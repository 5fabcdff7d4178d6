"""What two topics say in the same words: found in seconds by hashing every stretch of text of one length."""

import html
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.courses.course import TopicText

LIMIT = 20
BREAK = "\x00"
_LEFT_OUT = re.compile(r"<a\b[^>]*>.*?</a>|《[^》]*》", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True, order=True)
class Overlap:
    """A stretch that stands in two topics, as long as it can be; the topics by their keys."""

    length: int
    text: str
    first: str
    second: str


def comparable(topic: TopicText) -> str:
    """A topic without links, titles of laws and white space; no stretch runs across what was left out."""
    parts = (html.unescape(_TAG.sub("", _LEFT_OUT.sub(BREAK, section.html))) for section in topic.sections)
    return BREAK.join("".join(part.split()) for part in parts)


def overlaps(texts: Mapping[str, str], least: int = LIMIT) -> list[Overlap]:
    """Every stretch of at least so many characters that two of the texts share, longest first."""
    found = {
        Overlap(*_stretch(texts, first, second, least))
        for places in _places(texts, least).values()
        for first, second in combinations(places, 2)
        if first[0] != second[0] and not _continues(texts, first, second)
    }
    return sorted(found, reverse=True)


def longest_overlaps(texts: Mapping[str, str]) -> list[Overlap]:
    """The longest stretches that any two of the texts share, all of one length; empty if they share nothing."""
    low, high = 0, max(map(len, texts.values()), default=0) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if any(len({key for key, _ in places}) > 1 for places in _places(texts, middle).values()):
            low = middle
        else:
            high = middle
    return overlaps(texts, low) if low else []


def _places(texts: Mapping[str, str], length: int) -> dict[str, list[tuple[str, int]]]:
    """Where each stretch of one length stands, of those that stand in more than one place."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for key, at, stretch in _stretches(texts, length):
        found[stretch].append((key, at))
    return {stretch: places for stretch, places in found.items() if len(places) > 1}


def _stretches(texts: Mapping[str, str], length: int) -> Iterator[tuple[str, int, str]]:
    for key, text in texts.items():
        start = 0
        for piece in text.split(BREAK):
            for at in range(len(piece) - length + 1):
                yield key, start + at, piece[at : at + length]
            start += len(piece) + 1


def _continues(texts: Mapping[str, str], first: tuple[str, int], second: tuple[str, int]) -> bool:
    """Whether the stretch could begin one character earlier: then it was found there."""
    (one, i), (other, j) = first, second
    return i > 0 and j > 0 and texts[one][i - 1] == texts[other][j - 1] != BREAK


def _stretch(
    texts: Mapping[str, str], first: tuple[str, int], second: tuple[str, int], length: int
) -> tuple[int, str, str, str]:
    """The stretch with everything that follows it in both texts."""
    (one, i), (other, j) = first, second
    a, b = texts[one], texts[other]
    while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length] != BREAK:
        length += 1
    return length, a[i : i + length], one, other
