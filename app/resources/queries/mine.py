"""What somebody shared, and what they keep to find it again."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import tuple_

from app.classrooms.models import Training
from app.foundation.database import db
from app.people.models import Person
from app.resources.models import Favourite, Resource
from app.resources.policy import resources_readable_by
from app.resources.queries.listing import PER_PAGE, Key, Order, as_number, shown_in_lists


class Mine(NamedTuple):
    """A page of rows and where the next one begins, if there is one."""

    rows: list[Any]
    next: Key | None


def shared_by(person: Person, after: Key | None = None) -> Mine:
    """One's own resources, the newest first, with those that were taken back."""
    return _page(shown_in_lists().where(Resource.person_id == person.id), Resource.shared_at, after)


def favourites_of(person: Person, after: Key | None = None) -> Mine:
    """What the person keeps and may still read, what was kept last first."""
    statement = (
        shown_in_lists(Favourite.kept_at)
        .join(Favourite, Favourite.resource_id == Resource.id)
        .join(Training, Training.id == Resource.training_id)
        .where(Favourite.person_id == person.id, resources_readable_by(person))
    )
    return _page(statement, Favourite.kept_at, after)


def _page(statement: Any, at: Any, after: Key | None) -> Mine:
    if after is not None:
        statement = statement.where(tuple_(at, Resource.id) < tuple_(after.as_value(Order.NEWEST), after.id))
    ordered = statement.order_by(at.desc(), Resource.id.desc()).limit(PER_PAGE + 1)
    rows = list(db.session.execute(ordered))
    last = rows[PER_PAGE - 1] if len(rows) > PER_PAGE else None
    return Mine(rows[:PER_PAGE], Key(as_number(_moment(last, at)), last.id) if last else None)


def _moment(row: Any, at: Any) -> datetime:
    moment: datetime = getattr(row, at.key)
    return moment
