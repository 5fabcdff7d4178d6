"""How long a bulletin's first draft takes: the facts of a class's week asked, and the draft written from them."""

from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.bulletins.composing import draft_of
from app.chronicle.queries import facts_of_week
from app.classrooms.models import Classroom
from app.foundation.database import db

HEADS = ["classes", "median ms", "slowest ms", "goal ms"]
CLASSES, GOAL = 60, 2_000


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """One week of each of some classes, cold but for what the database keeps; the last week of the training."""
    taken: list[float] = []
    with app.test_request_context("/"):
        wanted = select(Classroom).options(joinedload(Classroom.training), joinedload(Classroom.place))
        for classroom in db.session.scalars(wanted.order_by(Classroom.id).limit(CLASSES)).all():
            training = classroom.training
            week = training.weeks[-1]
            begun = perf_counter()
            draft_of(facts_of_week(classroom, training, week, 1, week.ends_at(training.time_zone)))
            taken.append((perf_counter() - begun) * 1000)
    return HEADS, [[len(taken), median(taken), max(taken), GOAL]]
