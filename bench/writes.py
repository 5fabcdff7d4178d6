"""Acts over real HTTP beside a bare insert of the same kind: an idempotency key, a row, its thread's numbers, a commit."""

import json
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, StaffAssignment, StaffRole
from app.classrooms.queries import find_training_of
from app.courses.models import Module, Topic
from app.discussions.models import Board, Thread
from app.foundation.database import db
from app.people.models import Person
from app.people.queries import find_by_account
from bench.scratch import on_a_copy
from bench.servers import environment_of, load, served
from tests.support.sockets import cookie_of

HEADS = [
    "act",
    "a second, 1 at once",
    "a second, 16 at once",
    "p95 ms, 16",
    "not taken",
    "share of bare, 1",
    "share of bare, 16",
]
SECONDS = 3.0
PEOPLE = 300  # each may do twenty things a minute
RAW = "0123456789abcdef"
TEXT = "他昨天又迟到了，我没有当着全班说他，放学后陪他走到公交站，才知道他每天要先送妹妹去幼儿园。" * 25
COMMENT = "您把第一周的观察写得很细，尤其是那张座位图。下一步可以试着让班干部自己来画，再和您的对照。"
FORM = "application/x-www-form-urlencoded"
Sent = tuple[str, str, str, str]  # path, cookie, kind of body, body


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Each act by many people, one at once and sixteen at once, on a copy of the province."""
    with on_a_copy(app) as copy, TemporaryDirectory() as folder:
        with copy.app_context():
            acts = _acts(copy)
            thread, person = open_thread(), db.session.scalars(select(Person.id).limit(1)).one()
        environment = environment_of(copy)
        bare = {"BARE_DATABASE": environment["DATABASE_URL"], "BARE_THREAD": str(thread), "BARE_PERSON": str(person)}
        rows: list[list[object]] = []
        with served("bench.bare:from_environment()", bare, hooks="bench.bare") as port:
            rows.append(_measured("bare insert", port, [("/", "", FORM, "text=bare")] * 20_000, Path(folder)))
        with served("wsgi:app", environment) as port:
            rows += [_measured(name, port, sent, Path(folder)) for name, sent in acts.items()]
    for row in rows:
        row += [float(str(row[place])) / float(str(rows[0][place])) for place in (1, 2)]
    return HEADS, rows


def _measured(name: str, port: int, sent: list[Sent], folder: Path) -> list[object]:
    found, taken = [], iter(sent)
    for at_once, share in ((1, 4), (16, 1)):
        path = folder / f"{name}-{at_once}.json"
        path.write_text(json.dumps(list(islice(taken, len(sent) // share))))
        found.append(load(port, ["/"], at_once, SECONDS, posts=str(path)))
    return [name, found[0]["a_second"], found[1]["a_second"], found[1]["p95"], found[1]["others"]]


def _acts(app: Flask) -> dict[str, list[Sent]]:
    learners = people_of(
        app, select(Person).join(Enrolment, Enrolment.person_id == Person.id).where(Enrolment.until.is_(None))
    )
    thread = open_thread()
    return {
        "reply": [
            form_of(f"/threads/{thread}", who, text=f"第{n}次。{TEXT[:200]}") for n in range(15) for who in learners
        ],
        "hand in": _works(learners),
        "draft": [_draft(who, n) for n in range(20) for who in learners],
        "grade": _grades(app),
    }


def people_of(app: Flask, statement: Any) -> list[tuple[int, str, str]]:
    """Id, cookie and token of people who may write now."""
    with app.test_request_context() as context:
        context.session["csrf_token"] = RAW
        token = str(generate_csrf())
        people = db.session.scalars(statement.where(Person.disabled_at.is_(None)).limit(PEOPLE)).all()
        return [(person.id, cookie_of(app, person, csrf_token=RAW), token) for person in people]


def form_of(path: str, who: tuple[int, str, str], **fields: str) -> Sent:
    return (
        path,
        who[1],
        FORM,
        urlencode({**fields, "csrf_token": who[2], "key": f"bench-{who[0]}-{hash(path + str(fields))}"}),
    )


def _draft(who: tuple[int, str, str], number: int) -> Sent:
    fields = {"text": TEXT[: 200 + number], "device": "benchmark-device", "csrf_token": who[2]}
    return f"/drafts/journal:new?n={number}", who[1], "application/json", json.dumps(fields)


def _works(learners: list[tuple[int, str, str]]) -> list[Sent]:
    """Topics for which a learner has not handed anything in yet."""
    known = set(db.session.execute(select(Submission.person_id, Submission.topic_id)).tuples())
    topics = db.session.execute(select(Topic.id, Module.slug, Topic.slug).join(Module, Module.id == Topic.module_id))
    return [
        form_of(f"/course/{module}/{topic}/assignment", who, text=TEXT)
        for topic_id, module, topic in topics
        for who in learners
        if (who[0], topic_id) not in known
    ][:6000]


def _grades(app: Flask) -> list[Sent]:
    """Works that wait, each for a tutor of its class."""
    statement = (
        select(Submission.id, Submission.version_number, StaffAssignment.person_id)
        .join(StaffAssignment, StaffAssignment.classroom_id == Submission.classroom_id)
        .where(Submission.state == SubmissionState.HANDED_IN, StaffAssignment.role == StaffRole.TUTOR)
        .where(StaffAssignment.until.is_(None))
        .order_by(Submission.topic_id, Submission.id)
        .limit(3000)
    )
    waiting = db.session.execute(statement).all()
    ids = {row[2] for row in waiting}
    tutors = {who[0]: who for who in people_of(app, select(Person).where(Person.id.in_(ids)))}
    return [
        form_of(
            f"/submissions/{work}/grade",
            tutors[tutor],
            score="88",
            comment=COMMENT,
            version=str(version),
            confirmed="1",
        )
        for work, version, tutor in waiting
        if tutor in tutors
    ]


def open_thread() -> int:
    """A thread of a board, where everybody of the training may reply."""
    training = find_training_of(find_by_account("learner"))
    home = select(Board.id).where(Board.training_id == (training.id if training else 0))
    statement = select(Thread.id).where(Thread.board_id.in_(home), Thread.hidden_at.is_(None)).order_by(Thread.id)
    return db.session.scalars(statement.limit(1)).one()
