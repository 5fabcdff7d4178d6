"""Which events become whose notices; each stands or falls with the act that it tells of."""

from app.notifications.subscribers import (
    announcements,
    honours,
    letters,
    moderation,
    objections,
    opinions,
    showcase,
    study_time,
    talk,
    works,
)

__all__ = [
    "announcements",
    "honours",
    "letters",
    "moderation",
    "objections",
    "opinions",
    "showcase",
    "study_time",
    "talk",
    "works",
]
