"""Closing a week, trying out other rules on it, and its board, beside the same work done by the driver alone."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.queries import find_by_account
from app.rankings.models import ClosedWeek
from app.rankings.operations import correct_week
from app.rankings.queries.standings import standings_of
from app.rankings.rules import Rules
from app.rulebook.queries import what_if
from bench import bare_week
from bench.pages import visit

HEADS = ["job", "seconds", "times the bare one"]
ROUNDS = 3
BOARD_ROUNDS = 15
OTHER_RULES = {"points": {"submission": 6000, "post": 500}}
Row = list[object]


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """The bare limits are measured in the same run."""
    with app.app_context():
        closed = db.session.scalars(select(ClosedWeek).order_by(ClosedWeek.week.desc())).first()
        if closed is None:
            raise SystemExit("the demo has closed no week yet")
        number, training = closed.id, db.session.get_one(Training, closed.training_id)
        rows = _closing(number, training, Week.parse(closed.week))
    return HEADS, rows + _board(app, number, closed.week)


def _closing(closed_id: int, training: Training, week: Week) -> list[Row]:
    sums = _seconds(lambda: bare_week.sum_up(training, week))
    insert = median(bare_week.insert_again(closed_id) for _round in range(ROUNDS))
    close = median(_thrown_away(training.id, week, _somebody()) for _round in range(ROUNDS))
    tried = _seconds(lambda: what_if(training, week, standings_of(training, week), Rules.read(0, OTHER_RULES)))
    bare = sums + insert
    return [
        ["aggregate by hand", sums, "-"],
        ["bulk insert by hand", insert, "-"],
        [f"close {week}", close, close / bare],
        [f"what if, {week}", tried, tried / sums],
    ]


def _board(app: Flask, closed_id: int, week: str) -> list[Row]:
    with app.app_context():
        bare = bare_week.board_by_hand(closed_id, BOARD_ROUNDS)
    rows: list[Row] = [["board of classes by hand: 8 columns, Jinja2", bare, 1.0]]
    for account in ("guest", "learner"):
        _status, _statements, milliseconds, _body = visit(app, account, f"/honours/{week}?board=classrooms")
        rows.append([f"board of classes, {account}", milliseconds / 1000, milliseconds / 1000 / bare])
    return rows


def _seconds(work: Callable[[], object]) -> float:
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return median(times)


def _thrown_away(training_id: int, week: Week, person_id: int) -> float:
    """Seconds of a correction inside a transaction that is rolled back."""
    began = perf_counter()
    with transaction() as session:
        correct_week(training_id, week, person_id, "measured")
        session.flush()
        passed = perf_counter() - began
        session.rollback()
    return passed


def _somebody() -> int:
    team = find_by_account("team")
    return team.id if team else 0
