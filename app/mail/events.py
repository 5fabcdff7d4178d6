"""What happens to people's addresses."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class AddressNamed(Event):
    """Somebody gave an address; the trail names the person, never the address."""

    person_id: int


@dataclass(frozen=True, slots=True)
class AddressConfirmed(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class AddressForgotten(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class Unsubscribed(Event):
    """By the link in a letter: no more letters of this kind."""

    person_id: int
    kind: str
