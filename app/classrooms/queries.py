"""Finding trainings, classrooms and their people."""

from typing import Any

from flask import g, has_request_context
from sqlalchemy import ColumnElement, Date, Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from app.classrooms.memberships import Membership, PersonalQuestion, memberships_of
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, Training
from app.classrooms.policy import classrooms_readable_by
from app.foundation import clock
from app.foundation.database import BigId, Instant, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question, apart
from app.people.models import Person, School


def find_newest_training() -> Training | None:
    """The training that runs now, else the newest one begun, else the next."""
    row = BEGUN.first(today=clock.now().date()) or COMING.first()
    return apart(Training, row) if row else None


def find_training_of(person: Person | None) -> Training | None:
    """The training that a person's pages are about: their own class's, else the newest."""
    for held in memberships_of(person) if person else []:
        return find_training(held.training_id)
    return find_newest_training()


def find_training(training_id: int) -> Training | None:
    """A training to be read, apart from any session and asked for once in each request: acts ask for their own."""
    kept: dict[int, Training | None] = g.setdefault("trainings", {}) if has_request_context() else {}
    if training_id not in kept:
        row = TRAINING.first(training=training_id)
        kept[training_id] = apart(Training, row) if row else None
    return kept[training_id]


def get_training_of(held: Membership) -> Training:
    """The training in which somebody is a member."""
    training = find_training(held.training_id)
    if training is None:
        raise NotFound
    return training


def get_training(code: str) -> Training:
    training = db.session.scalars(select(Training).where(Training.code == code)).first()
    if training is None:
        raise NotFound
    return training


def get_classroom(code: str, viewer: Person) -> Classroom:
    """A class by its code, if the viewer may see it."""
    classroom: Classroom | None = READABLE.entity(viewer, code=code)
    if classroom is None:
        raise NotFound
    return classroom


def find_enrolment(person_id: int, training_id: int) -> Enrolment | None:
    """The learner's present enrolment in a training."""
    return db.session.scalars(
        select(Enrolment).where(
            Enrolment.person_id == person_id, Enrolment.training_id == training_id, Enrolment.until.is_(None)
        )
    ).first()


def find_present_enrolment(person_id: int) -> Enrolment | None:
    """Where a person learns now, the newest training first, with its class and training."""
    present = clock.now()
    statement = (
        select(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.since <= present)
        .where(Enrolment.until.is_(None) | (Enrolment.until > present))
        .options(joinedload(Enrolment.classroom).joinedload(Classroom.training))
        .order_by(Enrolment.since.desc(), Enrolment.id.desc())
    )
    return db.session.scalars(statement.limit(1)).first()


def staff_of(classroom_id: int) -> list[Any]:
    """Who works for a class now: role, id, name, since; tutors first."""
    return STAFF.all(classroom=classroom_id, present=clock.now())


def learner_count(classroom_id: int) -> int:
    """How many learn in a class now."""
    return int(LEARNER_COUNT.one(classroom=classroom_id, present=clock.now()))


def learners_of(classroom_id: int) -> list[Any]:
    """The present learners of a class by name: id, name, school, since."""
    return LEARNERS.all(classroom=classroom_id, present=clock.now())


def _staff() -> Select[*tuple[Any, ...]]:
    return (
        select(StaffAssignment.role, Person.id, Person.name, StaffAssignment.since)
        .join(Person, Person.id == StaffAssignment.person_id)
        .where(*_in_classroom(StaffAssignment))
        .order_by(StaffAssignment.role.desc(), StaffAssignment.since, Person.id)
    )


def _learners() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.id, Person.name, School.name.label("school"), Enrolment.since)
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .where(*_in_classroom(Enrolment))
        .order_by(Person.sort_name, Person.id)
    )


def _in_classroom(table: type[Enrolment] | type[StaffAssignment]) -> tuple[ColumnElement[bool], ...]:
    present = bindparam("present", type_=Instant())
    there = table.classroom_id == bindparam("classroom", type_=BigId)
    return there, table.since <= present, table.until.is_(None) | (table.until > present)


TRAINING = Question(lambda: _trainings().where(Training.id == bindparam("training", type_=BigId)))


def _trainings() -> Select[*tuple[Any, ...]]:
    return select(*Training.__table__.columns)


def _begun() -> Select[*tuple[Any, ...]]:
    newest = (Training.starts_on.desc(), Training.id.desc())
    return _trainings().where(Training.starts_on <= bindparam("today", type_=Date())).order_by(*newest).limit(1)


def _readable(viewer: Person) -> Select[Classroom]:
    beside = (joinedload(Classroom.training), joinedload(Classroom.place))
    asked = (Classroom.code == bindparam("code"), classrooms_readable_by(viewer))
    return select(Classroom).where(*asked).options(*beside)


READABLE = PersonalQuestion(_readable)
BEGUN = Question(_begun)
COMING = Question(lambda: _trainings().order_by(Training.starts_on, Training.id).limit(1))
STAFF, LEARNERS = Question(_staff), Question(_learners)
LEARNER_COUNT = Question(lambda: select(func.count()).where(*_in_classroom(Enrolment)))
