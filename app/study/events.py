"""What happens to reading."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class SectionFinished(Event):
    person_id: int
    topic_id: int
    section: str
