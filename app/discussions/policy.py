"""Who may read, write and tidy: a salon is its class's own, a board is open to its training."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_

from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.policy import classroom_ids_of, is_member, is_staff_of, takes_part, trainings_open_to
from app.discussions.models import Thread
from app.people.models import Person, Role
from app.people.policy import overseen_by, oversees, scopes_of, within


@dataclass(frozen=True, slots=True)
class Room:
    """Where a thread stands: a class's salon at the class's place, or a board of a training at the training's."""

    training_id: int
    classroom_id: int | None
    place_code: str


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


def may_read_thread(person: Person, room: Room, author_id: int, is_hidden: bool) -> bool:
    """Whoever may read the room; a thread whose opening was hidden stays in sight of its author and of who tidies."""
    return may_read_room(person, room) and (not is_hidden or person.id == author_id or may_tidy(person, room))


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


def may_read_hidden(person: Person, author_id: int, room: Room) -> bool:
    """What was taken out of sight, its files and the reason are left to its author and to those who tidy."""
    return person.id == author_id or may_tidy(person, room)


def may_lead(person: Person, room: Room) -> bool:
    """Who pins, closes and sums up: a class's tutor and administrator in its salon, the project team everywhere."""
    leads = (StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR)
    if room.classroom_id is not None and is_staff_of(person, room.classroom_id, *leads):
        return True
    return any(room.place_code.startswith(scope) for scope in scopes_of(person, Role.PROJECT_TEAM))


def may_move(person: Person, room: Room) -> bool:
    """The project team moves threads from board to board; what is said in a closed salon never leaves it."""
    return room.classroom_id is None and may_lead(person, room)


def may_mark_answer(person: Person, author_id: int, room: Room) -> bool:
    """Whoever asked says what answered it; so do those who lead, and an expert who takes part."""
    asked = person.id == author_id and may_reply_in(person, room)
    return asked or may_lead(person, room) or is_expert_in(person, room)


def is_expert_in(person: Person, room: Room) -> bool:
    """An expert of the class's place; on a board, of any part of the training's."""
    scopes = scopes_of(person, Role.EXPERT)
    if room.classroom_id is not None:
        return any(room.place_code.startswith(scope) for scope in scopes)
    return any(scope.startswith(room.place_code) or room.place_code.startswith(scope) for scope in scopes)


def may_sum_up(person: Person, room: Room) -> bool:
    return may_lead(person, room) or is_expert_in(person, room)


def may_like(person: Person, author_id: int, room: Room) -> bool:
    """Those who speak in a room like what others say there, never what they said themselves."""
    return person.id != author_id and may_reply_in(person, room)
