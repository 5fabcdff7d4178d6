"""Counts of a resource are made of its facts, all anew each time: none is ever nudged."""

from typing import Any

from sqlalchemy import ColumnElement, case, cast, func, or_, select, update

from app.foundation.database import BigId, db
from app.foundation.transactions import transaction
from app.resources.models import Favourite, Resource, ResourceRating, ResourceUse
from app.resources.scores import EXPECTED, THOUSAND, WEIGHT


def rebuild_counts(resource_id: int) -> None:
    """Count what was done with one resource."""
    _count(Resource.id == resource_id)


def rebuild_all_counts(training_id: int) -> int:
    """Count all resources of a training anew; gives how many had a wrong count, 0 where all were right."""
    with transaction():
        return _count(Resource.training_id == training_id, _differs())


def _count(*which: ColumnElement[bool]) -> int:
    with transaction():
        counted = update(Resource).where(*which).values(dict(_counts()))
        done = db.session.execute(counted.returning(Resource.id), execution_options={"synchronize_session": False})
        return len(done.all())


def _differs() -> ColumnElement[bool]:
    return or_(*(column != value for column, value in _counts()))


def _counts() -> list[tuple[Any, Any]]:
    """Each derived column and what it must say."""
    standing = (ResourceRating.resource_id == Resource.id, ResourceRating.superseded_at.is_(None))
    raters = _number(select(func.count()).select_from(ResourceRating).where(*standing))
    stars = _number(select(cast(func.coalesce(func.sum(ResourceRating.stars), 0), BigId)).where(*standing))
    drawn = (stars + EXPECTED * WEIGHT) * THOUSAND // (raters + WEIGHT)
    return [
        (Resource.use_count, _number(select(func.count()).where(ResourceUse.resource_id == Resource.id))),
        (Resource.favourite_count, _number(select(func.count()).where(Favourite.resource_id == Resource.id))),
        (Resource.rating_count, raters),
        (Resource.rating_total, stars),
        (Resource.score, case((raters > 0, drawn), else_=0)),
    ]


def _number(statement: Any) -> Any:
    return statement.correlate(Resource).scalar_subquery()
