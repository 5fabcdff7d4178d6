"""Who runs rosters: the project team everywhere, area administrators in their subtree; class administrators read
theirs, masked, and hand out codes. Each question in two shapes: about one thing, and asked of a table."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, or_

from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of, is_staff_of
from app.people.models import Person, Role
from app.people.policy import scopes_of, within
from app.roster.models import RosterImport

RUNNERS = (Role.PROJECT_TEAM, Role.AREA_ADMINISTRATOR)


def roster_scopes(person: Person) -> Sequence[str]:
    """The subtrees whose rosters the person runs."""
    return scopes_of(person, *RUNNERS)


def runs_rosters(person: Person) -> bool:
    """Whether there is any part of the tree whose rosters the person runs."""
    return bool(roster_scopes(person))


def may_run_roster(person: Person, classroom: Classroom) -> bool:
    """Import, transfer, let go, take back, merge: for those who answer for the place."""
    return any(classroom.place_code.startswith(scope) for scope in roster_scopes(person))


def classrooms_run_by(person: Person) -> ColumnElement[bool]:
    """The same asked of the table of classrooms."""
    return within(Classroom.place_code, roster_scopes(person))


def may_import_into(person: Person, training: Training) -> bool:
    """Whoever runs rosters around the place of a training or in a part of it."""
    place = training.place_code
    return any(place.startswith(scope) or scope.startswith(place) for scope in roster_scopes(person))


def trainings_imported_by(person: Person) -> ColumnElement[bool]:
    """The same asked of the table of trainings."""
    scopes = roster_scopes(person)
    around = {scope[:length] for scope in scopes for length in range(1, len(scope) + 1)}
    return or_(within(Training.place_code, scopes), Training.place_code.in_(around))


def may_read_class_roster(person: Person, classroom: Classroom) -> bool:
    """The masked roster and the codes of a class: whoever runs it, and its own administrators."""
    return may_run_roster(person, classroom) or is_staff_of(person, classroom.id, StaffRole.CLASS_ADMINISTRATOR)


def class_rosters_readable_by(person: Person) -> ColumnElement[bool]:
    """The same asked of the table of classrooms."""
    own = classroom_ids_of(person, StaffRole.CLASS_ADMINISTRATOR)
    return or_(classrooms_run_by(person), Classroom.id.in_(own) if own else false())


def may_unmask(person: Person) -> bool:
    """Numbers in full are the project team's to see, each time with a trace."""
    return bool(scopes_of(person, Role.PROJECT_TEAM))


def may_read_import(person: Person, sent: RosterImport, training: Training) -> bool:
    """Whoever sent a roster while they still run one, and the project team."""
    team = any(training.place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))
    return team or (runs_rosters(person) and sent.uploaded_by_id == person.id)


def imports_readable_by(person: Person) -> ColumnElement[bool]:
    """The same asked of imports joined with their trainings."""
    own = RosterImport.uploaded_by_id == person.id if runs_rosters(person) else false()
    return or_(own, within(Training.place_code, scopes_of(person, Role.PROJECT_TEAM)))
