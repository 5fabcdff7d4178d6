"""The table of simulated people: what they did, what they were credited, what the tutor is told."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

from app.study.ledger import whole_minutes
from app.study.simulation.cheats import CHEATS
from app.study.simulation.honest import HONEST
from app.study.simulation.page import Life, Server

EIGHT_IN_THE_EVENING = 1_773_835_200  # Wednesday 18 March 2026 in Shanghai
SEED = 2009
HEAD = (
    "| who | does | truly read | credited | share | wall clock | hints |\n| --- | --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True, slots=True)
class Result:
    """One simulated person, in seconds of the server's clock."""

    name: str
    does: str
    is_honest: bool
    read: int
    credited: int
    elapsed: int
    hints: tuple[str, ...]


@cache
def results() -> tuple[Result, ...]:
    """Everybody's life, lived again in the same way each time."""
    return tuple(_result(one, is_honest=one in HONEST) for one in (*HONEST, *CHEATS))


def table() -> str:
    """The results as Markdown, in minutes."""
    return "\n".join([HEAD, *map(_row, results())]) + "\n"


def _result(one: Callable[[Life, Random], None], *, is_honest: bool) -> Result:
    life = Life(Server(EIGHT_IN_THE_EVENING))
    one(life, Random(SEED))  # noqa: S311 - made-up people need chance that repeats
    life.close()
    server = life.server
    hints = tuple(sorted({str(hint.pattern) for hint in server.hints()}))
    does = " ".join((one.__doc__ or "").split())
    name = one.__name__.replace("_", " ")
    return Result(name, does, is_honest, len(life.read), server.credited, server.elapsed, hints)


def _row(result: Result) -> str:
    share = f"{result.credited * 1000 // result.read / 10} %" if result.is_honest else "–"
    cells = (
        result.name, result.does, f"{whole_minutes(result.read)} min" if result.is_honest else "–",
        f"{whole_minutes(result.credited)} min", share, f"{whole_minutes(result.elapsed)} min",
        ", ".join(result.hints) or "–",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"
