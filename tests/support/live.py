"""The application on a real port with threads and sockets, inside the test's process so that its clock can move."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from threading import Thread, current_thread
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wsgi import ClosingIterator

from app.foundation.realtime import open_sockets


@dataclass
class LiveServer:
    app: Flask
    url: str


ANSWER = "tests.answer"


class Handler(WSGIRequestHandler):
    """Closes what it was sending when a browser hangs up (the library leaves the file of a script open then), and the line.

    A socket ends as a line that dropped, too; the library would read on, and take a browser's goodbye for a request.
    """

    def connection_dropped(self, error: BaseException, environ: WSGIEnvironment | None = None) -> None:
        super().connection_dropped(error, environ)
        self.close_connection = True
        if environ is not None and ANSWER in environ:
            environ[ANSWER].close()


class Visitors:
    """Counts the requests that are being answered: their threads must not look into the next test's database."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.inside: dict[object, Thread] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        visit = object()
        self.inside[visit] = current_thread()
        try:
            answer = ClosingIterator(self.app(environ, start_response), lambda: self.inside.pop(visit, None))
            environ[ANSWER] = answer
            return answer
        except BaseException:
            self.inside.pop(visit, None)
            raise

    def wait_until_gone(self) -> None:
        for _ in range(250):
            if not self._is_anybody_inside() and not self.app.extensions["connections"].is_watched:
                return
            time.sleep(0.02)
        raise AssertionError(f"still inside: {self.inside}, {self.app.extensions['connections'].all()}")

    def _is_anybody_inside(self) -> bool:
        """A browser that hangs up while it is answered leaves no word; its thread has ended."""
        return any(thread.is_alive() for thread in list(self.inside.values()))


@pytest.fixture
def live(app: Flask) -> Iterator[LiveServer]:
    """Serve the test's application on a free port of this machine."""
    without_sockets = app.wsgi_app
    open_sockets(app, app.extensions["settings"].redis_url)
    visitors = Visitors(app)
    server = make_server("127.0.0.1", 0, visitors, threaded=True, request_handler=Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield LiveServer(app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join(timeout=5)
    server.server_close()
    visitors.wait_until_gone()
    app.wsgi_app = without_sockets  # type: ignore[method-assign]
