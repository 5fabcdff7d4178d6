"""When a comment says nothing of its own: a bare grade, a few characters, or words used before."""

import unicodedata
from collections.abc import Sequence
from hashlib import blake2b

FEWEST_CHARACTERS = 6


def digest_of(comment: str) -> str:
    """32 hexadecimal digits, the same for comments that differ only in punctuation, spaces, width or case."""
    return blake2b(_bones(comment).encode(), digest_size=16).hexdigest()


def is_bare(comment: str, grades: Sequence[str] = ()) -> bool:
    """Whether a comment is no more than a grade or a few characters."""
    bones = _bones(comment)
    return len(bones) < FEWEST_CHARACTERS or bones in {_bones(grade) for grade in grades}


def _bones(comment: str) -> str:
    folded = unicodedata.normalize("NFKC", comment).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
