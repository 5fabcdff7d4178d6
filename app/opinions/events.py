"""What happens to second opinions."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class SecondOpinionAsked(Event):
    """`tutor_id` is who was chosen to give it."""

    opinion_id: int
    kind: str
    work_id: int
    person_id: int
    tutor_id: int


@dataclass(frozen=True, slots=True)
class SecondOpinionPassedOn(Event):
    """`tutor_id` has it now, and `before_id` has it no more."""

    opinion_id: int
    before_id: int
    tutor_id: int


@dataclass(frozen=True, slots=True)
class SecondOpinionGiven(Event):
    """`is_better`: it stands in place of the first judgement."""

    opinion_id: int
    kind: str
    work_id: int
    person_id: int
    tutor_id: int
    first_grader_id: int
    is_better: bool
