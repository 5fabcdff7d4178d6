"""The list, one resource, sharing and changing, what others do with it, and what was reported."""

from app.resources.routes import acts, listing, own, pages, reports, writing
from app.resources.routes.blueprint import resources

__all__ = ["acts", "listing", "own", "pages", "reports", "resources", "writing"]
