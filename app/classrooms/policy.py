"""Who may see a class and who works for it."""

from sqlalchemy import ColumnElement, or_

from app.classrooms.memberships import LEARNER, Membership, memberships_of
from app.classrooms.models import Classroom, StaffRole, Training
from app.people.models import Person, Role
from app.people.policy import overseen_by, oversees, scopes_of


def learning_of(person: Person) -> Membership | None:
    """The class in which the person learns now, the newest training first."""
    return next((held for held in memberships_of(person) if held.role == LEARNER), None)


def is_learner(person: Person) -> bool:
    return learning_of(person) is not None


def classroom_ids_of(person: Person, *roles: str) -> list[int]:
    """Classes to which the person belongs now, in one of the roles, or in any."""
    return [held.classroom_id for held in memberships_of(person) if not roles or held.role in roles]


def is_tutor(person: Person) -> bool:
    return bool(classroom_ids_of(person, StaffRole.TUTOR))


def is_class_administrator(person: Person) -> bool:
    return bool(classroom_ids_of(person, StaffRole.CLASS_ADMINISTRATOR))


def is_member(person: Person, classroom_id: int | None) -> bool:
    return classroom_id in classroom_ids_of(person)


def is_staff_of(person: Person, classroom_id: int | None, *roles: str) -> bool:
    """Whether the person works for the class now: tutor, class administrator or technician unless named."""
    return classroom_id in classroom_ids_of(person, *(roles or StaffRole))


def may_read_classroom(person: Person, classroom: Classroom) -> bool:
    return is_member(person, classroom.id) or oversees(person, classroom.place_code)


def may_read_roster(person: Person, classroom: Classroom) -> bool:
    """Names and progress of a class are for those who work for it or oversee its place, not for classmates."""
    return is_staff_of(person, classroom.id) or oversees(person, classroom.place_code)


def classrooms_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of classrooms."""
    return or_(Classroom.id.in_(classroom_ids_of(person)), overseen_by(person, Classroom.place_code))


def takes_part(person: Person, training_id: int, place_code: str) -> bool:
    """Whether the person belongs to a class of the training, or holds a role over some part of its place."""
    if any(held.training_id == training_id for held in memberships_of(person)):
        return True
    return any(scope.startswith(place_code) or place_code.startswith(scope) for scope in scopes_of(person, *Role))


def trainings_open_to(person: Person) -> ColumnElement[bool]:
    """`takes_part`, asked of the table of trainings."""
    scopes = scopes_of(person, *Role)
    mine = {held.training_id for held in memberships_of(person)}
    wider = {scope[:length] for scope in scopes for length in range(len(scope) + 1)}
    return or_(Training.id.in_(mine), Training.place_code.in_(wider), overseen_by(person, Training.place_code))
