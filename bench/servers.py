"""Servers for measurements, started as `manage.py run` starts them, each a process of its own on a free port."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from flask import Flask

from app.settings import ROOT
from manage import web_server
from tests.support.processes import Program, free_port


@contextmanager
def served(target: str, environment: dict[str, str], hooks: str = "app.gunicorn_hooks") -> Iterator[int]:
    """Serve an application by its import name and give the port."""
    with started(target, environment, hooks) as (port, _):
        yield port


@contextmanager
def started(target: str, environment: dict[str, str], hooks: str) -> Iterator[tuple[int, int]]:
    """The port, and the number of the process whose children serve it."""
    port = free_port()
    command = [part if part != "wsgi:app" else target for part in web_server("127.0.0.1", str(port))]
    command[command.index("--config") + 1] = f"python:{hooks}"
    log = ROOT / "instance" / f"bench-{port}.log"
    with _set(environment):
        program = Program(command, log)
    try:
        program.wait_until(lambda: _answers(port), 90)
        yield port, program.process.pid
    finally:
        program.stop()
        log.unlink(missing_ok=True)


def environment_of(app: Flask) -> dict[str, str]:
    """What another process needs to open the same application."""
    settings = app.extensions["settings"]
    return {"DATABASE_URL": settings.database_url, "INSTANCE_PATH": str(settings.instance)}


@contextmanager
def _set(environment: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def load(port: int, paths: list[str], at_once: int, seconds: float, **others: Any) -> dict[str, float]:
    """Ask these paths again and again from another process."""
    order = {"port": port, "paths": paths, "at_once": at_once, "seconds": seconds, **others}
    command = [sys.executable, "-m", "bench.load", json.dumps(order)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return True
    except HTTPError:
        return True
    except OSError:
        return False
