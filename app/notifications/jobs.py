"""Digests are made when their hour has come."""

from datetime import datetime

from app.foundation.jobs import Job
from app.foundation.outcomes import outcome
from app.notifications.operations import make_due_digests
from app.notifications.queries import due_digest_count


def _due(now: datetime) -> list[str]:
    return ["digests"] if due_digest_count(now) else []


def _make(_period: str, now: datetime) -> str:
    return outcome("digests-made", digests=make_due_digests(now))


MAKE_DIGESTS = Job(
    name="make-digests", every="each minute, for whom the hour has come", due=_due, work=_make, in_steps=True
)
