"""What `manage.py run` starts: prepared once, serving soon, gone without a trace."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

import manage
from tests.support.processes import free_port

ROOT = Path(manage.__file__).parent
FETCH = build_opener(ProxyHandler({}))
Surroundings = dict[str, str]


@pytest.fixture(scope="module")
def surroundings(first_start: tuple[Path, str]) -> Surroundings:
    """An instance folder of its own, prepared as on a first start."""
    others = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    return {**others, "INSTANCE_PATH": str(first_start[0]), "APP_ENV": "development"}


def prepare(surroundings: Surroundings) -> str:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def serving(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the server in a process group of its own and wait for its first answer."""
    monkeypatch.setattr(manage, "PYTHON", Path(sys.executable))
    port = str(free_port())
    command = manage.web_server("127.0.0.1", port)
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server)
        yield server, port
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while server.poll() is None and time.monotonic() < end:
        try:
            FETCH.open(address, timeout=5).close()
        except URLError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"no answer from {address}; exit code {server.poll()}")


def test_a_later_start_builds_nothing_anew_and_tells_the_demo_accounts(surroundings: Surroundings) -> None:
    said = prepare(surroundings)
    assert "数据库是空的" not in said
    for account in ("learner", "tutor", "classadmin", "area", "team", "banzhuren-2009"):
        assert account in said


@pytest.mark.parametrize("whole_group", [False, True], ids=["SIGTERM", "Ctrl-C"])
def test_the_server_ends_without_a_trace(
    surroundings: Surroundings, monkeypatch: pytest.MonkeyPatch, whole_group: bool
) -> None:
    with serving(surroundings, monkeypatch) as (server, port):
        assert FETCH.open(f"http://127.0.0.1:{port}/", timeout=10).status == 200
        if whole_group:
            os.killpg(server.pid, signal.SIGINT)
        else:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(server.pid, 0)
        manage.demand_a_free_address("127.0.0.1", port)
