"""The parts of a place with their figures: the places below it, the classes at it, and what stands outside of classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select

from app.classrooms.models import Training
from app.foundation.database import db
from app.people.models import Place
from app.statistics.calendar import Period
from app.statistics.figures import Figures, total
from app.statistics.queries.sums import Moment, Room, outside_classes, rooms_under


class PartKind(StrEnum):
    PLACE = "place"
    CLASSROOM = "classroom"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Part:
    """A row of a table of figures; its kind tells where its link leads."""

    kind: PartKind
    code: str
    name: str
    figures: Figures


def parts_of(training: Training, place: Place, period: Period, moment: Moment | None) -> tuple[list[Part], list[Room]]:
    """The parts of a place and all classes under it; parts without any class are left out."""
    below = select(Place.code, Place.name).where(Place.parent_code == place.code).order_by(Place.code)
    children = [(row.code, row.name) for row in db.session.execute(below)]
    return parts_among(training, place.code, children, period, moment)


def parts_among(
    training: Training, place_code: str, children: Sequence[tuple[str, str]], period: Period, moment: Moment | None
) -> tuple[list[Part], list[Room]]:
    """The same of a place whose children, code and name, are known."""
    rooms = rooms_under(training.id, place_code, period, moment)
    parts = []
    for code, name in children:
        inside = [room.figures for room in rooms if room.place_code.startswith(code)]
        if inside:
            parts.append(Part(PartKind.PLACE, code, name, total(inside)))
    parts += as_parts([room for room in rooms if room.place_code == place_code])
    if place_code == training.place_code:
        parts += _outside(training.id, period)
    return parts, rooms


def parts_of_scopes(training: Training, scopes: Sequence[str], period: Period, moment: Moment | None) -> list[Part]:
    """One row for each of several places that somebody oversees, such as an expert's cities."""
    rooms = rooms_under(training.id, training.place_code, period, moment)
    places = db.session.execute(select(Place.code, Place.name).where(Place.code.in_(scopes)).order_by(Place.code))
    return [
        Part(PartKind.PLACE, code, name, total(room.figures for room in rooms if room.place_code.startswith(code)))
        for code, name in places
    ]


def parts_of_classrooms(
    training: Training, classroom_ids: Sequence[int], period: Period, moment: Moment | None
) -> list[Part]:
    """One row for each of somebody's own classes."""
    rooms = rooms_under(training.id, training.place_code, period, moment)
    return as_parts([room for room in rooms if room.id in classroom_ids])


def as_parts(rooms: Sequence[Room]) -> list[Part]:
    return [Part(PartKind.CLASSROOM, room.code, room.name, room.figures) for room in rooms]


def path_to(place_code: str) -> list[Place]:
    """The places above a place, from the province down, itself last."""
    above = select(Place).where(Place.code.in_([place_code[:length] for length in range(2, len(place_code) + 1)]))
    return list(db.session.scalars(above.order_by(func.length(Place.code))))


def _outside(training_id: int, period: Period) -> list[Part]:
    figures = outside_classes(training_id, period)
    return [Part(PartKind.OUTSIDE, "", "", figures)] if figures != Figures() else []
