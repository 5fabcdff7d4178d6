"""Who chases and praises whom, and who reads what was said: staff of the class and the areas above, never classmates."""

from sqlalchemy import ColumnElement, or_

from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.people.models import Person, Role
from app.people.policy import scopes_of, within

CHASERS = (StaffRole.CLASS_ADMINISTRATOR, StaffRole.TUTOR)
ABOVE = (Role.AREA_ADMINISTRATOR, Role.PROJECT_TEAM)  # an expert advises a region and rings nobody


def may_chase_anybody(person: Person) -> bool:
    """Whether there is any class whose list the person may open."""
    return bool(classroom_ids_of(person, *StaffRole) or scopes_of(person, *ABOVE))


def may_chase(person: Person, classroom: Classroom) -> bool:
    """Reminding, praising and noting contacts is for the class's own administrators and tutors."""
    return is_staff_of(person, classroom.id, *CHASERS)


def may_read_contacts(person: Person, classroom: Classroom) -> bool:
    return is_staff_of(person, classroom.id) or may_read_chasing_of(person, classroom.place_code)


def contacts_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of classrooms."""
    own = Classroom.id.in_(classroom_ids_of(person, *StaffRole))
    return or_(own, within(Classroom.place_code, scopes_of(person, *ABOVE)))


def is_above_classes(person: Person) -> bool:
    """Whether somebody sees the chasing of all classes of a place."""
    return bool(scopes_of(person, *ABOVE))


def may_read_chasing_of(person: Person, place_code: str) -> bool:
    return any(place_code.startswith(scope) for scope in scopes_of(person, *ABOVE))


def may_set_reminder_rules(person: Person, training: Training) -> bool:
    return any(training.place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))


def sets_reminder_rules(person: Person) -> bool:
    return bool(scopes_of(person, Role.PROJECT_TEAM))
