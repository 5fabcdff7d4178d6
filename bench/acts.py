"""Acts that many people could send now, each with a token and a key of its own, on a copy of the demo province."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice, product
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy import Select, select, update

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, StaffAssignment, StaffRole, Training
from app.courses.models import Module, Topic
from app.discussions.models import Board, Thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from tests.support.sockets import cookie_of

PEOPLE, THREADS = 300, 40
MOST = 2500  # more than are sent in the time of a measurement
RAW = "0123456789abcdef"
TEXT = "他昨天又迟到了，我没有当着全班说他，放学后陪他走到公交站，才知道他每天要先送妹妹去幼儿园。" * 25
COMMENT = "您把第一周的观察写得很细，尤其是那张座位图。下一步可以试着让班干部自己来画，再和您的对照。"
Sent = tuple[str, dict[str, str], str]  # path, headers, body


class Writer(NamedTuple):
    """Somebody signed in, with the token of their forms."""

    id: int
    cookie: str
    token: str


def open_training(training_id: int) -> None:
    """Let a training of the demo, which is long over, run today."""
    today = clock.now().date()
    days = {"starts_on": today - timedelta(days=60), "ends_on": today + timedelta(days=20)}
    with transaction() as session:
        session.execute(update(Training).where(Training.id == training_id).values(**days, late_until=days["ends_on"]))


def threads_of(training_id: int) -> list[int]:
    """Threads of boards, where everybody of the training may reply."""
    statement = select(Thread.id).join(Board, Board.id == Thread.board_id).where(Board.training_id == training_id)
    return list(db.session.scalars(statement.where(Thread.hidden_at.is_(None)).order_by(Thread.id).limit(THREADS)))


def learners_of(app: Flask, training_id: int) -> list[Writer]:
    present = Enrolment.training_id == training_id, Enrolment.until.is_(None)
    learning = select(Person).join(Enrolment, Enrolment.person_id == Person.id).where(*present)
    return _writers(app, learning.order_by(Person.id).limit(PEOPLE))


def replies(learners: list[Writer], threads: list[int]) -> list[Sent]:
    sent = zip(product(range(15), learners), threads * MOST, strict=False)
    return [_form(f"/threads/{thread}", who, text=f"第{n}次。{TEXT[:200]}") for (n, who), thread in islice(sent, MOST)]


def drafts(learners: list[Writer]) -> list[Sent]:
    return [_draft(who, number) for number, who in islice(product(range(15), learners), MOST)]


def works(learners: list[Writer]) -> list[Sent]:
    """Topics for which a learner has not handed anything in yet."""
    ids = [who.id for who in learners]
    columns = Submission.person_id, Submission.topic_id
    known = set(db.session.execute(select(*columns).where(Submission.person_id.in_(ids))).tuples())
    topics = db.session.execute(select(Topic.id, Module.slug, Topic.slug).join(Module, Module.id == Topic.module_id))
    free = ((who, row) for row, who in product(topics.all(), learners) if (who.id, row[0]) not in known)
    return [_form(f"/course/{row[1]}/{row[2]}/assignment", who, text=TEXT) for who, row in islice(free, MOST)]


def grades(app: Flask) -> list[Sent]:
    """Works that wait, each for a tutor of its class."""
    waiting = db.session.execute(_waiting()).all()
    tutors = {who.id: who for who in _writers(app, select(Person).where(Person.id.in_({row[2] for row in waiting})))}
    fields = {"score": "88", "comment": COMMENT, "confirmed": "1"}
    return [
        _form(f"/submissions/{work}/grade", tutors[tutor], **fields, version=str(version))
        for work, version, tutor in waiting
        if tutor in tutors
    ]


def _waiting() -> Select[Any]:
    present = StaffAssignment.role == StaffRole.TUTOR, StaffAssignment.until.is_(None)
    return (
        select(Submission.id, Submission.version_number, StaffAssignment.person_id)
        .join(StaffAssignment, StaffAssignment.classroom_id == Submission.classroom_id)
        .where(Submission.state == SubmissionState.HANDED_IN, *present)
        .order_by(Submission.topic_id, Submission.id)
        .limit(MOST)
    )


def _writers(app: Flask, people: Select[Any]) -> list[Writer]:
    with app.test_request_context() as context:
        context.session["csrf_token"] = RAW
        token = str(generate_csrf())
        found = db.session.scalars(people.where(Person.disabled_at.is_(None))).all()
        return [Writer(person.id, cookie_of(app, person, csrf_token=RAW), token) for person in found]


_numbers: Iterator[int] = iter(range(10**9))


def _form(path: str, who: Writer, **fields: str) -> Sent:
    heads = {"Cookie": who.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    return path, heads, urlencode({**fields, "csrf_token": who.token, "key": f"bench-{next(_numbers)}"})


def _draft(who: Writer, number: int) -> Sent:
    heads = {"Cookie": who.cookie, "Content-Type": "application/json", "X-CSRFToken": who.token}
    fields = {"text": TEXT[: 200 + number], "device": "benchmark-device", "key": f"draft-{who.id}"}
    return "/drafts/journal:new", heads, json.dumps(fields)
