"""Who used and praised whose resources this week: people who do it for each other count for neither."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from app.rankings.queries.deeds import shaped
from app.rankings.queries.window import Window
from app.resources.models import Resource, ResourceRating, ResourceUse


def used(window: Window) -> Select[Any]:
    """First uses by others: `number` is whose; not of a copy of somebody's file, not of each other's."""
    return (
        shaped(
            "used",
            person_id=Resource.person_id,
            classroom_id=Resource.classroom_id,
            work_id=Resource.id,
            at=ResourceUse.used_at,
            number=ResourceUse.person_id,
        )
        .join(Resource, Resource.id == ResourceUse.resource_id)
        .where(ResourceUse.used_at >= window.start, ResourceUse.used_at < window.cut)
        .where(*_counted(window), ~_in_return(ResourceUse, ResourceUse.used_at, window))
    )


def praised(window: Window, least: int) -> Select[Any]:
    """All good ratings, of all weeks so far, of resources that got one this week; of the own class none counts."""
    this_week = select(ResourceRating.resource_id).where(
        ResourceRating.rated_at >= window.start, ResourceRating.rated_at < window.cut
    )
    return (
        shaped(
            "praised",
            person_id=Resource.person_id,
            classroom_id=Resource.classroom_id,
            work_id=Resource.id,
            at=ResourceRating.rated_at,
            until=ResourceRating.superseded_at,
            number=ResourceRating.person_id,
        )
        .join(Resource, Resource.id == ResourceRating.resource_id)
        .where(ResourceRating.rated_at < window.cut, ResourceRating.stars >= least, Resource.id.in_(this_week))
        .where(ResourceRating.classroom_id.is_distinct_from(Resource.classroom_id))
        .where(*_counted(window), ~_in_return(ResourceRating, ResourceRating.rated_at, window))
    )


def _counted(window: Window) -> tuple[ColumnElement[bool], ...]:
    """Resources of the training that stand and repeat nobody's file."""
    stands = or_(Resource.withdrawn_at.is_(None), Resource.withdrawn_at >= window.as_of)
    return Resource.training_id == window.training_id, Resource.repeats_id.is_(None), stands


def _in_return(kind: Any, at: Any, window: Window) -> ColumnElement[bool]:
    """Whether the author had done the same for something of this person by the week's end."""
    other, theirs = aliased(kind), aliased(Resource)
    return exists().where(
        other.person_id == Resource.person_id,
        theirs.id == other.resource_id,
        theirs.person_id == kind.person_id,
        getattr(other, at.key) < window.cut,
    )
