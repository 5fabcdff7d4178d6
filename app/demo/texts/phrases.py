"""Phrase parts from plain text files, compiled once so that drawing one costs a microsecond.

A file holds `[sections]` of one phrase a line. In a phrase `[早上|清早]` is a choice and `{孩}` a slot
that the cast fills once for the whole text; what stands after ` ｜` is the phrase's short form.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

PHRASES = Path(__file__).parent.parent / "phrases"
CHOICE = re.compile(r"\[([^\]|]*(?:\|[^\]|]*)+)\]")
SHORT_FORM = " ｜"
INNER_QUOTES = str.maketrans("“”", "‘’")

Draw = Callable[[], float]


class Phrase(NamedTuple):
    """A phrase with its choices taken out, and its short form."""

    form: str
    choices: tuple[tuple[str, ...], ...]
    short: str = ""

    def say(self, draw: Draw) -> str:
        """The phrase with each choice drawn; slots stay."""
        if not self.choices:
            return self.form
        return self.form % tuple([options[int(draw() * len(options))] for options in self.choices])


Pool = tuple[Phrase, ...]


def compiled(line: str) -> Phrase:
    """A phrase out of a line of a file."""
    text, _, short = line.partition(SHORT_FORM)
    choices = tuple(tuple(match.split("|")) for match in CHOICE.findall(text))
    form = CHOICE.sub("%s", text.replace("%", "%%")) if choices else text
    return Phrase(form, choices, short.translate(INNER_QUOTES))


def pick(pool: Sequence[Phrase], draw: Draw) -> str:
    """One phrase of the pool, said."""
    return pool[int(draw() * len(pool))].say(draw)


@cache
def sections(name: str) -> dict[str, Pool]:
    """The compiled sections of one phrase file, in the file's order."""
    return {title: tuple(compiled(line) for line in lines) for title, lines in raw_sections(name).items()}


@cache
def raw_sections(name: str) -> dict[str, list[str]]:
    """The lines of each section of one phrase file."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and "|" not in line:
            current = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found
