"""Clients who got their last answer and do not hang up: nobody else may have to wait for them."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from app import gunicorn_hooks
from tests.faults.answering import answering
from tests.support.sockets import eventually

pytestmark = pytest.mark.faults
Ask = Callable[..., socket.socket]
SILENT = 3
LONG = 4.5  # seconds; gunicorn's own worker takes two for each of the silent, ours none even on a busy machine


@pytest.fixture
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ask]:
    """A server with the worker that the test names; `ask(…)` opens a connection to it and sends one request."""
    with answering(request.param, tmp_path) as (port, _):

        def send(*lines: str, body: bytes = b"") -> socket.socket:
            client = socket.create_connection(("127.0.0.1", port), timeout=20)
            words = ["POST / HTTP/1.1", "Host: x", "Connection: close", *lines, "", ""]
            client.sendall("\r\n".join(words).encode() + body)
            return client

        yield send


@contextmanager
def silent_ones(ask: Ask) -> Iterator[tuple[list[socket.socket], float]]:
    """Clients who have read their answer and hold on to the connection; and how long a newcomer waited behind them."""
    with ExitStack() as held:
        began = time.monotonic()
        silent = [held.enter_context(closing(ask())) for _ in range(SILENT)]
        for client in silent:
            assert b"200 OK" in client.recv(4096)
        time.sleep(0.3)  # the server is about to close them
        with closing(ask()) as newcomer:
            assert b"200 OK" in newcomer.recv(4096)
        yield silent, time.monotonic() - began


def is_left(client: socket.socket) -> bool:
    """Whether the server has closed its end altogether: what is sent then is answered by a reset."""
    try:
        client.sendall(b"x")
    except ConnectionError:
        return True
    return False


@pytest.mark.parametrize("ask", [gunicorn_hooks.worker_class], indirect=True)
def test_who_is_slow_to_hang_up_keeps_nobody_waiting(ask: Ask) -> None:
    with silent_ones(ask) as (silent, seconds):
        assert seconds < LONG
        assert all(eventually(lambda who=client: is_left(who), 10) for client in silent), "who never hangs up is left"
    with closing(ask("Content-Length: 200000", body=b"a" * 200_000)) as client:
        heard = b"".join(iter(lambda: client.recv(4096), b""))
    assert heard.endswith(b"\r\n\r\nok"), "an answer comes whole to one whose words were not read"


@pytest.mark.parametrize("ask", ["gthread"], indirect=True)
def test_gunicorns_own_worker_lets_everybody_wait(ask: Ask) -> None:
    with silent_ones(ask) as (_, seconds):
        assert seconds > LONG, "gunicorn has mended it: app/gunicorn_worker.py can go"
