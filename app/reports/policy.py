"""Who writes an area's standing report, and who reads it: those who oversee it, and the staff of its classes."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, select

from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import classroom_ids_of
from app.people.models import Person, Role
from app.people.policy import overseen_by, oversees, scopes_of
from app.reports.models import StandingReport

WRITERS = (Role.AREA_ADMINISTRATOR, Role.PROJECT_TEAM)


def may_read_reports(person: Person) -> bool:
    """Whether there are any reports for the person at all."""
    return bool(scopes_of(person, *Role) or classroom_ids_of(person, *StaffRole))


def may_publish_report_of(person: Person, place_code: str) -> bool:
    """The administrators of the area or of one above it, and the project team."""
    return any(place_code.startswith(scope) for scope in scopes_of(person, *WRITERS))


def may_read_report_of(person: Person, place_code: str, own_places: Collection[str]) -> bool:
    """`own_places` are where the classes lie for which the person works."""
    return oversees(person, place_code) or any(place.startswith(place_code) for place in own_places)


def reports_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of reports."""
    of_own_class = exists(
        select(Classroom.id).where(
            Classroom.id.in_(classroom_ids_of(person, *StaffRole)),
            Classroom.place_code.startswith(StandingReport.place_code),
        )
    )
    return or_(overseen_by(person, StandingReport.place_code), of_own_class)
