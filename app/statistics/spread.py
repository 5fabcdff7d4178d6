"""How a figure is spread over people: quartiles and bins of whole numbers, without any library."""

from collections.abc import Sequence
from dataclasses import dataclass

NICE = (1, 2, 5)
MOST_BINS = 24


@dataclass(frozen=True, slots=True)
class Spread:
    """Least, quartiles and most of so many values, and their mean in tenths."""

    number: int
    least: int
    low: int
    middle: int
    high: int
    most: int
    mean: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Values from `first` to `last`, both included."""

    first: int
    last: int
    number: int

    @property
    def name(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def spread_of(values: Sequence[int]) -> Spread | None:
    """Quartiles by the nearest rank, so that each is a value that somebody has; None of nobody."""
    ranked = sorted(values)
    if not ranked:
        return None
    low, middle, high = (ranked[max(0, -(-len(ranked) * part // 4) - 1)] for part in (1, 2, 3))
    mean = ((20 * sum(ranked) + len(ranked)) // (2 * len(ranked))) / 10
    return Spread(len(ranked), ranked[0], low, middle, high, ranked[-1], mean)


def bins_of(values: Sequence[int], most: int = MOST_BINS) -> list[Bin]:
    """Bins of one nice width from 0 on, at most so many, that hold every value."""
    if not values:
        return []
    highest = max(values)
    width = _width(highest + 1, most)
    counts = [0] * (highest // width + 1)
    for value in values:
        counts[value // width] += 1
    return [Bin(place * width, (place + 1) * width - 1, number) for place, number in enumerate(counts)]


def _width(reach: int, most: int) -> int:
    """The least of 1, 2, 5, 10, 20 … of which so many reach that far."""
    scale = 1
    while True:
        for step in NICE:
            if step * scale * most >= reach:
                return step * scale
        scale *= 10
