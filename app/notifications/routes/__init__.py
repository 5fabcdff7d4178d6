"""The inbox, its badge, and what a person wants to be told how."""

from app.notifications.routes import inbox, settings
from app.notifications.routes.blueprint import notifications

__all__ = ["inbox", "notifications", "settings"]
