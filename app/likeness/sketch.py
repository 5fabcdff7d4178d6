"""When two texts are as good as the same: their letters two by two, and a fingerprint that finds candidates fast.

The fingerprint is Charikar's SimHash ("Similarity estimation techniques from rounding algorithms", 2002) over pairs of
letters: of two texts that share three quarters of their pairs about 11 of 64 bits differ, of strangers about 30.
"""

import re
from functools import lru_cache
from hashlib import shake_128

BITS = 64
LANE = 16  # bits that the count of one bit of the fingerprint may take: texts have at most 20,000 letters
MOST_DIFFERENT = 18  # bits; beyond it nobody looks whether texts are alike
ALIKE = 750  # thousandths; texts of which at least so much is shared are alike
_NO_LETTER = re.compile(r"[\W_]+")
_ALL = (1 << BITS) - 1
_LOWEST_OF_LANES = int.from_bytes(b"\x00\x01" * BITS)


def letters(text: str) -> str:
    """A text without white space, punctuation, marks and case."""
    return _NO_LETTER.sub("", text).casefold()


def pairs(words: str) -> frozenset[str]:
    """The pairs of neighbouring letters; a single letter stands for itself."""
    return frozenset(map(str.__add__, words, words[1:])) or frozenset((words,))


def sketch(words: str) -> int:
    """A fingerprint of 64 bits, as a signed number, so that any database keeps it."""
    mine = pairs(words)
    counted = sum(map(_bits_of, mine))
    half = len(mine) // 2
    lanes = [counted >> (LANE * n) & 0xFFFF for n in range(BITS)]
    value = sum(1 << n for n, count in enumerate(lanes) if count > half)
    return value - (1 << BITS) if value >> (BITS - 1) else value


@lru_cache(maxsize=1 << 16)
def _bits_of(pair: str) -> int:
    """Sixty-four bits of chance for a pair of letters, each in a lane of its own, so that a sum counts them all."""
    return int.from_bytes(shake_128(pair.encode("utf-8", "surrogatepass")).digest(BITS * LANE // 8)) & _LOWEST_OF_LANES


def is_candidate(one: int, other: int) -> bool:
    """Whether two fingerprints are near enough for a look at the texts."""
    return ((one ^ other) & _ALL).bit_count() <= MOST_DIFFERENT


def share(one: str, other: str) -> int:
    """How much two texts of letters have in common, in thousandths: shared pairs of all their pairs."""
    mine, others = pairs(one), pairs(other)
    return len(mine & others) * 1000 // len(mine | others)


def are_alike(one: str, other: str) -> bool:
    return share(one, other) >= ALIKE
