"""Who grades: the class's tutors, never their own work. Who reads it: the author, the class's staff, those who oversee."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select

from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of, is_tutor
from app.grading.models import Grade
from app.people.models import Person
from app.people.policy import overseen_by, oversees

READERS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)
TAKE_BACK_WITHIN = timedelta(seconds=30)
ON_ITS_WAY = timedelta(seconds=5)  # a press at the last moment still has to travel

__all__ = [
    "grades_readable_by",
    "is_tutor",
    "may_answer",
    "may_grade",
    "may_read_grade",
    "may_still_take_back",
]


def may_grade(person: Person, author_id: int, classroom_id: int | None) -> bool:
    return person.id != author_id and is_staff_of(person, classroom_id, StaffRole.TUTOR)


def may_read_grade(person: Person, author_id: int, classroom_id: int | None, place_code: str) -> bool:
    """A classmate who may read a work does not thereby read its grade."""
    if person.id == author_id:
        return True
    return is_staff_of(person, classroom_id, *READERS) or oversees(person, place_code)


def grades_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of grades."""
    overseen = select(Classroom.id).where(overseen_by(person, Classroom.place_code))
    return or_(
        Grade.person_id == person.id,
        Grade.classroom_id.in_(classroom_ids_of(person, *READERS)),
        Grade.classroom_id.in_(overseen),
    )


def may_still_take_back(graded_at: datetime, now: datetime) -> bool:
    """For some seconds nobody has been told of a grade, and whoever gave it may take it back."""
    return now <= graded_at + TAKE_BACK_WITHIN + ON_ITS_WAY


def may_answer(person: Person, author_id: int, classroom_id: int | None) -> bool:
    """About a grade its author and the class's tutors talk; the others read along."""
    return person.id == author_id or is_staff_of(person, classroom_id, StaffRole.TUTOR)
