"""In which classes a person is what, asked once for each request."""

from dataclasses import dataclass
from datetime import datetime

from flask import g, has_request_context
from sqlalchemy import literal, select, union_all

from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import Instant, db
from app.people.models import Person

LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Membership:
    """A present membership: `role` is learner, tutor, class_administrator or technician."""

    role: str
    classroom_id: int
    classroom_code: str
    classroom_name: str
    training_id: int
    since: datetime


def memberships_of(person: Person) -> list[Membership]:
    """The person's present memberships, newest first."""
    if not has_request_context():
        return _read(person.id)
    kept: dict[int, list[Membership]] = g.setdefault("memberships", {})
    if person.id not in kept:
        kept[person.id] = _read(person.id)
    return kept[person.id]


def _read(person_id: int) -> list[Membership]:
    present = literal(clock.now(), Instant())
    parts = []
    for table, role in ((Enrolment, literal(LEARNER)), (StaffAssignment, StaffAssignment.role)):
        parts.append(
            select(
                role.label("role"),
                Classroom.id,
                Classroom.code,
                Classroom.name,
                Classroom.training_id,
                table.since.label("since"),
            )
            .join(Classroom, Classroom.id == table.classroom_id)
            .where(table.person_id == person_id, table.since <= present)
            .where(table.until.is_(None) | (table.until > present))
        )
    statement = union_all(*parts).order_by("since")
    rows = [Membership(*row) for row in db.session.execute(statement)]
    return rows[::-1]
