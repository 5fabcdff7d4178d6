"""The names of those who are in a class's salon now; on a board people are counted, not named."""

from collections.abc import Collection

from sqlalchemy import select

from app.foundation.database import db
from app.people.models import Person

MOST_NAMES = 60


def names_of(person_ids: Collection[int]) -> list[str]:
    """Names in the order of the alphabet."""
    if not person_ids:
        return []
    statement = select(Person.name).where(Person.id.in_(person_ids), Person.disabled_at.is_(None))
    return list(db.session.scalars(statement.order_by(Person.sort_name, Person.id).limit(MOST_NAMES)))
