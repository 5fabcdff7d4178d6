"""A class's week as the bounds of its reads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.foundation.clock import Week, day_starts_at


@dataclass(frozen=True, slots=True)
class Window:
    """One week of one class; `before` is where the week before begins."""

    training_id: int
    classroom_id: int
    week: Week
    zone: str

    @property
    def start(self) -> datetime:
        return self.week.starts_at(self.zone)

    @property
    def end(self) -> datetime:
        return self.week.ends_at(self.zone)

    @property
    def before(self) -> datetime:
        return day_starts_at(self.week.previous().monday, self.zone)

    @property
    def monday(self) -> date:
        return self.week.monday

    @property
    def bounds(self) -> dict[str, Any]:
        """The values of a question about the two weeks."""
        return {
            "training": self.training_id, "room": self.classroom_id, "before": self.before, "start": self.start,
            "end": self.end, "monday": self.monday, "first": self.week.previous().monday, "sunday": self.week.sunday,
        }  # fmt: skip
