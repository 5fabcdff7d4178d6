"""Chasing on the demo province, on the last Monday of its training: lists of all classes, a class, who came back."""

from statistics import median
from time import perf_counter, process_time

from flask import Flask
from sqlalchemy import event, func, select

from app.classrooms.models import Classroom, Training
from app.classrooms.queries import find_newest_training
from app.foundation import clock
from app.foundation.clock import day_starts_at
from app.foundation.database import db
from app.foundation.freshness import forget
from app.foundation.transactions import transaction
from app.reminders.models import Contact
from app.reminders.operations import rebuild_returns
from app.reminders.queries import standing_of
from app.reminders.queries.areas import read_chasing
from bench.pages import visit

ROUNDS = 5
HEADS = ["what", "of", "statements", "seconds", "seconds of this process"]


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Each several times, the middle one told; pages with all that stands around them."""
    with app.app_context():
        training = find_newest_training()
        assert training is not None
        code = db.session.scalars(select(Classroom.code).order_by(Classroom.id)).first()
        clock.travel_to(day_starts_at(training.ends_on, training.time_zone))
        try:
            rows = _in_process(training)
        finally:
            clock.travel_to(None)
    for account, path in (("team", "/reminders/places/43"), ("classadmin", f"/classrooms/{code}/reminders?kind=chase")):
        forget()
        status, statements, milliseconds, _body = visit(app, account, path)
        assert status == 200, path
        rows.append([f"page {path}", account, statements, milliseconds / 1000, "-"])
    return HEADS, rows


def _in_process(training: Training) -> list[list[object]]:
    now, rooms = clock.now(), db.session.scalars(select(Classroom).order_by(Classroom.id)).all()
    contacts = db.session.scalar(select(func.count()).select_from(Contact)) or 0
    return [
        _timed("lists of all classes, for those above", f"{len(rooms)} classes", lambda: read_chasing(training, "", now)),
        _timed(
            "the list of each class, one by one", f"{len(rooms)} classes",
            lambda: [standing_of(room, training, now) for room in rooms], rounds=1,
        ),
        _timed("who came back, worked out anew", f"{contacts} contacts", lambda: _rebuilt(training.id)),
    ]  # fmt: skip


def _rebuilt(training_id: int) -> None:
    with transaction():
        rebuild_returns(training_id)


def _timed(what: str, of: str, work: object, rounds: int = ROUNDS) -> list[object]:
    sent: list[str] = []
    hear = lambda _c, _u, statement, *_o: sent.append(statement)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", hear)
    times = []
    for _ in range(rounds):
        sent.clear()
        began, busy = perf_counter(), process_time()
        work()  # type: ignore[operator]
        times.append((perf_counter() - began, process_time() - busy))
        db.session.rollback()
    event.remove(db.engine, "before_cursor_execute", hear)
    number = sum(not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")) for statement in sent)
    return [what, of, number, median(one for one, _ in times), median(one for _, one in times)]
