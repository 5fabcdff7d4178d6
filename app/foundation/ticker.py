"""What the server's own process does every few seconds beside serving."""

from collections.abc import Callable
from threading import Event, Thread

import structlog
from flask import Flask

log = structlog.get_logger()


class Ticker:
    """Calls `work` in the application's context, one time after another, until the process ends."""

    def __init__(self, app: Flask, seconds: float, work: Callable[[], object]) -> None:
        self._app, self._seconds, self._work = app, seconds, work
        self._over = Event()
        self._thread = Thread(target=self._run, name="ticker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End after the work that is under way."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(self._seconds):
            self._tick()

    def _tick(self) -> None:
        """A fault is told in the log and stops nothing: the next tick tries again."""
        try:
            with self._app.app_context():
                self._work()
        except Exception:
            log.exception("tick_failed")
