"""What those who run the trainings do; names of people never travel in an event."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class TrainingCreated(Event):
    training_id: int
    copied_from_id: int | None


@dataclass(frozen=True, slots=True)
class TrainingChanged(Event):
    """`what` is name, calendar, scheme or ladder; why is in the change."""

    training_id: int
    what: str
    change_id: int


@dataclass(frozen=True, slots=True)
class ClassroomOpened(Event):
    classroom_id: int
    training_id: int


@dataclass(frozen=True, slots=True)
class ClassroomChanged(Event):
    """It was renamed or placed elsewhere."""

    classroom_id: int
    training_id: int
    change_id: int


@dataclass(frozen=True, slots=True)
class RoleGiven(Event):
    person_id: int
    appointment_id: int
    role: str
    place_code: str


@dataclass(frozen=True, slots=True)
class RoleEnded(Event):
    person_id: int
    appointment_id: int
    role: str
    place_code: str


@dataclass(frozen=True, slots=True)
class PersonRenamed(Event):
    """The names themselves are not told."""

    person_id: int
    change_id: int


@dataclass(frozen=True, slots=True)
class SchoolChanged(Event):
    person_id: int
    from_school_id: int | None
    to_school_id: int | None
    change_id: int


@dataclass(frozen=True, slots=True)
class JobStarted(Event):
    """Somebody let a job look for what is due now."""

    job: str
