"""Closing a week again and again in a transaction that is thrown away."""

from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import select

from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.queries import find_by_account
from app.rankings.models import ClosedWeek
from app.rankings.operations import correct_week

HEADS = ["job", "seconds"]
ROUNDS = 3


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    with app.app_context():
        closed = db.session.scalars(select(ClosedWeek).order_by(ClosedWeek.week.desc())).first()
        if closed is None:
            raise SystemExit("the demo has closed no week yet")
        week = Week.parse(closed.week)
        times = [_thrown_away(closed.training_id, week, _somebody()) for _round in range(ROUNDS)]
    return HEADS, [[f"close {week}", median(times)]]


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
