"""Who may read an assignment that was handed in: its writer, those who work for the class, those who oversee its place."""

from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, or_, select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.people.models import Person
from app.people.policy import overseen_by, oversees

READERS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)


class Work(Protocol):
    """A submission, or a row that tells as much of one."""

    @property
    def person_id(self) -> Any: ...
    @property
    def classroom_id(self) -> Any: ...
    @property
    def state(self) -> Any: ...


def may_read_submission(person: Person, submission: Work, place_code: str) -> bool:
    """What was taken back lies on its writer's own desk again, and only there; the place is that of its class."""
    if submission.person_id == person.id:
        return True
    if submission.state == SubmissionState.TAKEN_BACK:
        return False
    return is_staff_of(person, submission.classroom_id, *READERS) or oversees(person, place_code)


def submissions_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of submissions."""
    overseen = select(Classroom.id).where(overseen_by(person, Classroom.place_code))
    of_classes = or_(
        Submission.classroom_id.in_(classroom_ids_of(person, *READERS)), Submission.classroom_id.in_(overseen)
    )
    return or_(Submission.person_id == person.id, and_(Submission.state != SubmissionState.TAKEN_BACK, of_classes))


def may_take_back(person: Person, submission: Submission) -> bool:
    return submission.person_id == person.id and submission.state == SubmissionState.HANDED_IN
