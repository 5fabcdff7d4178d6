"""What happens to resources."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class ResourceShared(Event):
    """`repeats_id` is the resource of somebody else that has a file with the same bytes."""

    resource_id: int
    training_id: int
    person_id: int
    repeats_id: int | None


@dataclass(frozen=True, slots=True)
class ResourceEdited(Event):
    resource_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ResourceWithdrawn(Event):
    """Its author took it back."""

    resource_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ResourceRemoved(Event):
    """Somebody who looks after the class took it down, and said why."""

    resource_id: int
    person_id: int
    removed_by_id: int


@dataclass(frozen=True, slots=True)
class ResourceShownAgain(Event):
    """What was taken down after a report is shown again."""

    resource_id: int
    person_id: int
    shown_by_id: int


@dataclass(frozen=True, slots=True)
class ResourceUsed(Event):
    """For the first time by this person."""

    resource_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ResourceRated(Event):
    resource_id: int
    person_id: int
    stars: int


@dataclass(frozen=True, slots=True)
class ResourceKept(Event):
    """Put among somebody's favourites."""

    resource_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ResourceLetGo(Event):
    """Taken from somebody's favourites."""

    resource_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ResourceReported(Event):
    report_id: int
    resource_id: int
    reporter_id: int


@dataclass(frozen=True, slots=True)
class ResourceReportsDecided(Event):
    """All that waited about one resource; `verdict` is left or removed."""

    resource_id: int
    verdict: str
    author_id: int
    reporter_ids: tuple[int, ...]
    decided_by_id: int
