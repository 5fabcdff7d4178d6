"""12,542 people reading at once: what the server spends on their signals, against a bare server that only keeps them."""

import json
import secrets
import time
from http.client import HTTPConnection
from threading import Thread

from flask import Flask
from sqlalchemy import delete, select

from app.classrooms.models import Enrolment
from app.courses.models import Section, Topic
from app.foundation import clock
from app.foundation.database import db
from app.foundation.jobs import run_due
from app.foundation.transactions import transaction
from app.people.models import Person
from app.schedule import JOBS
from app.study import visits
from app.study.ledger import seconds_of
from app.study.models import StudyInterval, StudySignal
from bench.processors import database_of, spent_by
from bench.servers import environment_of, started

EVERY = 240  # seconds between two signals of a page: static/js/behaviors/reading.js
LASTS = 60  # seconds of measuring, at the pace of everybody
SENDERS = 32  # each waits for its answer, half a second at most
SERVERS = (
    ("bare Flask, raw batches", "bench.bare_signals:app", "bench.bare_signals"),
    ("signals", "wsgi:app", "bench.without_jobs"),
)
HEADS = ["what", "signals/s", "server ms each", "database ms each", "% of a core", "times bare"]


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """A server of its own on a free port hears as many as speak at once; CPU as the kernel counts it for its process."""
    with app.app_context():
        run_due(JOBS, clock.now())  # nothing else shall be measured
        people, said = _messages(app)
        newest = db.session.scalar(select(StudyInterval.id).order_by(StudyInterval.id.desc()).limit(1)) or 0
    pace = people / EVERY
    rows = []
    bare: float | None = None
    for name, target, hooks in SERVERS:
        sent, server, database = _run(app, target, hooks, said, pace)
        each = (server + database) / sent * 1000
        bare = bare or each
        share = each * pace / 10
        rows.append([name, sent / LASTS, server / sent * 1000, database / sent * 1000, share, each / bare])
    with app.app_context():
        _tidy(newest)
    return HEADS, rows


def _messages(app: Flask) -> tuple[int, list[bytes]]:
    """How many learn, and what the pages of a part of them will say: the first four minutes of a case, with a pause."""
    learners = db.session.execute(
        select(Person.id, Person.session_version)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.until.is_(None))
        .order_by(Person.id)
    ).all()
    topics = db.session.scalars(select(Topic.id).join(Section).where(Section.kind == "case").distinct()).all()
    wanted = min(len(learners), round(len(learners) / EVERY * LASTS))
    opened, secret = seconds_of(clock.now()) - EVERY, app.config["SECRET_KEY"]
    read = [["case", 0, 180, 3], ["case", 180, 200, 0], ["commentary", 215, EVERY, 1]]
    said = []
    for number, (person_id, version) in enumerate(learners[:wanted]):
        topic = topics[number % len(topics)]
        token = visits.issue(secret, person_id, version, topic, opened, secrets.token_urlsafe(9))
        said.append(json.dumps({"visit": token, "sequence": 0, "at": EVERY, "read": read}).encode())
    return len(learners), said


def _run(app: Flask, target: str, hooks: str, said: list[bytes], pace: float) -> tuple[int, float, float]:
    """How many were heard, and the seconds of CPU that the server and the database spent on them."""
    database = database_of(app)
    with started(target, environment_of(app), hooks) as (port, server):
        _speak(port, said[:SENDERS], pace)  # warm: connections, statements, code
        time.sleep(12)
        before = spent_by(server), spent_by(database)  # what warmed it up is entered by now
        sent = _speak(port, said[SENDERS:], pace)
        time.sleep(12)  # what was heard last is entered
        return sent, spent_by(server) - before[0], spent_by(database) - before[1]


def _speak(port: int, said: list[bytes], pace: float) -> int:
    """Send all of them at the pace, over kept-alive connections, one thread each; gives how many were taken."""
    taken = [0] * SENDERS
    begun = time.monotonic()

    def run(sender: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        for number in range(sender, len(said), SENDERS):
            time.sleep(max(0.0, begun + number / pace - time.monotonic()))
            connection.request("POST", "/study/signals", said[number], {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            taken[sender] += answer.status == 204
        connection.close()

    threads = [Thread(target=run, args=(sender,)) for sender in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if sum(taken) != len(said):
        raise SystemExit(f"{len(said) - sum(taken)} signals were not taken")
    return sum(taken)


def _tidy(newest: int) -> None:
    """Take back what was measured, so that the stage is as before for the next bench."""
    with transaction() as session:
        session.execute(delete(StudyInterval).where(StudyInterval.id > newest))
        session.execute(delete(StudySignal))
