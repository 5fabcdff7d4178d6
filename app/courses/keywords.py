"""The words by which topics are found: one list for the whole course, so that like is found with like."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Up to four words of the vocabulary that are written like it or share two characters in a row with it."""
    known = list(vocabulary)
    alike = get_close_matches(word, known, n=3, cutoff=0.5)
    pairs = {word[at : at + 2] for at in range(len(word) - 1)}
    sharing = [other for other in known if any(pair in other for pair in pairs)]
    return list(dict.fromkeys([*alike, *sharing]))[:4]


def unknown_keyword(word: str, vocabulary: Iterable[str]) -> str:
    """What an editor is told of a word that the course does not know."""
    near = nearest(word, vocabulary)
    hint = f"相近的有 {'、'.join(near)}" if near else "能用的词都在 course.md 的 keywords 里"
    return f"关键词“{word}”不在课程的词表里；{hint}"
