"""Counting by the clock: looks for days that were never counted, that ended since, or that still run."""

from datetime import date, datetime

from app.classrooms.queries import get_training
from app.foundation.jobs import Job, note_done, was_done
from app.foundation.outcomes import outcome
from app.statistics.calendar import days_due
from app.statistics.operations import count_day, mend_days
from app.statistics.queries.ledger import counted_days, trainings_begun
from app.statistics.queries.sources import calendar_of

MENDING = "mend-facts"


def due_days(now: datetime) -> list[str]:
    return [
        f"{training.code} {day}"
        for training in trainings_begun(now)
        for day in days_due(calendar_of(training), training.day_of(now), now, counted_days(training.id))
    ]


def count_due_day(period: str, now: datetime) -> str:
    code, _, day = period.rpartition(" ")
    return outcome("day-counted", people=count_day(get_training(code).id, date.fromisoformat(day), now))


def due_mending(now: datetime) -> list[str]:
    hour = f"{now:%Y-%m-%dT%H}"
    return [] if was_done(MENDING, hour) else [hour]


def mend_facts(period: str, now: datetime) -> str:
    return note_done(MENDING, period, outcome("days-mended", days=mend_days(now)))


COUNT_DAYS = Job(
    "count-days",
    "every ten minutes the running day, each once more when it has ended",
    due_days,
    count_due_day,
    in_steps=True,
)
MEND_FACTS = Job(MENDING, "every hour, what changed afterwards", due_mending, mend_facts, in_steps=True)
