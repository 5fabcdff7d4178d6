"""What happens to standing reports."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class StandingReportPublished(Event):
    report_id: int
    training_id: int
    place_code: str
    week: str
