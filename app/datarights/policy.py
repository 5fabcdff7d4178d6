"""Whose data may be handed out or erased: one's own, and for the project team of the whole tree anybody's beneath it."""

from app.administration.policy import leads
from app.datarights.models import DataCopy
from app.people.models import Person

__all__ = ["looks_after_data", "may_fetch_copy"]


def looks_after_data(person: Person) -> bool:
    """The project team of the whole tree."""
    return leads(person)


def may_fetch_copy(person: Person, copy: DataCopy) -> bool:
    """Who asked for it, and nobody else."""
    return copy.asked_by_id == person.id
