"""Pages of announcements: the lists, one of them, writing, and who has read."""

from app.announcements.routes import readers, reading, writing
from app.announcements.routes.blueprint import announcements

__all__ = ["announcements", "readers", "reading", "writing"]
