"""Closing weeks by the clock: looks for ended weeks that are not closed, the oldest first."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.classrooms.models import Training
from app.classrooms.queries import get_training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.jobs import Job
from app.foundation.outcomes import outcome
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import open_weeks

GRACE = timedelta(minutes=5)  # the pages that were read at midnight speak once in four minutes


def weeks_due(now: datetime) -> list[str]:
    """Weeks that ended long enough ago for everything said of them to be there."""
    trainings = db.session.scalars(select(Training).order_by(Training.id)).all()
    return [f"{training.code} {week}" for training in trainings for week in open_weeks(training, now - GRACE)]


def close_due_week(period: str, now: datetime) -> str:
    code, _, week = period.rpartition(" ")
    closed = close_week(get_training(code).id, Week.parse(week), now)
    return outcome("week-closed", revision=closed.revision, hash=closed.hash[:12])


CLOSE_WEEKS = Job(
    "close-weeks",
    "Monday 00:05 in the training's zone, late if need be",
    weeks_due,
    close_due_week,
    after_others=True,
)
