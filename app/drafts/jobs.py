"""Thinning drafts by the clock: once for each night that has begun, late if the machine was off."""

from datetime import datetime, timedelta

from app.drafts.operations import sweep_drafts
from app.foundation.clock import SHANGHAI, local_day
from app.foundation.jobs import Job, note_done, was_done
from app.foundation.outcomes import outcome

NAME = "thin-drafts"
AT_NIGHT = timedelta(hours=3, minutes=30)


def nights_due(now: datetime) -> list[str]:
    """The night that last reached half past three; missed ones are made up for by the next."""
    night = local_day(now - AT_NIGHT, SHANGHAI).isoformat()
    return [] if was_done(NAME, night) else [night]


def sweep(night: str, now: datetime) -> str:
    return note_done(NAME, night, outcome("drafts-thinned", versions=sweep_drafts(now)))


THIN_DRAFTS = Job(NAME, "each night at 03:30: versions of drafts grow fewer with age", nights_due, sweep, in_steps=True)
