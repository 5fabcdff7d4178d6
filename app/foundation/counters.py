"""Counting in this process: the library starts a thread at nearly every count, which looks through all the counters."""

from threading import Lock
from time import time

from limits.storage import MemoryStorage

BETWEEN_SWEEPS = 60  # seconds


class HouseCounters(MemoryStorage):
    """Counters of fixed windows; those whose window is over are let go once a minute, by whoever counts then."""

    STORAGE_SCHEME = ["house"]  # noqa: RUF012 - the library's own way of naming it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: str) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._turn, self._sweep_at = Lock(), 0.0

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count, in a window that begins with the first; gives how many there are in it."""
        with self._turn:
            now = time()
            if now >= self._sweep_at:
                self._sweep(now)
            if self.expirations.get(key, 0.0) <= now:
                self.storage[key], self.expirations[key] = 0, now + expiry
            self.storage[key] += amount
            return self.storage[key]

    def _sweep(self, now: float) -> None:
        self._sweep_at = now + BETWEEN_SWEEPS
        for key in [key for key, until in self.expirations.items() if until <= now]:
            self.clear(key)
