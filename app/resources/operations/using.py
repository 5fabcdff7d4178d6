"""What others do with a resource: open it, rate it, keep it."""

from flask_babel import gettext as _
from sqlalchemy import delete

from app.classrooms.models import Training
from app.classrooms.policy import takes_part
from app.foundation import clock
from app.foundation.database import db
from app.foundation.dialects import insert_or
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Person
from app.people.queries import get_person
from app.resources.events import ResourceKept, ResourceLetGo, ResourceRated, ResourceUsed
from app.resources.models import Favourite, Resource, ResourceRating, ResourceUse
from app.resources.operations.counting import rebuild_counts
from app.resources.policy import may_rate, may_use
from app.resources.queries import sharer_in
from app.resources.scores import STARS


def use_resource(person_id: int, resource_id: int) -> None:
    """Open or download it: the first time of each person counts, the author's own never."""
    with transaction() as session:
        person, resource, training = _open_to(person_id, resource_id)
        if not may_use(person, resource.person_id):
            return
        home = sharer_in(person, training)
        row = {"resource_id": resource_id, "person_id": person_id, "classroom_id": home.classroom_id}
        first = insert_or(ResourceUse).values(**row, used_at=clock.now()).on_conflict_do_nothing()
        if session.execute(first.returning(ResourceUse.__table__.c.person_id)).first() is not None:
            rebuild_counts(resource_id)
            record(ResourceUsed(resource_id, person_id), person_id)


def rate_resource(person_id: int, resource_id: int, stars: int) -> None:
    """Give stars, or other ones than before; the same again changes nothing."""
    with transaction() as session:
        person, resource, training = _open_to(person_id, resource_id)
        has_used = session.get(ResourceUse, (resource_id, person_id)) is not None
        if person_id == resource.person_id:
            raise Forbidden
        if not may_rate(person, resource.person_id, has_used=has_used):
            raise Refused(_("打开或下载过，才好打分。"), "stars")
        if stars not in STARS:
            raise Refused(_("请选一到五颗星。"), "stars")
        standing = locked(
            ResourceRating,
            ResourceRating.resource_id == resource_id,
            ResourceRating.person_id == person_id,
            ResourceRating.superseded_at.is_(None),
        )
        if standing is not None and standing.stars == stars:
            return
        if standing is not None:
            standing.superseded_at = clock.now()
            session.flush()
        session.add(
            ResourceRating(
                resource_id=resource_id, person_id=person_id, classroom_id=sharer_in(person, training).classroom_id,
                stars=stars, rated_at=clock.now(),
            )
        )  # fmt: skip
        session.flush()
        rebuild_counts(resource_id)
        record(ResourceRated(resource_id, person_id, stars), person_id)


def keep_resource(person_id: int, resource_id: int) -> None:
    """Put it among one's favourites; a second time changes nothing."""
    with transaction() as session:
        _open_to(person_id, resource_id)
        row = {"person_id": person_id, "resource_id": resource_id, "kept_at": clock.now()}
        first = insert_or(Favourite).values(**row).on_conflict_do_nothing()
        if session.execute(first.returning(Favourite.__table__.c.person_id)).first() is not None:
            rebuild_counts(resource_id)
            record(ResourceKept(resource_id, person_id), person_id)


def let_resource_go(person_id: int, resource_id: int) -> None:
    """Take it from one's favourites, whatever became of it."""
    with transaction():
        mine = (Favourite.person_id == person_id, Favourite.resource_id == resource_id)
        gone = delete(Favourite).where(*mine).returning(Favourite.resource_id)
        if db.session.execute(gone).first() is not None:
            rebuild_counts(resource_id)
            record(ResourceLetGo(resource_id, person_id), person_id)


def _open_to(person_id: int, resource_id: int) -> tuple[Person, Resource, Training]:
    """A resource that is shown, held until its counts are made, and that the person may read."""
    person, resource = get_person(person_id), locked(Resource, Resource.id == resource_id)
    if resource is None or resource.withdrawn_at is not None:
        raise NotFound
    training = db.session.get_one(Training, resource.training_id)
    if not takes_part(person, training.id, training.place_code):
        raise NotFound
    return person, resource, training
