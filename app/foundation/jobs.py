"""Jobs are level-triggered: they look for what is due and not done, and a row makes each period happen once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation import clock
from app.foundation.database import Base, Id, LongText, db
from app.foundation.transactions import transaction


class JobRun(Base):
    """A job's period that has been done."""

    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("job", "period"), Index("ix_job_runs_finished_at", "finished_at"))
    id: Mapped[Id]
    job: Mapped[str] = mapped_column(String(60))
    period: Mapped[str] = mapped_column(String(60))
    finished_at: Mapped[datetime]
    outcome: Mapped[LongText]


@dataclass(frozen=True, slots=True)
class Job:
    """`due(now)` lists the periods to do; `work(period, now)` does one and says what it did."""

    name: str
    every: str
    due: Callable[[datetime], list[str]]
    work: Callable[[str, datetime], str]
    after_others: bool = False  # whether it counts what others did, and so waits for those still at it
    in_steps: bool = False  # whether its own rows say what is left, which it takes and marks a few at a time


def was_done(job: str, period: str) -> bool:
    return db.session.query(JobRun.id).filter_by(job=job, period=period).first() is not None


def note_done(job: str, period: str, outcome: str) -> str:
    """Write down that a period is done, for a job that takes steps of its own and has no other rows to tell by."""
    with transaction() as session:
        session.add(JobRun(job=job, period=period, finished_at=clock.now(), outcome=outcome))
    return outcome


def run_due(jobs: list[Job], now: datetime) -> list[tuple[str, str, str]]:
    """Do everything that is due; returns (job, period, outcome) for what was done by this call."""
    done = []
    for job in jobs:
        for period in job.due(now):
            try:
                outcome = _run(job, period, now)
            except IntegrityError:
                outcome = None  # a second scheduler was first; this one has nothing left to do
            if outcome is not None:
                done.append((job.name, period, outcome))
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
