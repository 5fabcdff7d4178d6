"""The rows of a page of figures: one for each part of a place, down to its classes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from app.classrooms.models import Classroom
from app.foundation.database import db
from app.people.models import Place, PlaceKind
from app.statistics.figures import Figures, total


@dataclass(frozen=True, slots=True)
class Row:
    """A part with its figures; `is_classroom` tells where its link leads."""

    code: str
    name: str
    figures: Figures
    is_classroom: bool = False


Known = Mapping[int, Figures]
Rooms = list[tuple[int, str, str, str]]


def rows_of(training_id: int, place: Place, known: Known) -> list[Row]:
    """The parts of a place; a site's parts are its classes, and parts without any class are left out."""
    rooms = _rooms(training_id, Classroom.place_code.startswith(place.code, autoescape=True))
    if place.kind == PlaceKind.SITE:
        return _as_rows(rooms, known)
    parts = [(part, [room for room in rooms if room[3].startswith(part.code)]) for part in _children_of(place.code)]
    return [Row(part.code, part.name, _sum(own, known)) for part, own in parts if own]


def rows_of_places(training_id: int, places: list[Place], known: Known) -> list[Row]:
    """One row for each of several places, such as an expert's cities."""
    rooms = _rooms(training_id)
    return [
        Row(place.code, place.name, _sum([room for room in rooms if room[3].startswith(place.code)], known))
        for place in places
    ]


def rows_of_classrooms(training_id: int, classroom_ids: list[int], known: Known) -> list[Row]:
    return _as_rows(_rooms(training_id, Classroom.id.in_(classroom_ids)), known)


def _children_of(place_code: str) -> list[Place]:
    return list(db.session.scalars(select(Place).where(Place.parent_code == place_code).order_by(Place.code)))


def path_to(place: Place) -> list[Place]:
    """The places above a place, from the province down, itself last."""
    above = select(Place).where(Place.code.in_([place.code[:length] for length in range(2, len(place.code) + 1)]))
    return list(db.session.scalars(above.order_by(func.length(Place.code))))


def _rooms(training_id: int, *conditions: object) -> Rooms:
    statement = select(Classroom.id, Classroom.code, Classroom.name, Classroom.place_code)
    statement = statement.where(Classroom.training_id == training_id, *conditions)  # type: ignore[arg-type]
    rooms = db.session.execute(statement.order_by(Classroom.place_code, Classroom.code))
    return [(row.id, row.code, row.name, row.place_code) for row in rooms]


def _as_rows(rooms: Rooms, known: Known) -> list[Row]:
    return [Row(code, name, known.get(number, Figures()), is_classroom=True) for number, code, name, _place in rooms]


def _sum(rooms: Rooms, known: Known) -> Figures:
    return total(known.get(number, Figures()) for number, *_rest in rooms)
