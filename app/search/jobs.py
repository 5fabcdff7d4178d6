"""Once a night the index is held against what was written: what an event did not tell is found there."""

from datetime import datetime, timedelta

from app.foundation.clock import SHANGHAI, local_day
from app.foundation.jobs import Job, note_done, was_done
from app.foundation.outcomes import outcome
from app.search.operations import catch_up

NAME = "mend-search"
QUIET = timedelta(hours=3)


def nights_due(now: datetime) -> list[str]:
    """The night that has begun, if it was not looked after; earlier ones are made up for by it."""
    night = local_day(now - QUIET, SHANGHAI).isoformat()
    return [] if was_done(NAME, night) else [night]


def mend(night: str, _now: datetime) -> str:
    return note_done(NAME, night, outcome("search-mended", entries=catch_up()))


MEND_SEARCH = Job(NAME, "each night at 3:00, late if need be", nights_due, mend, in_steps=True)
