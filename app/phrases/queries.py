"""A person's own phrases; nobody else reads them."""

from typing import NamedTuple

from sqlalchemy import func, select

from app.foundation.database import db
from app.foundation.errors import NotFound
from app.phrases.models import Phrase


class PhraseLine(NamedTuple):
    id: int
    text: str


def phrases_of(person_id: int) -> list[PhraseLine]:
    """All phrases of a person, in the order in which they were kept."""
    statement = select(Phrase.id, Phrase.text).where(Phrase.person_id == person_id).order_by(Phrase.id)
    return [PhraseLine(*row) for row in db.session.execute(statement)]


def phrase_count(person_id: int) -> int:
    return db.session.scalar(select(func.count()).select_from(Phrase).where(Phrase.person_id == person_id)) or 0


def get_phrase(phrase_id: int, person_id: int) -> Phrase:
    found = db.session.scalars(select(Phrase).where(Phrase.id == phrase_id, Phrase.person_id == person_id)).first()
    if found is None:
        raise NotFound
    return found
