"""What ran by the clock, what broke, and whether the clock goes."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.classrooms.models import Training
from app.foundation.database import db
from app.foundation.jobs import JobBeat, JobFailure, JobRun

PAGE = 30


def last_runs() -> dict[str, Any]:
    """The newest run of each job: period, when it ended, how it came out."""
    newest = select(func.max(JobRun.id)).group_by(JobRun.job)
    rows = db.session.execute(
        select(JobRun.job, JobRun.period, JobRun.finished_at, JobRun.outcome).where(JobRun.id.in_(newest))
    )
    return {row.job: row for row in rows}


def last_failures() -> dict[str, Any]:
    """The newest failure of each job."""
    newest = select(func.max(JobFailure.id)).group_by(JobFailure.job)
    rows = db.session.execute(
        select(JobFailure.job, JobFailure.failed_at, JobFailure.problem).where(JobFailure.id.in_(newest))
    )
    return {row.job: row for row in rows}


def last_beats() -> list[Any]:
    """When each machine's clock last looked, the newest first."""
    return list(db.session.execute(select(JobBeat.machine, JobBeat.beat_at).order_by(JobBeat.beat_at.desc())))


def runs_of(job: str, before: int | None = None) -> list[Any]:
    statement = select(JobRun.id, JobRun.period, JobRun.finished_at, JobRun.outcome).where(JobRun.job == job)
    if before is not None:
        statement = statement.where(JobRun.id < before)
    return list(db.session.execute(statement.order_by(JobRun.id.desc()).limit(PAGE + 1)))


def failures_of(job: str) -> list[Any]:
    statement = select(JobFailure.failed_at, JobFailure.problem).where(JobFailure.job == job)
    return list(db.session.execute(statement.order_by(JobFailure.id.desc()).limit(PAGE)))


def trainings_by_code() -> dict[str, Training]:
    """By the code that periods of jobs name them with."""
    return {training.code: training for training in db.session.scalars(select(Training))}


def is_failing(last_run: Any, last_failure: Any, now: datetime) -> bool:
    """Whether the newest thing that happened to a job is that it broke, not long ago."""
    if last_failure is None or (now - last_failure.failed_at).days >= 1:
        return False
    return last_run is None or last_run.finished_at < last_failure.failed_at
