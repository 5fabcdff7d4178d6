"""The least that can be served: two letters, whatever is sent and without reading it; `/slow` takes its time."""

import socket
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

from tests.support.databases import ROOT
from tests.support.processes import Program, free_port

SLOW = 1.2  # seconds


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/slow":
        time.sleep(SLOW)
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@contextmanager
def answering(worker: str, folder: Path, threads: int = 8, grace: int = 0) -> Iterator[tuple[int, Program]]:
    """A server of this application with a worker of this kind: its port, and the program."""
    port = free_port()
    words = ["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "gunicorn", "tests.faults.answering:app"]
    options = ["--worker-class", worker, "--threads", str(threads), "--bind", f"127.0.0.1:{port}"]
    options += ["--no-control-socket", "--keep-alive", "30", "--graceful-timeout", str(grace)]
    program = Program([*words, *options], folder / "gunicorn.log")
    program.wait_until(lambda: _listens(port), 60)
    yield port, program
    program.stop()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
