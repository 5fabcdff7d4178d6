"""Who may read whose study time: one's own, and that of the class's learners for tutors and class administrators."""

from sqlalchemy import ColumnElement, or_

from app.classrooms.models import Enrolment, StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.people.models import Person

READERS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)


def may_read_study_time(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person may read the study time of a learner, asked of the learner's present enrolment."""
    return enrolment.person_id == person.id or is_staff_of(person, enrolment.classroom_id, *READERS)


def study_time_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of enrolments."""
    return or_(
        Enrolment.person_id == person.id,
        Enrolment.classroom_id.in_(classroom_ids_of(person, *READERS)),
    )
