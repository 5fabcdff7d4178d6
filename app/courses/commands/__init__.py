"""What editors type: `flask content check`, `sync`, `preview`, `table`, `overlaps`, `facts`."""

from app.courses.commands import checking, figures, previewing
from app.courses.commands.blueprint import content_commands

__all__ = ["checking", "content_commands", "figures", "previewing"]
