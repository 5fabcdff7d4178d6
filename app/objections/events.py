"""What happens to objections."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class ObjectionRaised(Event):
    objection_id: int
    training_id: int
    week: str
    board: str
    classroom_id: int | None
    raised_by_id: int


@dataclass(frozen=True, slots=True)
class ObjectionAnswered(Event):
    """A tutor's first word (`is_final` is false) or the project team's decision."""

    objection_id: int
    training_id: int
    week: str
    raised_by_id: int
    is_final: bool
    is_upheld: bool


@dataclass(frozen=True, slots=True)
class ObjectionWithdrawn(Event):
    objection_id: int
    raised_by_id: int
