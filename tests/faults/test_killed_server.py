"""kill -9 while people hand in and reply: what was acknowledged is there, once.

A run of the suite sends 160 acts; KILLED_ACTS=10000 sends as many as you like.
"""

import logging
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from flask import Flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from app.assignments.models import SubmissionVersion
from app.classrooms.models import Classroom, Enrolment, Training
from app.courses.models import Module, Topic
from app.discussions.models import Post
from app.discussions.operations import start_thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person, Place
from manage import web_server
from tests.faults.writers import Act, Campaign
from tests.support.databases import KEY
from tests.support.given import LADDER, SCHEME
from tests.support.postgres import FAST, PostgresServer
from tests.support.processes import Program, free_port
from tests.support.province import empty_app
from tests.support.sockets import cookie_of

log = logging.getLogger(__name__)
pytestmark = pytest.mark.faults
ACTS = int(os.environ.get("KILLED_ACTS", "160"))
EVERY = 40 if ACTS < 1000 else 250  # a blow after so many acts that were taken
EACH = 20  # acts of one person: half of them replies, half works handed in
DURABLE = FAST | {"synchronous_commit": "on"}  # a killed server keeps what it wrote; only a lost machine needs more
TEXT = "他昨天又迟到了，我没有当着全班说他，放学后陪他走到公交站，才知道他每天要先送妹妹去幼儿园。" * 25


class Server:
    """A real gunicorn as `manage.py run` starts it, with its folder and its log."""

    def __init__(self, app: Flask, url: str, folder: Path) -> None:
        self.port = free_port()
        surroundings = {
            "APP_ENV": "test",
            "DATABASE_URL": url,
            "SECRET_KEY": KEY,
            "INSTANCE_PATH": str(folder),
            "PYTHONPATH": str(Path(app.root_path).parent),
            "THREADS": "16",
        }
        settings = [f"{name}={value}" for name, value in surroundings.items()]
        self.command = ["env", *settings, *web_server("127.0.0.1", str(self.port))]
        self.log = folder / "gunicorn.log"
        self.start()

    def start(self) -> None:
        self.program = Program(self.command, self.log)
        self.program.wait_until(self._listens, 120)

    def kill_worker(self) -> None:
        """The worker alone: its master forks another one."""
        for worker in self._workers():
            os.kill(worker, signal.SIGKILL)

    def kill_all(self) -> None:
        """Master and worker at one blow, and a new start."""
        workers = self._workers()
        self.program.process.kill()
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        self.program.process.wait()
        self.start()

    def _workers(self) -> list[int]:
        master = self.program.process.pid
        return [int(child) for child in Path(f"/proc/{master}/task/{master}/children").read_text().split()]

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class Stage:
    """A training that runs today, with as many learners as the acts need."""

    def __init__(self, url: str, folder: Path, acts: int) -> None:
        self.url, self.folder = url, folder
        self.app = empty_app(url, folder)
        with self.app.app_context():
            self.thread_id, people, topics = self._people(-(-acts // EACH))
        self.acts = self._acts(people, topics)

    def _people(self, number: int) -> tuple[int, list[Person], list[str]]:
        today = clock.now().date()
        with transaction() as session:
            session.add(Place(code="43", kind="province", name="湖南省"))
            session.flush()
            training = Training(
                code="now", name="本期", place_code="43", starts_on=today - timedelta(days=20),
                ends_on=today + timedelta(days=20), late_until=today + timedelta(days=30),
                time_zone="Asia/Shanghai", scheme=SCHEME, grade_ladder=LADDER,
            )  # fmt: skip
            session.add(training)
            session.flush()
            room = Classroom(training_id=training.id, code="c-1", name="一班", place_code="43")
            since = clock.now() - timedelta(days=19)
            people = [
                Person(account=f"writer-{place}", name="写手", sort_name="x", created_at=since)
                for place in range(number)
            ]
            session.add_all([room, *people])
            session.flush()
            session.add_all(
                Enrolment(person_id=one.id, training_id=training.id, classroom_id=room.id, since=since)
                for one in people
            )
            session.flush()
            thread = start_thread(people[0].id, "今天", "大家说说", classroom_id=room.id)
            rows = session.execute(select(Module.slug, Topic.slug).join(Topic).order_by(Topic.id).limit(EACH // 2))
            for one in people:
                session.expunge(one)
            return thread.id, people, [f"/course/{module}/{topic}/assignment" for module, topic in rows]

    def _acts(self, people: list[Person], topics: list[str]) -> list[Act]:
        paths = [path for topic in topics for path in (f"/threads/{self.thread_id}", topic)]
        writers = [(cookie_of(self.app, one, csrf_token=KEY), self._token()) for one in people]
        return [
            Act(path, cookie, token, f"act-{number}-{place} {TEXT}", f"key-{number}-{place}")
            for number, path in enumerate(paths)
            for place, (cookie, token) in enumerate(writers)
        ]

    def _token(self) -> str:
        with self.app.test_request_context() as context:
            context.session["csrf_token"] = KEY
            return str(generate_csrf())

    def written(self) -> Counter[str]:
        """How often each act is in the database, as a post or as a work."""
        with self.app.app_context():
            texts = [*db.session.scalars(select(Post.text)), *db.session.scalars(select(SubmissionVersion.text))]
        return Counter(text.split()[0] for text in texts if text.startswith("act-"))


def strike(campaign: Campaign, blows: Iterator[Callable[[], None]]) -> int:
    """Run a campaign and strike now and then while acts are under way; give the number of blows."""
    struck = 0
    campaign.run()
    while any(thread.is_alive() for thread in campaign.threads):
        if len(campaign.taken) >= (struck + 1) * EVERY and len(campaign.taken) < len(campaign.acts) - 20:
            next(blows)()
            struck += 1
        time.sleep(0.01)
    campaign.wait()
    return struck


@pytest.fixture
def acts() -> int:
    return ACTS


@pytest.fixture
def stage(database: str, request: pytest.FixtureRequest, tmp_path: Path, acts: int) -> Iterator[Stage]:
    if database == "sqlite":
        url = f"sqlite:///{tmp_path / 'struck.db'}"
    else:
        server = request.getfixturevalue("durable_postgres")
        url = server.url_of(server.create_database())
    made = Stage(url, tmp_path, acts)
    yield made
    with made.app.app_context():
        db.engine.dispose()


@pytest.fixture
def durable_postgres() -> Iterator[PostgresServer]:
    server = PostgresServer(DURABLE)
    yield server
    server.stop()


@pytest.fixture
def server(stage: Stage) -> Iterator[Server]:
    started = Server(stage.app, stage.url, stage.folder)
    yield started
    started.program.stop(signal.SIGKILL)


@pytest.mark.timeout(3600)
def test_what_was_acknowledged_is_there_once_however_often_the_server_is_killed(stage: Stage, server: Server) -> None:
    campaign = Campaign(server.port, stage.acts)
    blows = strike(campaign, cycle([server.kill_worker, server.kill_all]))
    written = stage.written()
    assert blows >= 3
    assert not campaign.unexpected
    assert next(campaign.tries) > len(stage.acts), "nobody had to try twice: the control would say nothing"
    lost = [act.key for act in stage.acts if act.text.split()[0] not in written]
    doubled = [text for text, number in written.items() if number > 1]
    log.info(
        "%s acts, %s tries, %s blows, %s lost, %s doubled",
        *(len(stage.acts), next(campaign.tries), blows),
        len(lost),
        len(doubled),
    )
    assert (lost, doubled) == ([], [])


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_keys_the_same_evening_leaves_doubles(stage: Stage, server: Server) -> None:
    replies = [act for act in stage.acts if act.path.startswith("/threads/")]
    campaign = Campaign(server.port, replies, with_keys=False)
    strike(campaign, cycle([server.kill_worker]))
    assert max(stage.written().values()) > 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_killed_database_costs_nothing_that_was_acknowledged(
    stage: Stage, server: Server, durable_postgres: PostgresServer
) -> None:
    campaign = Campaign(server.port, stage.acts)
    blows = strike(campaign, cycle([durable_postgres.kill]))
    written = stage.written()
    assert blows >= 3
    assert not campaign.unexpected
    assert {act.text.split()[0] for act in stage.acts} == set(written)
    assert max(written.values()) == 1
