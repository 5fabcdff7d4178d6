"""Many requests that each add a row share one commit: the first of them writes for all, and all wait until it is done.

Nobody waits while nothing else is written; under load there is at most one transaction in each pause.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic, sleep
from typing import Generic, TypeVar

Item = TypeVar("Item")
PATIENCE = 30  # seconds after which whoever waits is told that it failed


class NotWritten(Exception):
    """The shared commit failed; whoever sent an item has to send it again."""


class _Batch(Generic[Item]):
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.is_written = False
        self._writing = Lock()
        self._writing.acquire()

    def let_go(self) -> None:
        """Whoever waits goes on, and lets the next one go on: all at once they would be in each other's way."""
        self._writing.release()

    def wait(self) -> bool:
        """Whether it was written, once that is known."""
        if not self._writing.acquire(timeout=PATIENCE):
            return False
        self._writing.release()
        return self.is_written


class Together(Generic[Item]):
    """`write` puts a list of items into the database in one transaction, or raises."""

    def __init__(self, write: Callable[[list[Item]], None], pause: float) -> None:
        self._write, self._pause = write, pause
        self._lock, self._turn = Lock(), Lock()
        self._open: _Batch[Item] | None = None
        self._written_at = float("-inf")

    def add(self, item: Item) -> None:
        """Come back once the item is in the database; raises NotWritten where somebody else failed to write it."""
        batch, leads = self._join(item)
        if leads:
            self._lead(batch)
        elif not batch.wait():
            raise NotWritten

    def _join(self, item: Item) -> tuple[_Batch[Item], bool]:
        with self._lock:
            leads = self._open is None
            batch = self._open = self._open or _Batch()
            batch.items.append(item)
            return batch, leads

    def _lead(self, batch: _Batch[Item]) -> None:
        try:
            with self._turn:
                sleep(max(0.0, self._written_at + self._pause - monotonic()))
                with self._lock:
                    self._open = None
                self._write(batch.items)
                self._written_at = monotonic()
                batch.is_written = True
        finally:
            batch.let_go()
