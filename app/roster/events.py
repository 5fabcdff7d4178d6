"""What happens to rosters; none of them carries what is personal."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class RosterSent(Event):
    import_id: int
    training_id: int


@dataclass(frozen=True, slots=True)
class RosterImported(Event):
    import_id: int
    training_id: int
    added: int
    changed: int
    moved: int
    ended: int


@dataclass(frozen=True, slots=True)
class RosterActUndone(Event):
    act_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class AccountsMerged(Event):
    former_id: int
    kept_id: int


@dataclass(frozen=True, slots=True)
class PersonalDataShown(Event):
    """Somebody read an identity number or a telephone in full."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ClassCodesIssued(Event):
    classroom_id: int
    people: int
