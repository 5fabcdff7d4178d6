"""Whether a learner wants reminders by e-mail."""

from sqlalchemy import delete

from app.foundation import clock
from app.foundation.dialects import insert_or
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.reminders.events import LettersAccepted
from app.reminders.models import LetterRefusal


def refuse_letters(person_id: int) -> None:
    """No more reminders by e-mail; a second time changes nothing."""
    with transaction() as session:
        row = insert_or(LetterRefusal).values(person_id=person_id, since=clock.now())
        session.execute(row.on_conflict_do_nothing())


def accept_letters(person_id: int) -> None:
    with transaction() as session:
        session.execute(delete(LetterRefusal).where(LetterRefusal.person_id == person_id))
        record(LettersAccepted(person_id), person_id)
