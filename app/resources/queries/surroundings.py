"""What lists and forms offer to choose from, and where somebody stands who shares."""

from typing import Any, NamedTuple

from sqlalchemy import func, or_, select

from app.classrooms.memberships import memberships_of
from app.classrooms.models import Classroom, Training
from app.courses.models import Module, Topic
from app.foundation.database import db
from app.foundation.reading import Question
from app.people.models import Person, Place, PlaceKind, Role
from app.people.policy import scopes_of


class Sharer(NamedTuple):
    """The class of whoever shares, if they have one, and its place; else the place of their office."""

    classroom_id: int | None
    place_code: str


def sharer_in(person: Person, training: Training) -> Sharer:
    held = next((one for one in memberships_of(person) if one.training_id == training.id), None)
    if held is not None:
        place = db.session.scalar(select(Classroom.place_code).where(Classroom.id == held.classroom_id))
        return Sharer(held.classroom_id, place or training.place_code)
    scopes = [scope for scope in scopes_of(person, *Role) if scope.startswith(training.place_code)]
    return Sharer(None, scopes[0] if scopes else training.place_code)


def choosable_topics() -> list[Any]:
    """Id and title of the course's topics with their module, in their order."""
    return TOPICS.all()


def choosable_places(training: Training, chosen: str | None) -> list[Any]:
    """The cities of the training, and the counties of the one that is chosen or holds the chosen county."""
    city = (chosen or "")[:4]
    inside = Place.code.between(training.place_code, training.place_code + "~")
    counties = (Place.kind == PlaceKind.COUNTY) & (func.substr(Place.code, 1, 4) == city)
    statement = select(Place.code, Place.name, Place.kind).where(inside, or_(Place.kind == PlaceKind.CITY, counties))
    return list(db.session.execute(statement.order_by(Place.code)))


TOPICS = Question(
    lambda: (
        select(Topic.id, Topic.title, Module.title.label("module_title"))
        .join(Module, Module.id == Topic.module_id)
        .where(Topic.retired_at.is_(None))
        .order_by(Module.position, Topic.position)
    )
)
