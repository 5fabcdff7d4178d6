"""Pages of bulletins: the archive, one bulletin and what is said to it, the editor, pictures."""

from app.bulletins.routes import archive, editor, pictures, reading, reports, starting, talking
from app.bulletins.routes.blueprint import bulletins

__all__ = ["archive", "bulletins", "editor", "pictures", "reading", "reports", "starting", "talking"]
