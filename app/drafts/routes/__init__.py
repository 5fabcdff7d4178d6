"""Where text boxes save themselves, one's own drafts and their versions, and forms that came twice."""

from app.drafts.routes import address, pages, second
from app.drafts.routes.blueprint import drafts

__all__ = ["address", "drafts", "pages", "second"]
