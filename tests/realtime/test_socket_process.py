"""A process that holds sockets and nothing else, beside one that serves pages: many listen, all hear, rights still count."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

import pytest
import websocket
from flask import Flask

from app import create_app
from app.foundation.database import Base, db
from app.people.models import Person
from app.people.operations import end_sessions
from tests.support.databases import KEY, ROOT, settings_for
from tests.support.given import Given
from tests.support.processes import Program, free_port
from tests.support.redis import RedisServer
from tests.support.sockets import Listener, cookie_of

pytestmark = pytest.mark.faults
EACH, SOCKETS = 8, 56
COMMAND = [sys.executable, "-m", "gunicorn", "--config", "python:app.gunicorn_sockets"]


@pytest.fixture
def pages(redis_server: RedisServer, tmp_path: Path) -> Flask:
    """What a process for pages does, done inside the test."""
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'app.db'}", tmp_path, redis_url=redis_server.url))
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


@pytest.fixture
def address(pages: Flask, redis_server: RedisServer, tmp_path: Path) -> Iterator[str]:
    """Where the process for sockets listens."""
    url = pages.extensions["settings"].database_url
    surroundings = {"APP_ENV": "test", "DATABASE_URL": url, "REDIS_URL": redis_server.url, "SECRET_KEY": KEY}
    names = {**surroundings, "INSTANCE_PATH": str(tmp_path), "PYTHONPATH": str(ROOT), "SOCKETS": str(SOCKETS)}
    port = free_port()
    command = ["env", *(f"{name}={value}" for name, value in names.items()), *COMMAND]
    program = Program([*command, "--chdir", str(ROOT), "--bind", f"127.0.0.1:{port}"], tmp_path / "sockets.log")
    program.wait_until(lambda: f":{port}" in program.output.read_text(), 60)
    yield f"http://127.0.0.1:{port}"
    program.stop()
    with pages.app_context():
        db.engine.dispose()


def test_all_who_listen_hear_of_a_post_and_who_may_not_does_not(pages: Flask, address: str) -> None:
    given = Given(pages)
    thread_id = given.a_thread()
    names = ("learner", "classmate", "tutor", "class_administrator", "expert", "area", "team")

    def listener(person: Person) -> Listener:
        return Listener(address, cookie_of(pages, person))

    with ExitStack() as held:
        with listener(given.learner2) as foreign:
            assert foreign.join({"thread": thread_id}) == {"joined": False}
        listening = [(name, held.enter_context(listener(getattr(given, name)))) for name in names * EACH]
        assert all(heard.join({"thread": thread_id}) == {"joined": True} for _, heard in listening)
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            listener(given.learner2).__enter__()
        assert refused.value.status_code == 503
        began = time.monotonic()
        post_id = given.a_reply(thread_id)
        expected = ["post", {"thread": thread_id, "post": post_id, "number": 2}]
        assert [heard.hear(5) for _, heard in listening] == [expected] * SOCKETS
        assert time.monotonic() - began < 3
        with pages.app_context():
            end_sessions(given.team.id)
        ended = [heard for name, heard in listening if name == "team"]
        assert all(heard.ends_within(3) for heard in ended)
        given.a_reply(thread_id)
        others = [heard for name, heard in listening if name != "team"]
        assert all(heard.hear(5) is not None for heard in others)


def test_without_a_way_for_nudges_it_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOCKETS", "5")
    sockets = import_module("app.gunicorn_sockets")
    monkeypatch.delenv("REDIS_URL", raising=False)
    with pytest.raises(SystemExit, match="REDIS_URL is needed"):
        sockets.on_starting(None)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:9/0")
    sockets.on_starting(None)
