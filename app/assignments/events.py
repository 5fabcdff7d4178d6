"""What happens to assignments."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class SubmissionHandedIn(Event):
    submission_id: int
    version_number: int
    person_id: int
    classroom_id: int
    topic_id: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class SubmissionTakenBack(Event):
    submission_id: int
    version_number: int
    person_id: int
