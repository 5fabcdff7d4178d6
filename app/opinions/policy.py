"""Who asks: the author, once. Who gives: the one tutor who was chosen, and only while it is open."""

from app.opinions.models import SecondOpinion
from app.people.models import Person


def may_ask(person: Person, author_id: int) -> bool:
    return person.id == author_id


def may_give(person: Person, opinion: SecondOpinion) -> bool:
    return person.id == opinion.tutor_id and opinion.given_at is None
