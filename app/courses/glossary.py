"""The glossary taken apart: one word a heading, in plain words below it, ordered as a dictionary orders them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from app.courses.documents import Document, Lines

SHORTEST, LONGEST = 40, 120
LONGEST_NAME = 20
_HEADING = re.compile(r"^###\s+(.*?)\s*#*$")


@dataclass(slots=True)
class Entry:
    """A heading with the lines below it; the first name is the one it is ordered by."""

    line: int
    names: list[str]
    lines: Lines


def split_terms(document: Document) -> tuple[Lines, list[Entry]]:
    """What stands before the first word, and the words; says which are named twice or without a name."""
    introduction: Lines = []
    entries: list[Entry] = []
    seen: dict[str, int] = {}
    for number, line in document.body:
        heading = _HEADING.match(line)
        if heading:
            entries.append(Entry(number, _names(document, number, heading[1], seen), []))
        else:
            (entries[-1].lines if entries else introduction).append((number, line))
    return introduction, [entry for entry in entries if entry.names]


def in_order(names: Iterable[str]) -> list[str]:
    """Names as a dictionary has them, by their pinyin; letters and figures among them."""
    return sorted(names, key=lambda name: (initial_of(name), _sound(name), name))


def initial_of(name: str) -> str:
    """The letter below which a name stands; # for what has none."""
    first = "".join(lazy_pinyin(name))[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def topics_that_say(names: Iterable[str], texts: Mapping[str, str]) -> list[str]:
    """The slugs of the texts that use a word, the one that uses it most first."""
    wanted = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    counts = {slug: len(wanted.findall(text)) for slug, text in texts.items()}
    return sorted((slug for slug, count in counts.items() if count), key=lambda slug: -counts[slug])


def anchor_of(name: str) -> str:
    """Where on the page a word stands; an address has no room for spaces."""
    return name.replace(" ", "-")


def _sound(name: str) -> list[str]:
    return lazy_pinyin(name, style=Style.TONE3, neutral_tone_with_five=True)


def _names(document: Document, line: int, heading: str, seen: dict[str, int]) -> list[str]:
    names = [name.strip() for name in heading.split(" / ")]
    if not all(names) or max(map(len, names)) > LONGEST_NAME:
        document.fault(line, f"词条要有名字，每个最多 {LONGEST_NAME} 个字；几种叫法之间写“ / ”")
        return []
    for name in names:
        if name in seen:
            document.fault(line, f"词条“{name}”写了两次，第一次在第 {seen[name]} 行")
        seen.setdefault(name, line)
    return names
