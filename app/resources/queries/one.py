"""One resource as its page shows it, with what the viewer has done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select

from app.classrooms.models import Classroom, Training
from app.classrooms.policy import takes_part
from app.courses.models import Module, Topic
from app.foundation.database import BigId
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person
from app.resources.models import Favourite, Resource, ResourceRating, ResourceUse
from app.resources.policy import may_edit, may_read_withdrawn
from app.resources.queries.listing import COUNTY, Shelf


@dataclass(frozen=True, slots=True)
class ResourceShown:
    """A resource with whose it is and where they are; `used_at`, `stars` and `kept_at` are the viewer's own."""

    id: int
    training_id: int
    training_place: str
    time_zone: str
    person_id: int
    person_name: str
    classroom_id: int | None
    classroom_name: str | None
    county_name: str | None
    place_code: str
    topic_id: int | None
    topic_title: str | None
    topic_slug: str | None
    module_slug: str | None
    kind: str
    stage: str
    is_own: bool
    source: str
    licence: str
    title: str
    description: str
    text: str
    html: str
    link: str
    shared_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by_id: int | None
    withdrawn_reason: str
    use_count: int
    favourite_count: int
    rating_count: int
    rating_total: int
    used_at: datetime | None
    stars: int | None
    kept_at: datetime | None


def find_resource(resource_id: int, viewer: Person) -> ResourceShown | None:
    """A resource of a training in which the viewer takes part; what was taken back only for those whom it concerns."""
    row = SHOWN.first(resource=resource_id, viewer=viewer.id)
    found = ResourceShown(*row) if row else None
    if found is None or not takes_part(viewer, found.training_id, found.training_place):
        return None
    whose = (found.person_id, found.classroom_id, found.place_code)
    return found if found.withdrawn_at is None or may_read_withdrawn(viewer, *whose) else None


def get_resource(resource_id: int, viewer: Person) -> ResourceShown:
    """The same, for a page that is about it."""
    found = find_resource(resource_id, viewer)
    if found is None:
        raise NotFound
    return found


def get_own_resource(resource_id: int, viewer: Person) -> ResourceShown:
    """A resource that the viewer may change."""
    found = get_resource(resource_id, viewer)
    if not may_edit(viewer, found.person_id, is_withdrawn=found.withdrawn_at is not None):
        raise NotFound
    return found


def _shown() -> Select[*tuple[Any, ...]]:
    viewer, mine = bindparam("viewer", type_=BigId), Resource
    used = and_(ResourceUse.resource_id == mine.id, ResourceUse.person_id == viewer)
    kept = and_(Favourite.resource_id == mine.id, Favourite.person_id == viewer)
    standing = ResourceRating.superseded_at.is_(None)
    rated = and_(ResourceRating.resource_id == mine.id, ResourceRating.person_id == viewer, standing)
    return (
        select(
            *(mine.id, mine.training_id, Training.place_code, Training.time_zone, mine.person_id, Person.name),
            *(mine.classroom_id, Classroom.name, Shelf.name, mine.place_code, mine.topic_id, Topic.title, Topic.slug),
            *(Module.slug, mine.kind, mine.stage, mine.is_own, mine.source, mine.licence, mine.title, mine.description),
            *(mine.text, mine.html, mine.link, mine.shared_at, mine.edited_at, mine.withdrawn_at, mine.withdrawn_by_id),
            *(mine.withdrawn_reason, mine.use_count, mine.favourite_count, mine.rating_count, mine.rating_total),
            *(ResourceUse.used_at, ResourceRating.stars, Favourite.kept_at),
        )
        .join(Training, Training.id == mine.training_id)
        .join(Person, Person.id == mine.person_id)
        .outerjoin(Classroom, Classroom.id == mine.classroom_id)
        .outerjoin(Shelf, Shelf.code == func.substr(mine.place_code, 1, COUNTY))
        .outerjoin(Topic, Topic.id == mine.topic_id)
        .outerjoin(Module, Module.id == Topic.module_id)
        .outerjoin(ResourceUse, used)
        .outerjoin(ResourceRating, rated)
        .outerjoin(Favourite, kept)
        .where(mine.id == bindparam("resource", type_=BigId))
    )


SHOWN = Question(_shown)
