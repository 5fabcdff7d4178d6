"""Who used and praised whose resources this week: people who do it for each other count for neither."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from app.foundation.dialects import seconds_at
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
        .where(*_counted(window), ~_in_return(window))
    )


def praised(window: Window, least: int) -> Select[Any]:
    """All good ratings, of all weeks so far, of resources that got one this week; of the own class none counts.

    `flags` are the seconds at which the author first rated something of whoever rated.
    """
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
            flags=_returned_at(window),
        )
        .join(Resource, Resource.id == ResourceRating.resource_id)
        .where(ResourceRating.rated_at < window.cut, ResourceRating.stars >= least, Resource.id.in_(this_week))
        .where(ResourceRating.classroom_id.is_distinct_from(Resource.classroom_id))
        .where(*_counted(window))
    )


def _counted(window: Window) -> tuple[ColumnElement[bool], ...]:
    """Resources of the training that stand and repeat nobody's file."""
    stands = or_(Resource.withdrawn_at.is_(None), Resource.withdrawn_at >= window.as_of)
    return Resource.training_id == window.training_id, Resource.repeats_id.is_(None), stands


def _in_return(window: Window) -> ColumnElement[bool]:
    """Whether the author had used something of this person by the week's end."""
    other, theirs = aliased(ResourceUse), aliased(Resource)
    return exists().where(
        other.person_id == Resource.person_id,
        theirs.id == other.resource_id,
        theirs.person_id == ResourceUse.person_id,
        other.used_at < window.cut,
    )


def _returned_at(window: Window) -> ColumnElement[Any]:
    other, theirs = aliased(ResourceRating), aliased(Resource)
    return (
        select(func.min(seconds_at(other.rated_at)))
        .join(theirs, theirs.id == other.resource_id)
        .where(
            other.person_id == Resource.person_id,
            theirs.person_id == ResourceRating.person_id,
            other.rated_at < window.cut,
        )
        .correlate(Resource, ResourceRating)
        .scalar_subquery()
    )
