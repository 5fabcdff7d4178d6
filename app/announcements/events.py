"""What happens to announcements."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class AnnouncementWritten(Event):
    announcement_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementEdited(Event):
    announcement_id: int
    version_number: int
    editor_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementPublished(Event):
    """Its moment has come: those concerned are told now, once."""

    announcement_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementWithdrawn(Event):
    announcement_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class AnnouncementAcknowledged(Event):
    announcement_id: int
    person_id: int
