"""By the clock: erasures whose waiting is over."""

from datetime import datetime

from app.datarights.operations.erasing import erase_person
from app.datarights.queries.standing import due_erasures
from app.foundation.jobs import Job, note_done
from app.foundation.outcomes import outcome

NAME = "erase-people"


def erasures_due(now: datetime) -> list[str]:
    return [str(number) for number in due_erasures(now)]


def erase(period: str, _now: datetime) -> str:
    """One erasure in a transaction of its own; its row says that it is done, so a second run finds nothing."""
    return note_done(NAME, period, outcome("erased" if erase_person(int(period)) else "called-off"))


ERASE_PEOPLE = Job(NAME, "each minute: erasures whose waiting is over", erasures_due, erase, in_steps=True)
