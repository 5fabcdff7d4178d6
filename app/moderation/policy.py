"""Who moderates: a class's tutor and administrator in its salon, the project team everywhere; nobody in their own case.

Over a hidden bulletin, comment or resource those decide who may hide it.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_

from app.bulletins import policy as bulletins
from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Post, Thread
from app.discussions.policy import Room, may_lead, may_read_room
from app.moderation.models import HiddenKind
from app.people.models import Person, Role
from app.people.policy import is_project_team, scopes_of, within
from app.resources import policy as resources

MODERATORS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)


def moderates(person: Person) -> bool:
    """Whether there is any room that the person moderates, or anything hidden that they may show again."""
    return bool(classroom_ids_of(person, *MODERATORS)) or is_project_team(person) or looks_again(person)


def looks_again(person: Person) -> bool:
    """Whether there is anything hidden that the person may show again."""
    return bulletins.moderates(person) or resources.moderates(person)


def may_look_again(
    person: Person, kind: str, author_id: int, classroom_id: int | None, place_code: str, barred: Collection[int]
) -> bool:
    """Whoever may hide it; nor, once its author objects, who hid it, and never who reported it."""
    if person.id in barred:
        return False
    if kind == HiddenKind.RESOURCE or classroom_id is None:
        return resources.may_moderate(person, author_id, classroom_id, place_code)
    return bulletins.may_moderate(person, author_id, classroom_id, place_code)


def reads_log(person: Person) -> bool:
    """The log of all decisions is open to the project team."""
    return is_project_team(person)


def may_report(person: Person, author_id: int, room: Room) -> bool:
    """Whoever reads a room says what is wrong in it; one's own post one hides oneself."""
    return person.id != author_id and may_read_room(person, room)


def may_decide(person: Person, author_id: int, room: Room, barred: Collection[int]) -> bool:
    """A moderator, but not about their own post; nor, once the author objects, who decided or reported before."""
    return person.id != author_id and person.id not in barred and may_lead(person, room)


def moderated_by(person: Person) -> ColumnElement[bool]:
    """The same asked of posts joined with thread, training and, if any, class."""
    team = scopes_of(person, Role.PROJECT_TEAM)
    rooms = or_(
        Thread.classroom_id.in_(classroom_ids_of(person, *MODERATORS)),
        and_(Thread.classroom_id.is_not(None), within(Classroom.place_code, team)),
        and_(Thread.board_id.is_not(None), within(Training.place_code, team)),
    )
    return and_(rooms, Post.author_id != person.id)


def place_of_room() -> ColumnElement[str]:
    return func.coalesce(Classroom.place_code, Training.place_code)
