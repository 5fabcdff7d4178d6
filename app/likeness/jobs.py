"""Marking by the clock: hour by hour, so that repeats are known long before a week closes."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.classrooms.models import Training
from app.foundation.database import db
from app.foundation.jobs import Job, JobRun, note_done, was_done
from app.foundation.outcomes import outcome
from app.likeness.operations import mark_texts_in_steps

NAME = "mark-texts"
OVERLAP = timedelta(hours=2)  # what was under way when the last hour was marked
BEGINNING = timedelta(days=3650)


def hours_due(now: datetime) -> list[str]:
    """This hour, once, while there is a training."""
    hour = f"{now:%Y-%m-%dT%H}"
    has_training = db.session.scalar(select(Training.id).limit(1)) is not None
    return [hour] if has_training and not was_done(NAME, hour) else []


def mark_hour(hour: str, now: datetime) -> str:
    last = db.session.scalar(select(func.max(JobRun.finished_at)).where(JobRun.job == NAME, JobRun.outcome != ""))
    since = last - OVERLAP if last else now - BEGINNING
    trainings = db.session.scalars(select(Training.id).order_by(Training.id)).all()
    texts = sum(mark_texts_in_steps(training, since, now) for training in trainings)
    return note_done(NAME, hour, outcome("texts-marked", texts=texts))


MARK_TEXTS = Job(NAME, "once an hour", hours_due, mark_hour, in_steps=True)
