"""Who may read which figures: those who oversee a place, those who work for a class."""

from app.classrooms.models import StaffRole
from app.classrooms.policy import classroom_ids_of
from app.people.models import Person, Role
from app.people.policy import oversees, scopes_of


def may_read_statistics(person: Person) -> bool:
    """Whether there are any figures for the person at all."""
    return bool(scopes_of(person, *Role) or classroom_ids_of(person, *StaffRole))


def may_read_figures_of(person: Person, place_code: str) -> bool:
    return oversees(person, place_code)
