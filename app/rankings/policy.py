"""Who may see how much of the honours; each question in two shapes, of a person and of a list."""

from enum import StrEnum

from app.classrooms.models import Classroom
from app.classrooms.policy import classroom_ids_of, is_staff_of, may_read_classroom
from app.people.models import Person, Role
from app.people.policy import is_project_team, oversees, scopes_of
from app.rankings.scoring.rows import Row

LISTED = 50
PUBLIC_BOARDS = ("learners", "classrooms")


class Reach(StrEnum):
    """How much of a board of people somebody reads."""

    WINNERS = "winners"
    FIRST_TENTH = "first tenth"
    WHOLE = "whole"


def may_read_board(person: Person | None, board: str) -> bool:
    """Guests see the stars and the classes; whole boards of people are for those who are signed in."""
    return person is not None or board in PUBLIC_BOARDS


def boards_readable_by(person: Person | None) -> tuple[str, ...]:
    return (*PUBLIC_BOARDS, "tutors", "administrators") if person is not None else PUBLIC_BOARDS


def reach_of(person: Person | None) -> Reach:
    """How far down boards of people are read: guests see the winners alone, who oversees a place all of it.

    Everybody else reads the first tenth, fifty at least, and their own surroundings: the last are nobody's business.
    """
    if person is None:
        return Reach.WINNERS
    return Reach.WHOLE if scopes_of(person, *Role) else Reach.FIRST_TENTH


def places_within(reach: Reach, number: int) -> int:
    """How many of so many places are listed for whoever reads so far."""
    tenth = min(number, max(LISTED, number // 10))
    return {Reach.WINNERS: 0, Reach.FIRST_TENTH: tenth, Reach.WHOLE: number}[reach]


def may_read_reasons(person: Person, row: Row, number: int) -> bool:
    """Why somebody has their place: on the part of the board that one reads, in one's own class, and for oneself."""
    is_near = row.subject_id == person.id or row.classroom_id in classroom_ids_of(person)
    return is_near or row.place <= places_within(reach_of(person), number)


def may_open_work(person: Person, learner_id: int, classroom_id: int | None, place_code: str) -> bool:
    """Links to single works: for the learner, those who work for the class of the work, and overseers of its place."""
    return person.id == learner_id or is_staff_of(person, classroom_id) or oversees(person, place_code)


def works_openable_by(person: Person, learner_id: int, places: dict[int, str]) -> set[int]:
    """The classes, of those with these places, whose works of the learner the person may open."""
    return {room for room, place in places.items() if may_open_work(person, learner_id, room, place)}


def may_read_members(person: Person | None, classroom: Classroom) -> bool:
    """The names below a class's figures: for its members, those who work for it, and overseers."""
    return person is not None and may_read_classroom(person, classroom)


def classes_of(person: Person | None) -> set[int]:
    """The person's own classes, marked on the boards."""
    return set(classroom_ids_of(person)) if person is not None else set()


def may_correct_week(person: Person) -> bool:
    """Only the project team corrects what has been closed."""
    return is_project_team(person)
