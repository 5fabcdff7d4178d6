"""Who writes a class's bulletin, who reads it, and who reads it with the names of the class's learners."""

from sqlalchemy import ColumnElement, and_, func, or_

from app.bulletins.models import Bulletin, BulletinComment
from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import classroom_ids_of, is_staff_of, takes_part, trainings_open_to
from app.people.models import Person, Role
from app.people.policy import oversees, scopes_of, within

WRITERS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)
ABOVE = (Role.AREA_ADMINISTRATOR, Role.PROJECT_TEAM)

__all__ = [
    "bulletins_readable_by", "drafts_writable_by", "is_inside", "may_comment", "may_hide_comment", "may_like",
    "may_moderate", "may_read_bulletin", "may_read_hidden", "may_read_versions", "may_report", "may_write_bulletin",
    "moderated_by", "moderates",
]  # fmt: skip


def may_write_bulletin(person: Person, classroom_id: int) -> bool:
    """The class's tutors and administrators."""
    return is_staff_of(person, classroom_id, *WRITERS)


def drafts_writable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of classrooms."""
    return Classroom.id.in_(classroom_ids_of(person, *WRITERS))


def may_read_bulletin(person: Person, training_id: int, training_place: str) -> bool:
    """Classes read each other: whoever takes part in the training reads every published bulletin."""
    return takes_part(person, training_id, training_place)


def bulletins_readable_by(person: Person) -> ColumnElement[bool]:
    """The same question asked of the table of trainings."""
    return trainings_open_to(person)


def is_inside(person: Person, classroom_id: int, place_code: str) -> bool:
    """Members of the class and those who oversee it read learners' names and what comes from the closed salon."""
    return classroom_id in classroom_ids_of(person) or oversees(person, place_code)


def may_read_versions(person: Person, classroom_id: int, place_code: str) -> bool:
    """What was corrected is left to those who write and those who oversee: a name taken out must not live on there."""
    return may_write_bulletin(person, classroom_id) or oversees(person, place_code)


def may_comment(person: Person, training_id: int, training_place: str) -> bool:
    return may_read_bulletin(person, training_id, training_place)


def may_like(person: Person, author_id: int) -> bool:
    """Whoever reads it, but never one's own."""
    return person.id != author_id


def may_hide_comment(person: Person, author_id: int, classroom_id: int, place_code: str) -> bool:
    """Its author, the class's staff under whose bulletin it stands, and the project team."""
    team = any(place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))
    return person.id == author_id or team or is_staff_of(person, classroom_id)


def may_read_hidden(person: Person, classroom_id: int, place_code: str) -> bool:
    """What was taken back or hidden is left to those who write for the class, and to those above them."""
    above = any(place_code.startswith(scope) for scope in scopes_of(person, *ABOVE))
    return above or may_write_bulletin(person, classroom_id)


def may_report(person: Person, author_id: int) -> bool:
    """Whoever reads it; one's own one takes back oneself."""
    return person.id != author_id


def moderates(person: Person) -> bool:
    """Whether there are any bulletins that the person may hide."""
    return bool(classroom_ids_of(person, *WRITERS)) or bool(scopes_of(person, *ABOVE))


def may_moderate(person: Person, author_id: int, classroom_id: int, place_code: str) -> bool:
    """The class's tutors and administrators, those of its area, and the project team; never about one's own words."""
    return person.id != author_id and may_read_hidden(person, classroom_id, place_code)


def moderated_by(person: Person) -> ColumnElement[bool]:
    """The same asked of bulletins joined with their class and, if any, the comment that a report is about."""
    rooms = Bulletin.classroom_id.in_(classroom_ids_of(person, *WRITERS))
    above = within(Classroom.place_code, scopes_of(person, *ABOVE))
    return and_(or_(rooms, above), func.coalesce(BulletinComment.author_id, Bulletin.author_id) != person.id)
