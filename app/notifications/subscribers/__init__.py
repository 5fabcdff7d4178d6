"""Which events become whose notices; each stands or falls with the act that it tells of."""

from app.notifications.subscribers import (
    announcements,
    bulletins,
    datarights,
    honours,
    letters,
    moderation,
    objections,
    opinions,
    reminders,
    reports,
    resources,
    roster,
    showcase,
    study_time,
    talk,
    works,
)

__all__ = [
    "announcements",
    "bulletins",
    "datarights",
    "honours",
    "letters",
    "moderation",
    "objections",
    "opinions",
    "reminders",
    "reports",
    "resources",
    "roster",
    "showcase",
    "study_time",
    "talk",
    "works",
]
