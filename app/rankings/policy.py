"""Who may see how much of the honours; each question in two shapes, of a person and of a list."""

from app.classrooms.models import Classroom
from app.classrooms.policy import classroom_ids_of, is_staff_of, may_read_classroom
from app.people.models import Person, Role
from app.people.policy import is_project_team, oversees, scopes_of
from app.rankings.scoring.rows import Row

LISTED = 50
PUBLIC_BOARDS = ("learners", "classrooms")


def may_read_board(person: Person | None, board: str) -> bool:
    """Guests see the stars and the classes; whole boards of people are for those who are signed in."""
    return person is not None or board in PUBLIC_BOARDS


def boards_readable_by(person: Person | None) -> tuple[str, ...]:
    return (*PUBLIC_BOARDS, "tutors", "administrators") if person is not None else PUBLIC_BOARDS


def places_readable_by(person: Person | None, number: int) -> int:
    """How far down a board of people is read: guests see its winners alone, who oversees a place all of it.

    Everybody else reads the first tenth, fifty at least, and their own surroundings: the last are nobody's business.
    """
    if person is None:
        return 0
    return number if scopes_of(person, *Role) else min(number, max(LISTED, number // 10))


def may_read_reasons(person: Person, row: Row, number: int) -> bool:
    """Why somebody has their place: on the part of the board that one reads, in one's own class, and for oneself."""
    is_near = row.subject_id == person.id or row.classroom_id in classroom_ids_of(person)
    return is_near or row.place <= places_readable_by(person, number)


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
