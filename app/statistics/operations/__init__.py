"""Counting days, and writing down who took figures away."""

from app.statistics.operations.counting import count_day, count_everything
from app.statistics.operations.exporting import record_export
from app.statistics.operations.mending import mend_days

__all__ = ["count_day", "count_everything", "mend_days", "record_export"]
