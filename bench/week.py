"""Closing a week again and again in a transaction that is thrown away."""

from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import select

from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.rankings.models import ClosedWeek
from app.rankings.operations import correct_week

HEADS = ["job", "seconds"]
ROUNDS = 3


class Thrown(Exception):
    """Ends a measured transaction without leaving anything."""


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    times = []
    with app.app_context():
        closed = db.session.scalars(select(ClosedWeek).order_by(ClosedWeek.week.desc())).first()
        assert closed is not None, "the demo has closed weeks"
        training_id, week = closed.training_id, closed.week
        for _round in range(ROUNDS):
            began = perf_counter()
            try:
                with transaction():
                    correct_week(training_id, week, None, "measured")
                    raise Thrown
            except Thrown:
                times.append(perf_counter() - began)
    return HEADS, [[f"close {week} at {clock.now():%Y}", median(times)]]
