"""What happens to somebody's data; none of these carries any of it."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class DataCopyAsked(Event):
    person_id: int
    copy_id: int
    asked_by_id: int


@dataclass(frozen=True, slots=True)
class ErasurePlanned(Event):
    """It was confirmed, and happens once it is due."""

    person_id: int
    erasure_id: int
    asked_by_id: int


@dataclass(frozen=True, slots=True)
class ErasureCalledOff(Event):
    person_id: int
    erasure_id: int


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    person_id: int
    erasure_id: int
