"""Two nodes with one database and one Redis: a nudge crosses over, and a lost Redis costs nothing but speed."""

import os
import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import websocket
from flask import Flask

from app import create_app
from app.discussions.operations import reply
from app.foundation import clock
from app.foundation.database import Base, db
from app.people.models import Person
from tests.realtime.removing import prepare, still_hearing
from tests.support.databases import KEY, ROOT, settings_for
from tests.support.given import EVENING, Given
from tests.support.postgres import PostgresServer
from tests.support.processes import Program, free_port
from tests.support.redis import RedisServer
from tests.support.sockets import Listener, cookie_of, eventually

pytestmark = pytest.mark.faults
SERVER = [
    "-m",
    "gunicorn",
    "wsgi:app",
    "--worker-class",
    "gthread",
    "--threads",
    "32",
    "--no-control-socket",
    "--graceful-timeout",
    "1",
]


@dataclass
class Nodes:
    """`urls` are two servers; `app` asks their database from inside the test."""

    app: Flask
    given: Given
    urls: list[str]

    def listener(self, node: int, person: Person) -> Listener:
        return Listener(self.urls[node], cookie_of(self.app, person))

    def get(self, node: int, path: str, person: Person) -> tuple[int, float]:
        """The status of a page and the seconds it took."""
        request = urllib.request.Request(self.urls[node] + path, headers={"Cookie": cookie_of(self.app, person)})
        start = time.monotonic()
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, time.monotonic() - start


@pytest.fixture(scope="module")
def redis_of_its_own() -> Iterator[RedisServer]:
    server = RedisServer()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def running(
    postgres_server: PostgresServer, redis_of_its_own: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nodes]:
    """Started once: each test speaks in a thread of its own, the last one changes who belongs to the class."""
    name, folder = postgres_server.create_database(), tmp_path_factory.mktemp("nodes")
    url = postgres_server.url_of(name)
    app = create_app(settings_for(url, folder, redis_url=redis_of_its_own.url))
    with app.app_context():
        Base.metadata.create_all(db.engine)
    given = Given(app)
    programs = [_start(url, redis_of_its_own.url, folder) for _ in range(2)]
    yield Nodes(app, given, [address for _, address in programs])
    for program, _ in programs:
        program.stop()
    with app.app_context():
        db.engine.dispose()
    postgres_server.drop_database(name)


@pytest.fixture
def nodes(running: Nodes) -> Nodes:
    clock.travel_to(EVENING)
    return running


def _start(url: str, redis_url: str, folder: Path) -> tuple[Program, str]:
    port = free_port()
    surroundings = {"APP_ENV": "test", "DATABASE_URL": url, "REDIS_URL": redis_url, "SECRET_KEY": KEY}
    settings = [f"{name}={value}" for name, value in {**surroundings, "INSTANCE_PATH": str(folder)}.items()]
    command = ["env", f"PYTHONPATH={ROOT}", *settings, sys.executable, *SERVER, "--chdir", str(ROOT)]
    program = Program([*command, "--bind", f"127.0.0.1:{port}"], folder / f"node-{port}.log")
    address = f"http://127.0.0.1:{port}"
    program.wait_until(lambda: _answers(address))
    return program, address


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/sign-in", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def can_listen(nodes: Nodes, node: int, person: Person, thread_id: int) -> bool:
    try:
        with nodes.listener(node, person) as heard:
            return bool(heard.join({"thread": thread_id})["joined"])
    except (websocket.WebSocketException, OSError):
        return False


def test_a_nudge_crosses_from_one_node_to_the_others(nodes: Nodes) -> None:
    given = nodes.given
    thread_id = given.a_thread()
    with nodes.listener(0, given.learner) as first, nodes.listener(1, given.tutor) as second:
        for heard in (first, second):
            assert heard.join({"thread": thread_id}) == {"joined": True}
        time.sleep(1)  # the ears of both nodes open with their first socket
        post_id = given.a_reply(thread_id)
        expected = ["post", {"thread": thread_id, "post": post_id, "number": 2}]
        assert (first.hear(), second.hear()) == (expected, expected)
        with nodes.listener(1, given.learner2) as foreign:
            assert foreign.join({"thread": thread_id}) == {"joined": False}


@pytest.mark.parametrize("fault", ["killed", "hanging"])
def test_without_redis_everything_goes_on_and_sockets_close_so_that_pages_ask(
    nodes: Nodes, redis_of_its_own: RedisServer, fault: str
) -> None:
    given = nodes.given
    thread_id = given.a_thread()
    with nodes.listener(0, given.learner) as heard:
        assert heard.join({"thread": thread_id}) == {"joined": True}
        time.sleep(1)
        process = redis_of_its_own.program.process
        if fault == "killed":
            redis_of_its_own.halt()
        else:
            os.kill(process.pid, signal.SIGSTOP)
        start = time.monotonic()
        with nodes.app.app_context():
            assert reply(given.classmate.id, thread_id, "照样发得出去").number == 2
        assert time.monotonic() - start < 2
        status, seconds = nodes.get(0, f"/threads/{thread_id}", given.learner)
        assert (status, seconds < 3) == (200, True)
        assert heard.ends_within(12)
    assert not can_listen(nodes, 0, given.learner, thread_id)
    if fault == "killed":
        redis_of_its_own.start()
    else:
        os.kill(process.pid, signal.SIGCONT)
    assert eventually(lambda: all(can_listen(nodes, node, given.learner, thread_id) for node in (0, 1)), 30)
    with nodes.listener(0, given.learner) as heard:
        heard.join({"thread": thread_id})
        post_id = given.a_reply(thread_id)
        assert heard.hear(8) == ["post", {"thread": thread_id, "post": post_id, "number": 3}]


def test_whoever_is_removed_falls_silent_on_every_node_within_two_seconds(nodes: Nodes) -> None:
    prepare(nodes.app, nodes.given)
    turns = count()
    connect = lambda person: nodes.listener(next(turns) % 2, person)  # noqa: E731
    assert still_hearing(nodes.app, nodes.given, connect) == {"control"}
