"""Reports as they would be written now, and as they were published."""

from app.reports.queries.archive import Entry, find_report, own_places_of, reports_of, unwritten
from app.reports.queries.drafting import draft_of, week_of_training

__all__ = ["Entry", "draft_of", "find_report", "own_places_of", "reports_of", "unwritten", "week_of_training"]
