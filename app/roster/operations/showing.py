"""Looking at somebody's numbers in full leaves a trace."""

from app.foundation.errors import Forbidden, NotFound
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.queries import get_person
from app.roster.events import PersonalDataShown
from app.roster.policy import may_unmask
from app.roster.queries.acts import runs_roster_of


def note_showing(by_id: int, person_id: int) -> None:
    """Write down who looked at whose numbers, before they are shown."""
    with transaction():
        person = get_person(by_id)
        if not runs_roster_of(person, person_id):
            raise NotFound
        if not may_unmask(person):
            raise Forbidden
        record(PersonalDataShown(person_id), by_id)
