"""Each page of the contract, as those see it for whom it was made: statements, server time, weight."""

import gzip
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import event, func, select

from app.assignments.models import Submission
from app.classrooms.models import Classroom
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Thread
from app.foundation.database import db
from app.journals.models import Journal
from app.people.models import Person
from app.people.queries import find_by_account
from app.rankings.models import ClosedWeek
from bench.bare import thread_by_hand

ROUNDS = 15
HEADS = ["page", "as", "status", "statements", "ms", "KB", "KB compressed", "times the bare thread"]


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Median time of the warm page in this process, without network; the bare limit is measured in the same run."""
    with app.app_context():
        asked = _pages()
        bare = thread_by_hand(_busiest_thread(), ROUNDS)
    rows: list[list[object]] = [["thread by hand: 6 queries, Jinja2", "-", 200, 6, bare, "-", "-", 1.0]]
    for name, account, path in asked:
        status, statements, milliseconds, body = visit(app, account, path)
        weight = len(body) / 1024
        packed = len(gzip.compress(body, 5)) / 1024
        rows.append([f"{name} {path}", account, status, statements, milliseconds, weight, packed, milliseconds / bare])
    return HEADS, rows


def visit(app: Flask, account: str, path: str) -> tuple[int, int, float, bytes]:
    client = app.test_client()
    if account != "guest":
        with app.app_context():
            person = find_by_account(account)
            assert person is not None, account
            identity = person.get_id()
        with client.session_transaction() as session:
            session["_user_id"] = identity
    client.get(path)
    sent: list[str] = []
    with app.app_context():
        engine = db.engine
    hear = lambda _c, _u, statement, *_o: sent.append(statement)  # noqa: E731
    event.listen(engine, "before_cursor_execute", hear)
    answer = client.get(path)
    event.remove(engine, "before_cursor_execute", hear)
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        client.get(path)
        times.append((perf_counter() - began) * 1000)
    statements = sum(not statement.startswith(("BEGIN", "PRAGMA")) for statement in sent)
    return answer.status_code, statements, median(times), answer.data


def _pages() -> list[tuple[str, str, str]]:
    learner = find_by_account("learner")
    assert learner is not None
    room = db.session.get_one(Classroom, classroom_ids_of(learner)[0])
    week = db.session.scalar(select(func.max(ClosedWeek.week))) or ""
    submission = _one(Submission, learner)
    journal = _one(Journal, learner)
    thread = _busiest_thread()
    topic = "/course/every-student/net-addiction"
    return [
        ("home", "guest", "/"),
        *[("home", account, "/") for account in ("learner", "tutor", "classadmin", "expert", "area", "team")],
        ("map of 48", "learner", "/course"),
        ("topic", "learner", topic),
        ("assignment", "learner", f"{topic}/assignment"),
        ("me", "learner", "/me"),
        ("study time", "learner", "/me/study-time"),
        ("own submissions", "learner", "/me/submissions"),
        ("own journals", "learner", "/me/journals"),
        ("class", "learner", f"/classrooms/{room.code}"),
        ("class", "classadmin", f"/classrooms/{room.code}"),
        ("salon", "learner", f"/classrooms/{room.code}/salon"),
        ("thread of 25", "learner", f"/threads/{thread}"),
        ("queue", "tutor", "/grading"),
        ("work", "tutor", f"/submissions/{submission}"),
        ("work", "learner", f"/submissions/{submission}"),
        ("journal", "learner", f"/journals/{journal}"),
        ("forum", "learner", "/forum"),
        ("honours", "learner", "/honours"),
        ("closed week", "learner", f"/honours/{week}"),
        ("why this place", "learner", f"/honours/{week}/learners/{learner.id}"),
        ("notices", "learner", "/notices"),
        ("figures", "team", "/statistics/43"),
        ("figures", "area", "/statistics"),
    ]


def _one(kind: type[Submission] | type[Journal], learner: Person) -> int:
    return db.session.scalar(select(func.min(kind.id)).where(kind.person_id == learner.id)) or 0


def _busiest_thread() -> int:
    """The thread of 77 posts in the demo learner's own class."""
    return db.session.scalars(select(Thread.id).order_by(Thread.post_count.desc()).limit(1)).one()
