"""The application on a real port with threads and sockets, inside the test's process so that its clock can move."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from app.foundation.realtime import open_sockets


@dataclass
class LiveServer:
    app: Flask
    url: str


@pytest.fixture
def live(app: Flask) -> Iterator[LiveServer]:
    """Serve the test's application on a free port of this machine."""
    open_sockets(app, app.extensions["settings"].redis_url)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield LiveServer(app, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join(timeout=5)
    server.server_close()
    _wait_until_nobody_listens(app)


def _wait_until_nobody_listens(app: Flask) -> None:
    """Sockets have threads of their own, which must not look into the next test's database."""
    for _ in range(200):
        if not app.extensions["connections"].is_watched:
            return
        time.sleep(0.02)
