"""How far learners have come, what they should do next, and who needs a call."""

from app.progress.queries.done import done_in_classroom, done_in_training, done_of, elapsed, module_ids
from app.progress.queries.laggards import Laggard, laggards_of
from app.progress.queries.overview import Overview, overview_of

__all__ = [
    "Laggard", "Overview", "done_in_classroom", "done_in_training", "done_of", "elapsed", "laggards_of", "module_ids",
    "overview_of",
]  # fmt: skip
