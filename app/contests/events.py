"""What happens when somebody speaks against the ledger."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class StretchContested(Event):
    contest_id: int
    person_id: int
    classroom_id: int


@dataclass(frozen=True, slots=True)
class ContestAnswered(Event):
    contest_id: int
    person_id: int
    is_accepted: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class HintTalkedOver(Event):
    person_id: int
    day: str
    pattern: str
