"""Who has a work on the desk."""

from typing import NamedTuple

from sqlalchemy import select

from app.foundation import clock
from app.foundation.database import db
from app.grading.models import Claim
from app.people.models import Person


class Holder(NamedTuple):
    person_id: int
    name: str


def find_holder(kind: str, work_id: int) -> Holder | None:
    """The tutor whose claim on the work has not lapsed."""
    statement = (
        select(Person.id, Person.name)
        .join(Claim, Claim.tutor_id == Person.id)
        .where(Claim.kind == kind, Claim.work_id == work_id, Claim.lapses_at > clock.now())
    )
    row = db.session.execute(statement).first()
    return Holder(*row) if row else None
