"""Who may read, write and tidy: a salon is its class's own, a board is open to its training."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_

from app.classrooms.memberships import memberships_of
from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of, is_member, is_staff_of
from app.discussions.models import Thread
from app.people.models import Person, Role
from app.people.policy import overseen_by, oversees, scopes_of, within


@dataclass(frozen=True, slots=True)
class Room:
    """Where a thread stands: a class's salon at the class's place, or a board of a training at the training's."""

    training_id: int
    classroom_id: int | None
    place_code: str


def takes_part(person: Person, training_id: int, place_code: str) -> bool:
    """Whether the person belongs to a class of the training, or holds a role over some part of its place."""
    if any(held.training_id == training_id for held in memberships_of(person)):
        return True
    return any(scope.startswith(place_code) or place_code.startswith(scope) for scope in scopes_of(person, *Role))


def may_read_room(person: Person, room: Room) -> bool:
    if room.classroom_id is None:
        return takes_part(person, room.training_id, room.place_code)
    return is_member(person, room.classroom_id) or oversees(person, room.place_code)


def may_start_in(person: Person, room: Room) -> bool:
    """A salon's threads are started by its class; a board's by everybody who reads it."""
    return may_read_room(person, room) if room.classroom_id is None else is_member(person, room.classroom_id)


def may_reply_in(person: Person, room: Room) -> bool:
    """An expert who oversees the class joins its talk; administrators of an area read along."""
    if may_start_in(person, room):
        return True
    return any(room.place_code.startswith(scope) for scope in scopes_of(person, Role.EXPERT))


def may_tidy(person: Person, room: Room) -> bool:
    """Whether the person may hide what others wrote there, and read what it said before."""
    team = any(room.place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))
    return team or (room.classroom_id is not None and is_staff_of(person, room.classroom_id))


def trainings_open_to(person: Person) -> ColumnElement[bool]:
    """`takes_part`, asked of the table of trainings."""
    scopes = scopes_of(person, *Role)
    mine = {held.training_id for held in memberships_of(person)}
    wider = {scope[:length] for scope in scopes for length in range(len(scope) + 1)}
    return or_(Training.id.in_(mine), Training.place_code.in_(wider), overseen_by(person, Training.place_code))


def threads_readable_by(person: Person) -> ColumnElement[bool]:
    """Threads in rooms open to the person; asked of threads joined with their training and, if any, their class."""
    salon = or_(Classroom.id.in_(classroom_ids_of(person)), overseen_by(person, Classroom.place_code))
    home = or_(
        and_(Thread.classroom_id.is_not(None), salon),
        and_(Thread.board_id.is_not(None), trainings_open_to(person)),
    )
    return and_(home, _shown_to(person))


def _shown_to(person: Person) -> ColumnElement[bool]:
    """A thread whose opening was hidden stays in sight of its author and of those who tidy."""
    team = scopes_of(person, Role.PROJECT_TEAM)
    return or_(
        Thread.hidden_at.is_(None),
        Thread.author_id == person.id,
        Thread.classroom_id.in_(classroom_ids_of(person, *StaffRole)),
        and_(Thread.classroom_id.is_not(None), within(Classroom.place_code, team)),
        and_(Thread.board_id.is_not(None), within(Training.place_code, team)),
    )


def may_edit_post(person: Person, author_id: int, room: Room, is_hidden: bool) -> bool:
    """One's own words, while they are shown and one may still speak there."""
    return person.id == author_id and not is_hidden and may_reply_in(person, room)


def may_hide_post(person: Person, author_id: int, room: Room) -> bool:
    return person.id == author_id or may_tidy(person, room)


def may_read_revisions(person: Person, author_id: int, room: Room) -> bool:
    return person.id == author_id or may_tidy(person, room)
