"""Who administers what: the project team its trainings and everybody in them, an area its part of the tree."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true

from app.administration.ranks import Held, may_give, may_staff
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, Training
from app.foundation import clock
from app.people.models import Appointment, Person, Role, School
from app.people.policy import is_area_administrator, is_project_team, scopes_of, within

WHOLE = 2  # the code of a province has two digits: nothing of the tree lies outside


def administers(person: Person) -> bool:
    """The project team and area administrators."""
    return is_project_team(person) or is_area_administrator(person)


def leads(person: Person) -> bool:
    """The project team of the whole tree: the log, the jobs and the machine are nobody's part of it."""
    return any(len(scope) <= WHOLE for scope in scopes_of(person, Role.PROJECT_TEAM))


def held_by(person: Person) -> list[Held]:
    """The person's roles now."""
    return [Held(role, place) for role in Role for place in scopes_of(person, role)]


def scopes_administered_by(person: Person) -> list[str]:
    return scopes_of(person, Role.PROJECT_TEAM, Role.AREA_ADMINISTRATOR)


def may_run_training(person: Person, training: Training) -> bool:
    """Its calendar, scheme and ladder are its project team's."""
    return any(training.place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))


def trainings_administered_by(person: Person) -> ColumnElement[bool]:
    """Those of one's own scope, and for an area those that take place in it or around it."""
    scopes = scopes_administered_by(person)
    around = {scope[:length] for scope in scopes for length in range(1, len(scope) + 1)}
    return or_(within(Training.place_code, scopes), Training.place_code.in_(around))


def may_administer_classroom(person: Person, classroom: Classroom) -> bool:
    return may_staff(held_by(person), classroom.place_code)


def classrooms_administered_by(person: Person) -> ColumnElement[bool]:
    return within(Classroom.place_code, scopes_administered_by(person))


def may_give_role(person: Person, to: Person, role: str, place_code: str) -> bool:
    """Nobody gives themselves anything."""
    return person.id != to.id and may_give(held_by(person), role, place_code)


def people_administered_by(person: Person) -> ColumnElement[bool]:
    """Everybody for the team of the whole tree, else those who learn, work, teach or hold a role inside the scope."""
    if leads(person):
        return true()
    scopes, present = scopes_administered_by(person), clock.now()

    def running(table: Any) -> tuple[ColumnElement[bool], ...]:
        return table.since <= present, table.until.is_(None) | (table.until > present)

    rooms = [
        select(table.person_id)
        .join(Classroom, Classroom.id == table.classroom_id)
        .where(within(Classroom.place_code, scopes), *running(table))
        for table in (Enrolment, StaffAssignment)
    ]
    roles = select(Appointment.person_id).where(within(Appointment.place_code, scopes), *running(Appointment))
    schools = select(School.id).where(within(School.place_code, scopes))
    return or_(*(Person.id.in_(found) for found in (*rooms, roles)), Person.school_id.in_(schools))
