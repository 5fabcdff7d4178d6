"""Acts of the index: it follows what people do, and is made right where it does not."""

from app.search.operations.filling import fill_index
from app.search.operations.noting import enter_changes, note_changes
from app.search.operations.rebuilding import catch_up, rebuild_index
from app.search.operations.refreshing import refresh

__all__ = ["catch_up", "enter_changes", "fill_index", "note_changes", "rebuild_index", "refresh"]
