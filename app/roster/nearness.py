"""Which known name somebody may have meant: shared characters and shared pairs of them, as whole numbers out of 100."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

NEAR = 50
MOST = 3
_ASIDE = re.compile(r"[\s()（）\[\]【】·.,，。、“”\"'‘’\-—_]+")


def bare(name: str) -> str:
    """A name without spaces, brackets and points, full-width letters made ordinary."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", name)).lower()


def nearness(one: str, other: str) -> int:
    """0 for nothing in common, 100 for the same; a name inside the other counts 90."""
    if one == other:
        return 100
    if min(len(one), len(other)) >= 4 and (one in other or other in one):
        return 90
    return (2 * _shared(Counter(one), Counter(other)) + _shared(_pairs(one), _pairs(other))) // 3


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three known names that are near enough, the nearest first."""
    wanted = bare(name)
    scored = sorted(((-nearness(wanted, bare(one)), one) for one in known), key=lambda pair: pair)
    return [one for score, one in scored[:MOST] if -score >= NEAR]


def _pairs(name: str) -> Counter[str]:
    return Counter(name[place : place + 2] for place in range(len(name) - 1))


def _shared(one: Counter[str], other: Counter[str]) -> int:
    whole = one.total() + other.total()
    return 200 * (one & other).total() // whole if whole else 0
