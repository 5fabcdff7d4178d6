"""What happens to journals."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class JournalWritten(Event):
    journal_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class JournalEdited(Event):
    journal_id: int
    version_number: int
    person_id: int


@dataclass(frozen=True, slots=True)
class JournalPublished(Event):
    journal_id: int
    person_id: int
    classroom_id: int
