"""In which classes a person is what, asked once for each request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask import g, has_request_context
from sqlalchemy import desc, literal, select, union_all

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
        return _read([person.id])[person.id]
    kept: dict[int, list[Membership]] = g.setdefault("memberships", {})
    if person.id not in kept:
        kept.update(_read([person.id]))
    return kept[person.id]


def remember_memberships_of(person_ids: Collection[int]) -> None:
    """Read the memberships of many people at once, for a request that asks about all of them."""
    g.setdefault("memberships", {}).update(_read(person_ids))


def _read(person_ids: Collection[int]) -> dict[int, list[Membership]]:
    present = literal(clock.now(), Instant())
    parts = []
    for table, role in ((Enrolment, literal(LEARNER)), (StaffAssignment, StaffAssignment.role)):
        parts.append(
            select(
                table.person_id,
                role.label("role"),
                Classroom.id,
                Classroom.code,
                Classroom.name,
                Classroom.training_id,
                table.since.label("since"),
            )
            .join(Classroom, Classroom.id == table.classroom_id)
            .where(table.person_id.in_(person_ids), table.since <= present)
            .where(table.until.is_(None) | (table.until > present))
        )
    found: dict[int, list[Membership]] = {person_id: [] for person_id in person_ids}
    for row in db.session.execute(union_all(*parts).order_by(desc("since"))):
        found[row[0]].append(Membership(*row[1:]))
    return found
