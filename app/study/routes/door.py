"""The door for signals, before Flask: thousands of pages speak at once, and nothing of a request is needed to hear them.

The signed visit says whose a signal is, so no session is opened and nobody is looked up. Whatever is not a well-formed,
permitted signal goes on to the route of the same address, which says in words what is wrong with it.
"""

import json
from collections import Counter
from collections.abc import Iterable
from io import BytesIO
from threading import Lock
from time import monotonic
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from flask import Flask

from app.study import signals, visits
from app.study.operations import hear
from app.study.signals import Signal
from app.study.visits import Visit

ADDRESS = "/study/signals"
LONGEST = 8_000  # bytes: an hour without a line is told in half of it
A_PERSONS_PACE = 20  # signals in a minute; a person in five tabs sends two
HEADERS = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
log = structlog.get_logger()


class Door:
    """Hears signals and lets everything else pass."""

    def __init__(self, app: Flask, within: WSGIApplication) -> None:
        self._app, self._within = app, within
        self._lock, self._minute = Lock(), 0
        self._heard: Counter[int] = Counter()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != ADDRESS or environ["REQUEST_METHOD"] != "POST":
            return self._within(environ, start_response)
        said = self._read(environ)
        if said is None:
            return self._within(environ, start_response)
        start_response(self._answer(*said), HEADERS)
        return [b""]

    def _read(self, environ: WSGIEnvironment) -> tuple[Visit, Signal] | None:
        """A signal and whose it is; None, with the request as it came, for anything else."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if not (length.isdecimal() and 0 < int(length) <= LONGEST):
            return None
        body = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = BytesIO(body)
        try:
            said = json.loads(body)
            visit = visits.read(self._app.config["SECRET_KEY"], said["visit"])
            return (visit, signals.read(said)) if visit else None
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def _answer(self, visit: Visit, signal: Signal) -> str:
        if self._is_too_fast(visit.person_id):
            return "429 Too Many Requests"
        try:
            hear(self._app, visit, signal)
        except Exception:
            log.exception("signal_not_heard")
            return "503 Service Unavailable"
        return "204 No Content"

    def _is_too_fast(self, person_id: int) -> bool:
        """Counted by the person for whom the page was made, in this process; each minute begins anew."""
        with self._lock:
            minute = int(monotonic() // 60)
            if minute != self._minute:
                self._minute, self._heard = minute, Counter()
            self._heard[person_id] += 1
            return self._heard[person_id] > A_PERSONS_PACE

    def forget(self) -> None:
        """Begin to count anew, for tests."""
        self._heard.clear()
