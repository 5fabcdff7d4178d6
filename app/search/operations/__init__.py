"""Acts of the index: it follows what people do, and is made right where it does not."""

from app.search.operations.filling import fill_index
from app.search.operations.rebuilding import catch_up, rebuild_index
from app.search.operations.refreshing import refresh

__all__ = ["catch_up", "fill_index", "rebuild_index", "refresh"]
