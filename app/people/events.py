"""What happens to accounts."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class ActivationCodeIssued(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonActivated(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PasswordChanged(Event):
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonDisabled(Event):
    person_id: int
    change_id: int | None = None


@dataclass(frozen=True, slots=True)
class PersonEnabled(Event):
    person_id: int
    change_id: int | None = None


@dataclass(frozen=True, slots=True)
class SessionsEnded(Event):
    """Every sign-in of the person is void from now on; open sockets have to close."""

    person_id: int
