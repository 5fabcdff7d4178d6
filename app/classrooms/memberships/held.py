"""In which classes a person is what, asked once for each request."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NamedTuple, cast

from flask import g, has_request_context
from sqlalchemy import ColumnElement, CompoundSelect, bindparam, desc, literal, select, union_all

from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import BigId, Instant, db
from app.foundation.reading import Question
from app.people.models import Person

LEARNER = "learner"


class Membership(NamedTuple):
    """A present membership: `role` is learner, tutor, class_administrator or technician."""

    role: str
    classroom_id: int
    classroom_code: str
    classroom_name: str
    training_id: int
    since: datetime


def memberships_of(person: Person) -> list[Membership]:
    """The person's present memberships, newest first."""
    if type(person) is not Person:
        return cast("list[Membership]", person.memberships)  # a stand-in while a question is worded brings its own
    return memberships_held_by(person.id)


def memberships_held_by(person_id: int) -> list[Membership]:
    """The same of somebody of whom only the number is known."""
    if not has_request_context():
        return _read(person_id)
    kept: dict[int, list[Membership]] = g.setdefault("memberships", {})
    found = kept.get(person_id)
    if found is None:
        found = kept[person_id] = _read(person_id)
    return found


def remember_memberships_of(person_ids: Collection[int]) -> None:
    """Read the memberships of many people at once, for a request that asks about all of them."""
    found: dict[int, list[Membership]] = {person_id: [] for person_id in person_ids}
    for row in db.session.execute(_held(lambda column: column.in_(person_ids)), {"present": clock.now()}):
        found[row.person_id].append(Membership(*row[1:]))
    g.setdefault("memberships", {}).update(found)


def _read(person_id: int) -> list[Membership]:
    return [Membership(*row[1:]) for row in HELD_BY_ONE.all(person=person_id, present=clock.now())]


def _held(by: Callable[[Any], ColumnElement[bool]]) -> CompoundSelect[*tuple[Any, ...]]:
    """Present memberships of those people, as learners and as staff."""
    present = bindparam("present", type_=Instant())
    parts = [
        select(
            *(table.person_id, role.label("role"), Classroom.id, Classroom.code, Classroom.name),
            *(Classroom.training_id, table.since.label("since")),
        )
        .join(Classroom, Classroom.id == table.classroom_id)
        .where(by(table.person_id), table.since <= present, table.until.is_(None) | (table.until > present))
        for table, role in ((Enrolment, literal(LEARNER)), (StaffAssignment, StaffAssignment.role))
    ]
    return union_all(*parts).order_by(desc("since"))


HELD_BY_ONE = Question(lambda: _held(lambda column: column == bindparam("person", type_=BigId)))
