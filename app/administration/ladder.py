"""A grade ladder as people write it: names from the best down, each with the least score that earns it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

Rung = tuple[str, int]
FEWEST, MOST = 2, 6
LONGEST_NAME = 10


class Wrong(StrEnum):
    TOO_FEW = "too few"
    SAME_NAME = "same name"
    ODD_NAME = "odd name"
    NOT_FALLING = "not falling"
    NO_GROUND = "no ground"
    NAMES_STAY = "names stay"


def faults_of(ladder: Sequence[Rung]) -> Iterator[tuple[int, Wrong]]:
    """What is wrong, by the number of the rung."""
    if len(ladder) < FEWEST:
        yield 0, Wrong.TOO_FEW
        return
    for number, (name, least) in enumerate(ladder):
        if not name.isalnum():
            yield number, Wrong.ODD_NAME
        if name in [other for other, _ in ladder[:number]]:
            yield number, Wrong.SAME_NAME
        if number and least >= ladder[number - 1][1]:
            yield number, Wrong.NOT_FALLING
    if ladder[-1][1] != 0:
        yield len(ladder) - 1, Wrong.NO_GROUND


def faults_of_change(before: Sequence[Rung], after: Sequence[Rung]) -> Iterator[tuple[int, Wrong]]:
    """Once works are being graded the names stay: grades that were given and the points table speak of them."""
    names = [name for name, _ in before]
    for number, (name, _) in enumerate(after):
        if number >= len(names) or name != names[number]:
            yield number, Wrong.NAMES_STAY
    if len(after) < len(names):
        yield len(after) - 1, Wrong.NAMES_STAY
