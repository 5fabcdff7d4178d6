"""Who may read which figures: those who oversee a place, those who work for a class; nobody else reads any."""

from sqlalchemy import ColumnElement, or_

from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import classroom_ids_of, may_read_roster
from app.people.models import Person, Role
from app.people.policy import is_project_team, overseen_by, oversees, scopes_of


def may_read_statistics(person: Person) -> bool:
    """Whether there are any figures for the person at all."""
    return bool(scopes_of(person, *Role) or classroom_ids_of(person, *StaffRole))


def may_read_figures_of(person: Person, place_code: str) -> bool:
    return oversees(person, place_code)


def may_read_figures_of_classroom(person: Person, classroom: Classroom) -> bool:
    """The figures of a class name its people."""
    return may_read_roster(person, classroom)


def classrooms_with_figures_for(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of classrooms."""
    return or_(Classroom.id.in_(classroom_ids_of(person, *StaffRole)), overseen_by(person, Classroom.place_code))


def may_read_exports(person: Person) -> bool:
    """Who took which figures away is for the project team to see."""
    return is_project_team(person)
