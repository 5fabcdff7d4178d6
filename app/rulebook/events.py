"""What happens to the rules."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PointsTablePublished(Event):
    points_table_id: int
    training_id: int
    version: int
    first_week: str
    published_by_id: int
