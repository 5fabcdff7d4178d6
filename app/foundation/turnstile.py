"""One reader at a time, where a second one could only be in the way.

Python runs one thread at a time, and SQLite's driver offers that right to the others at every row it brings. With sixteen pages under way,
a page changed hands hundreds of times, which took as long again as the page itself. Reading from a file waits for nobody, so
nothing is lost by letting a page through to its end before the next one begins. On PostgreSQL a page does wait, and no line is formed.
"""

from collections.abc import Iterable
from threading import Lock
from time import monotonic
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

PATIENCE = 0.01  # seconds that a page may have the room to itself; beside a slower one another goes in each time they have passed


class Turnstile:
    """Lets those who only read through one after another; whoever writes passes, for writers have a line of their own."""

    def __init__(self, within: WSGIApplication, patience: float = PATIENCE) -> None:
        self._within, self._patience = within, patience
        self._line, self._room = Lock(), Lock()
        self._entered_at = 0.0  # by whoever went in last

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._within(environ, start_response)
        is_alone = self._enter()
        try:
            return self._within(environ, start_response)
        finally:
            if is_alone:
                self._room.release()

    def _enter(self) -> bool:
        """Wait for the room; False for who went in beside somebody slow. The first in the line looks at the clock, the others wait."""
        with self._line:
            is_alone = self._room.acquire(timeout=max(0.0, self._entered_at + self._patience - monotonic()))
            self._entered_at = monotonic()
            return is_alone
