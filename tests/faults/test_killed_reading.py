"""kill -9 while pages say what was read: what was acknowledged is counted, once."""

import http.client
import json
import secrets
import time
from collections import Counter
from itertools import cycle
from queue import Empty, SimpleQueue
from threading import Thread

import pytest
from sqlalchemy import select

from app.classrooms.models import Enrolment
from app.courses.models import Section
from app.foundation import clock
from app.foundation.database import db
from app.study import visits
from app.study.ledger import seconds_of
from app.study.models import StudyInterval, StudySignal
from app.study.operations import enter_signals
from tests.faults.test_killed_server import EACH, Server, Stage, durable_postgres, server, stage
from tests.support.databases import KEY

__all__ = ["durable_postgres", "server", "stage"]
pytestmark = pytest.mark.faults
READERS = 48
BLOWS = 4


@pytest.fixture
def acts() -> int:
    """As many people as read."""
    return READERS * EACH


def _said(stage: Stage) -> list[tuple[str, bytes]]:
    """For each reader the number of a visit and the minute of reading that its page tells of."""
    opened = seconds_of(clock.now()) - 600
    with stage.app.app_context():
        topic = db.session.scalars(select(Section.topic_id).where(Section.kind == "case").limit(1)).one()
        people = db.session.scalars(select(Enrolment.person_id).order_by(Enrolment.person_id)).all()
    said = []
    for person in people:
        number = secrets.token_urlsafe(9)
        token = visits.issue(KEY, person, 1, topic, opened, number)
        said.append((number, json.dumps({"visit": token, "sequence": 0, "at": 600, "read": [["case", 540, 600, 1]]})))
    return [(number, text.encode()) for number, text in said]


def _speak(port: int, waiting: "SimpleQueue[tuple[str, bytes]]", taken: list[str], tries: list[str]) -> None:
    """Say each again until it is acknowledged."""
    while True:
        try:
            number, said = waiting.get_nowait()
        except Empty:
            return
        while number not in taken:
            tries.append(number)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                connection.request("POST", "/study/signals", said, {"Content-Type": "application/json"})
                if connection.getresponse().status == 204:
                    taken.append(number)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            finally:
                connection.close()


@pytest.mark.timeout(300)
def test_what_was_acknowledged_is_counted_once_however_often_the_server_is_killed(stage: Stage, server: Server) -> None:
    said = _said(stage)
    waiting: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
    for one in said:
        waiting.put(one)
    taken: list[str] = []
    tries: list[str] = []
    readers = [Thread(target=_speak, args=(server.port, waiting, taken, tries)) for _ in range(6)]
    blow = cycle([server.kill_worker, server.kill_all])
    for reader in readers:
        reader.start()
    struck = 0
    while any(reader.is_alive() for reader in readers):
        if struck < BLOWS and len(taken) >= (struck + 1) * len(said) // (BLOWS + 1):
            next(blow)()
            struck += 1
        time.sleep(0.005)
    assert struck == BLOWS
    assert sorted(taken) == sorted(number for number, _ in said)
    server.kill_all()
    with stage.app.app_context():
        enter_signals()
        assert db.session.scalars(select(StudySignal.id)).all() == []
        counted = Counter(db.session.scalars(select(StudyInterval.visit).where(StudyInterval.verdict == "counted")))
    assert {number: counted[number] for number in taken} == dict.fromkeys(taken, 1)
