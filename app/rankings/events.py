"""What happens to weeks."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class WeekClosed(Event):
    closed_week_id: int
    training_id: int
    week: str
    revision: int
