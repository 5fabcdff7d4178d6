"""Closing a week, trying out other rules on it, and its board, beside the same work done by the driver alone."""

from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time

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

HEADS = ["job", "seconds", "of them in this process", "times the bare one"]
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
        number, week, training = closed.id, closed.week, db.session.get_one(Training, closed.training_id)
        rows = _closing(number, training, Week.parse(week))
    return HEADS, rows + _board(app, number, week)


def _closing(closed_id: int, training: Training, week: Week) -> list[Row]:
    sums = _times(lambda: bare_week.sum_up(training, week))
    by_day = _times(lambda: bare_week.sum_up(training, week, by_day=True))
    insert = _times(lambda: bare_week.insert_again(closed_id), told=True)
    close = _times(lambda: _thrown_away(training.id, week, _somebody()), told=True)
    tried = _times(lambda: what_if(training, week, standings_of(training, week), Rules.read(0, OTHER_RULES)))
    bare = sums[0] + insert[0]
    return [
        ["aggregate by hand", *sums, "-"],
        ["the same, works found by their last day", *by_day, "-"],
        ["bulk insert by hand", *insert, "-"],
        [f"close {week}", *close, close[0] / bare],
        [f"what if, {week}", *tried, tried[0] / sums[0]],
    ]


def _board(app: Flask, closed_id: int, week: str) -> list[Row]:
    with app.app_context():
        bare = bare_week.board_by_hand(closed_id, BOARD_ROUNDS)
    rows: list[Row] = [["board of classes by hand: 8 columns, Jinja2", bare, "-", 1.0]]
    for account in ("guest", "learner"):
        _status, _statements, milliseconds, _body = visit(app, account, f"/honours/{week}?board=classrooms")
        rows.append([f"board of classes, {account}", milliseconds / 1000, "-", milliseconds / 1000 / bare])
    return rows


def _times(work: Callable[[], object], *, told: bool = False) -> tuple[float, float]:
    """Median seconds by the clock and of this process's own; a work that tells both itself is believed."""
    found = []
    for _round in range(ROUNDS):
        began, busy = perf_counter(), process_time()
        answer = work()
        found.append(answer if told else (perf_counter() - began, process_time() - busy))
    return median(one[0] for one in found), median(one[1] for one in found)  # type: ignore[index]


def _thrown_away(training_id: int, week: Week, person_id: int) -> tuple[float, float]:
    """Seconds of a correction inside a transaction that is rolled back."""
    began, busy = perf_counter(), process_time()
    with transaction() as session:
        correct_week(training_id, week, person_id, "measured")
        session.flush()
        passed = perf_counter() - began, process_time() - busy
        session.rollback()
    return passed


def _somebody() -> int:
    team = find_by_account("team")
    return team.id if team else 0
