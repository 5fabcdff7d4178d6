"""Who holds which role over which part of the tree; nothing is held by default."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from app.foundation import clock
from app.people.models import Person, Role


def scopes_of(person: Person, *roles: Role) -> list[str]:
    """The prefixes of the tree over which the person holds one of the roles now."""
    if not person.appointments:
        return []
    if clock.is_stopped():  # somebody who stands for many while a question is worded holds what they hold
        return [held.place_code for held in person.appointments if held.role in roles]
    present = clock.now()
    return [
        appointment.place_code
        for appointment in person.appointments
        if appointment.role in roles
        and appointment.since <= present
        and (appointment.until is None or present < appointment.until)
    ]


def is_project_team(person: Person) -> bool:
    return bool(scopes_of(person, Role.PROJECT_TEAM))


def is_expert(person: Person) -> bool:
    return bool(scopes_of(person, Role.EXPERT))


def is_area_administrator(person: Person) -> bool:
    return bool(scopes_of(person, Role.AREA_ADMINISTRATOR))


def oversees(person: Person, place_code: str) -> bool:
    """Whether a role of the person's covers this place; experts, area administrators and the team oversee."""
    return any(place_code.startswith(scope) for scope in scopes_of(person, *Role))


def overseen_by(person: Person, column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """The same question asked of a column of place codes."""
    return within(column, scopes_of(person, *Role))


def within(column: InstrumentedAttribute[str], scopes: Sequence[str]) -> ColumnElement[bool]:
    """Places in one of the subtrees, as ranges that an index serves."""
    return or_(*(column.between(scope, scope + "~") for scope in scopes)) if scopes else false()
