"""Names for the rows of a board: people and classes, one statement each."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from app.classrooms.models import Classroom
from app.foundation.database import BigId
from app.foundation.reading import Question
from app.people.models import Person
from app.rankings.scoring.rows import CLASSROOMS, Row


class Room(NamedTuple):
    """A class as lists show it."""

    id: int
    code: str
    name: str
    place_code: str


class Named(NamedTuple):
    """A person as lists show them."""

    id: int
    name: str


def people_named(ids: Iterable[int]) -> dict[int, Named]:
    wanted = set(ids)
    if not wanted:
        return {}
    return {row[0]: Named(*row) for row in PEOPLE.all(ids=list(wanted))}


def rooms_named(ids: Iterable[int | None]) -> dict[int, Room]:
    wanted = {room for room in ids if room is not None}
    if not wanted:
        return {}
    return {row[0]: Room(*row) for row in ROOMS.all(ids=list(wanted))}


def named(rows: Iterable[Row]) -> tuple[dict[int, Named], dict[int, Room]]:
    """The people and the classes that the rows are about."""
    listed = list(rows)
    people = people_named(row.subject_id for row in listed if row.board != CLASSROOMS)
    return people, rooms_named(row.classroom_id for row in listed)


IDS: Any = bindparam("ids", expanding=True, type_=BigId)
PEOPLE = Question(lambda: select(Person.id, Person.name).where(Person.id.in_(IDS)))
ROOMS = Question(
    lambda: select(Classroom.id, Classroom.code, Classroom.name, Classroom.place_code).where(Classroom.id.in_(IDS))
)
