"""Who comes to a class and who goes."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class LearnerEnrolled(Event):
    enrolment_id: int
    person_id: int
    classroom_id: int


@dataclass(frozen=True, slots=True)
class LearnerTransferred(Event):
    enrolment_id: int
    person_id: int
    from_classroom_id: int
    to_classroom_id: int


@dataclass(frozen=True, slots=True)
class LearnerLeft(Event):
    person_id: int
    classroom_id: int


@dataclass(frozen=True, slots=True)
class StaffAssigned(Event):
    person_id: int
    classroom_id: int
    role: str


@dataclass(frozen=True, slots=True)
class StaffRelieved(Event):
    person_id: int
    classroom_id: int
    role: str
