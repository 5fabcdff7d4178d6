"""Who moderates: a class's tutor and administrator in its salon, the project team everywhere; nobody in their own case."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, func, or_

from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Post, Thread
from app.discussions.policy import Room, may_lead, may_read_room
from app.people.models import Person, Role
from app.people.policy import is_project_team, scopes_of, within

MODERATORS = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)


def moderates(person: Person) -> bool:
    """Whether there is any room that the person moderates."""
    return bool(classroom_ids_of(person, *MODERATORS)) or is_project_team(person)


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
