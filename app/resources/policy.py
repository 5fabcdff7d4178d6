"""Who reads: everybody who takes part in the training, for that is what sharing means. Who shares: the same people.
Who takes down: the tutor and the administrator of the sharer's class, and those above them; nobody their own."""

from sqlalchemy import ColumnElement, and_, or_

from app.classrooms.models import StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of, takes_part, trainings_open_to
from app.people.models import Person, Role
from app.people.policy import scopes_of, within
from app.resources.models import Resource

MODERATORS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)
ABOVE = (Role.AREA_ADMINISTRATOR, Role.PROJECT_TEAM)


def may_share(person: Person, training_id: int, training_place: str) -> bool:
    return takes_part(person, training_id, training_place)


def moderates(person: Person) -> bool:
    """Whether there are any resources that the person may take down."""
    return bool(classroom_ids_of(person, *MODERATORS)) or bool(scopes_of(person, *ABOVE))


def may_moderate(person: Person, author_id: int, classroom_id: int | None, place_code: str) -> bool:
    """Those who look after the class of whoever shared it or after its area, and the project team; never about one's own."""
    if person.id == author_id:
        return False
    above = any(place_code.startswith(scope) for scope in scopes_of(person, *ABOVE))
    return above or (classroom_id is not None and is_staff_of(person, classroom_id, *MODERATORS))


def moderated_by(person: Person) -> ColumnElement[bool]:
    """The same asked of the table of resources."""
    above = within(Resource.place_code, scopes_of(person, *ABOVE))
    rooms = Resource.classroom_id.in_(classroom_ids_of(person, *MODERATORS))
    return and_(or_(above, rooms), Resource.person_id != person.id)


def may_read_withdrawn(person: Person, author_id: int, classroom_id: int | None, place_code: str) -> bool:
    """What was taken back or down is left to its author and to those who look after it."""
    return person.id == author_id or may_moderate(person, author_id, classroom_id, place_code)


def resources_readable_by(person: Person) -> ColumnElement[bool]:
    """What the person may read and find; asked of resources joined with their training."""
    return and_(trainings_open_to(person), Resource.withdrawn_at.is_(None))


def may_edit(person: Person, author_id: int, *, is_withdrawn: bool) -> bool:
    """Its author, until it was taken back or down."""
    return person.id == author_id and not is_withdrawn


def may_use(person: Person, author_id: int) -> bool:
    """One's own opening and downloading is nobody's use."""
    return person.id != author_id


def may_rate(person: Person, author_id: int, *, has_used: bool) -> bool:
    """Who opened or downloaded it, and did not share it."""
    return person.id != author_id and has_used


def may_report(person: Person, author_id: int) -> bool:
    """Whoever reads it; one's own one takes back oneself."""
    return person.id != author_id
