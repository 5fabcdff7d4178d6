"""When a comment says nothing of its own: a bare grade, a few characters, or words used before."""

import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

FEWEST_CHARACTERS = 6
SHINGLE = 3


def digest_of(comment: str) -> str:
    """32 hexadecimal digits, the same for comments that differ only in punctuation, spaces, width or case."""
    return blake2b(_bones(comment).encode(), digest_size=16).hexdigest()


def is_bare(comment: str, grades: Sequence[str] = ()) -> bool:
    """Whether a comment is no more than a grade or a few characters."""
    bones = _bones(comment)
    return len(bones) < FEWEST_CHARACTERS or bones in {_bones(grade) for grade in grades}


def own_characters(comment: str, other: str) -> int:
    """How many letters of a comment stand in none of the three-letter pieces that it shares with other words."""
    bones, known = _bones(comment), _shingles(_bones(other))
    shared: set[int] = set()
    for start in range(max(len(bones) - SHINGLE + 1, 1)):
        if bones[start : start + SHINGLE] in known:
            shared.update(range(start, start + SHINGLE))
    return len(bones) - len(shared & set(range(len(bones))))


def is_nearly(comment: str, other: str) -> bool:
    """Whether a comment adds next to nothing to words that were there before; of a short one, less than a third."""
    own = own_characters(comment, other)
    return bool(_bones(other)) and own < FEWEST_CHARACTERS and own * 3 <= len(_bones(comment))


def _shingles(bones: str) -> set[str]:
    return {bones[start : start + SHINGLE] for start in range(max(len(bones) - SHINGLE + 1, 1))}


def _bones(comment: str) -> str:
    folded = unicodedata.normalize("NFKC", comment).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
