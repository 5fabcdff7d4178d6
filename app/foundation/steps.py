"""Long work in short transactions: between two of them whoever waits has a turn."""

from collections.abc import Callable, Sequence
from time import sleep
from typing import TypeVar

from app.foundation.transactions import is_writing, transaction

A_STEP = 300  # things that are done within a fraction of a second
PAUSE = 0.12  # seconds: SQLite lets other processes look every tenth of a second whether it is their turn
Item = TypeVar("Item")


def in_steps(items: Sequence[Item], step: Callable[[Sequence[Item]], int]) -> int:
    """Do a step for each few of the items, in a transaction of its own; gives the sum of what they did.

    A step looks again at what it takes: an act may have been there since the items were listed, and whoever begins anew
    after a crash goes on from where the last whole step ended. Inside a transaction all steps belong to it.
    """
    done = 0
    for first in range(0, len(items), A_STEP):
        if first and not is_writing():
            sleep(PAUSE)
        with transaction():
            done += step(items[first : first + A_STEP])
    return done
