"""To whom somebody may announce: places of their own part of the tree, and classes that they lead."""

from typing import NamedTuple

from sqlalchemy import select

from app.announcements.policy import AREAS, WRITERS, may_announce_in
from app.classrooms.models import Classroom
from app.classrooms.policy import classroom_ids_of
from app.foundation.database import db
from app.people.models import Person, Place, PlaceKind
from app.people.policy import scopes_of, within

LISTED = (PlaceKind.PROVINCE, PlaceKind.CITY, PlaceKind.COUNTY)


class Target(NamedTuple):
    """A place with all its classes, or one class; `word` is what a form says for it."""

    word: str
    name: str
    place_code: str
    classroom_id: int | None
    training_id: int | None


def targets_of(person: Person) -> list[Target]:
    """What the person chooses from: own classes first, then places from the top down."""
    own = classroom_ids_of(person, *WRITERS)
    classrooms = select(Classroom).where(Classroom.id.in_(own)).order_by(Classroom.code)
    scopes = scopes_of(person, *AREAS)
    found = [_class(room) for room in db.session.scalars(classrooms)] if own else []
    if scopes:
        places = select(Place).where(within(Place.code, scopes), Place.kind.in_(LISTED)).order_by(Place.code)
        found += [_place(place) for place in db.session.scalars(places)]
    return found


def find_target(word: str, person: Person) -> Target | None:
    """What a form's word means, if the person may announce there."""
    kind, _, number = word.partition("-")
    target = None
    if kind == "class" and number.isdecimal() and len(number) < 19:
        room = db.session.get(Classroom, int(number))
        target = _class(room) if room else None
    elif kind == "place":
        place = db.session.get(Place, number)
        target = _place(place) if place else None
    if target is None or not may_announce_in(person, target.place_code, target.classroom_id):
        return None
    return target


def _class(room: Classroom) -> Target:
    return Target(f"class-{room.id}", room.name, room.place_code, room.id, room.training_id)


def _place(place: Place) -> Target:
    return Target(f"place-{place.code}", place.name, place.code, None, None)
