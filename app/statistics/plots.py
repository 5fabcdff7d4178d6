"""Where the lines and columns of a plot lie: numbers in, coordinates out; the templates only draw."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 76, 12, 14, 34
MOST_NAMES = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A point or a column: its place, its height above the ground, and the name under it, where there is room."""

    x: float
    y: float
    width: float
    tall: float
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Tick:
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    marks: list[Mark]

    @property
    def path(self) -> str:
        return " ".join(f"{'L' if place else 'M'}{mark.x} {mark.y}" for place, mark in enumerate(self.marks))


@dataclass(frozen=True, slots=True)
class Plot:
    """A frame with ticks at its left and lines or columns in it; `names` stand under the ground, `mark_at` is a norm."""

    lines: list[Line]
    ticks: list[Tick]
    names: list[tuple[float, str]]
    ground: float
    left: float = LEFT
    right: float = WIDTH - RIGHT
    width: int = WIDTH
    height: int = HEIGHT


def plot_of(names: Sequence[str], lines: Sequence[tuple[str, Sequence[float]]]) -> Plot:
    """Lines over the same names; the ground is always zero, so that no difference looks larger than it is."""
    most = max((value for _, values in lines for value in values), default=0)
    top, step = _scale(most)
    room, reach = HEIGHT - TOP - BOTTOM, WIDTH - LEFT - RIGHT
    slot = reach / max(1, len(names))
    drawn = [
        Line(title, [_mark(place, value, slot, top, room, names[place]) for place, value in enumerate(values)])
        for title, values in lines
    ]
    ticks = [
        Tick(round(TOP + room * (1 - at * step / top), 1), _said(at * step)) for at in range(round(top / step) + 1)
    ]
    every = -(-len(names) // MOST_NAMES) if names else 1
    shown = [(round(LEFT + slot * (place + 0.5), 1), name) for place, name in enumerate(names) if place % every == 0]
    return Plot(drawn, ticks, shown, HEIGHT - BOTTOM)


def _mark(place: int, value: float, slot: float, top: float, room: float, name: str) -> Mark:
    tall = round(room * value / top, 1)
    return Mark(
        x=round(LEFT + slot * (place + 0.5), 1), y=round(TOP + room - tall, 1), width=round(slot * 0.7, 1), tall=tall,
        name=name, value=value,
    )  # fmt: skip


def _scale(most: float) -> tuple[float, float]:
    """The end of the axis and the distance of its ticks: at most five of 1, 2 or 5 times a power of ten."""
    step = 1
    while True:
        for nice in (1, 2, 5):
            if nice * step * 4 >= most:
                ticks = max(1, -(-int(-(-most // 1)) // (nice * step)))
                return ticks * nice * step, nice * step
        step *= 10


def _said(number: float) -> str:
    return f"{int(number):,}"
