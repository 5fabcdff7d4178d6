"""Jobs are level-triggered: they look for what is due and not done, and a row makes each period happen once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from socket import gethostname

from flask import current_app
from sqlalchemy import Index, String, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation import clock
from app.foundation.bulk import put_rows
from app.foundation.database import Base, Id, LongText, db
from app.foundation.transactions import transaction

TOLD_AGAIN_AFTER = timedelta(minutes=10)


class JobRun(Base):
    """A job's period that has been done."""

    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("job", "period"), Index("ix_job_runs_finished_at", "finished_at"))
    id: Mapped[Id]
    job: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(60))
    finished_at: Mapped[datetime]
    outcome: Mapped[LongText]


class JobFailure(Base):
    """A job that broke; `problem` is the kind of fault alone, since its words may hold what people wrote."""

    __tablename__ = "job_failures"
    __table_args__ = (Index("ix_job_failures_job_id", "job", "id"),)
    id: Mapped[Id]
    job: Mapped[str] = mapped_column(String(60))
    failed_at: Mapped[datetime]
    problem: Mapped[str] = mapped_column(String(80))


class JobBeat(Base):
    """When the clock of a machine last looked for what is due."""

    __tablename__ = "job_beats"
    machine: Mapped[str] = mapped_column(String(80), primary_key=True)
    beat_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Job:
    """`due(now)` lists the periods to do; `work(period, now)` does one and says its `outcome`."""

    name: str
    every: str
    due: Callable[[datetime], list[str]]
    work: Callable[[str, datetime], str]
    after_others: bool = False  # whether it counts what others did, and so waits for those still at it
    in_steps: bool = False  # whether its own rows say what is left, which it takes and marks a few at a time


def was_done(job: str, period: str) -> bool:
    return db.session.query(JobRun.id).filter_by(job=job, period=period).first() is not None


def note_done(job: str, period: str, came_to: str) -> str:
    """Write down that a period is done, for a job that takes steps of its own and has no other rows to tell by."""
    with transaction() as session:
        session.add(JobRun(job=job, period=period, finished_at=clock.now(), outcome=came_to))
    return came_to


def scheduled_jobs() -> list[Job]:
    """Everything that runs by the clock, as the schedule has it."""
    jobs: list[Job] = current_app.extensions["jobs"]
    return jobs


def note_failure(job: str, fault: BaseException) -> None:
    """Write down that a job broke; one that breaks each minute is told of a few times an hour."""
    present = clock.now()
    lately = JobFailure.job == job, JobFailure.failed_at > present - TOLD_AGAIN_AFTER
    with transaction() as session:
        if session.scalar(select(JobFailure.id).where(*lately).limit(1)) is None:
            session.add(JobFailure(job=job, failed_at=present, problem=type(fault).__name__[:80]))


def note_beat() -> None:
    """Write down that this machine's clock goes."""
    with transaction():
        put_rows(JobBeat, ("machine",), [{"machine": gethostname()[:80], "beat_at": clock.now()}])


def run_due(jobs: list[Job], now: datetime) -> list[tuple[str, str, str]]:
    """Do everything that is due; returns (job, period, outcome) for what was done by this call."""
    done = []
    for job in jobs:
        for period in job.due(now):
            try:
                came_to = _run(job, period, now)
            except IntegrityError:
                came_to = None  # a second scheduler was first; this one has nothing left to do
            if came_to is not None:
                done.append((job.name, period, came_to))
    return done


def _run(job: Job, period: str, now: datetime) -> str | None:
    if job.in_steps:
        return job.work(period, now)
    with transaction(after_others=job.after_others) as session:
        if was_done(job.name, period):
            return None
        row = JobRun(job=job.name, period=period, finished_at=clock.now(), outcome="")
        session.add(row)
        session.flush()  # a second scheduler waits here and then fails on the unique period
        row.outcome = job.work(period, now)
        return row.outcome
