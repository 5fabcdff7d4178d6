"""Announcements that were written for a later moment are published when it has come."""

from datetime import datetime

from app.announcements.operations import due_announcements, publish_due_announcement
from app.foundation.jobs import Job
from app.foundation.outcomes import outcome


def _due(now: datetime) -> list[str]:
    return [str(number) for number in due_announcements(now)]


def _publish(period: str, _now: datetime) -> str:
    return outcome("published" if publish_due_announcement(int(period)) else "nothing-left")


PUBLISH_ANNOUNCEMENTS = Job(
    name="publish-announcements",
    every="each minute, what was written for a later moment",
    due=_due,
    work=_publish,
)
