"""Classes with their places and staff, in pages."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.administration.policy import classrooms_administered_by
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, Training
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person, Place

PAGE = 40


def classrooms_in(training_id: int, viewer: Person, words: str = "", after: str = "") -> list[Any]:
    """Classes by code whose name, code or place holds the words; one more than a page where there is more."""
    learners = (
        select(func.count())
        .where(Enrolment.classroom_id == Classroom.id, Enrolment.until.is_(None))
        .correlate(Classroom)
        .scalar_subquery()
    )
    columns = (Classroom.id, Classroom.code, Classroom.name, Place.name.label("place"), learners.label("learners"))
    statement = (
        select(*columns)
        .join(Place, Place.code == Classroom.place_code)
        .where(Classroom.training_id == training_id, classrooms_administered_by(viewer), Classroom.code > after)
    )
    for word in words.split():
        statement = statement.where(
            Classroom.name.contains(word, autoescape=True)
            | Classroom.code.contains(word.lower(), autoescape=True)
            | Place.name.contains(word, autoescape=True)
        )
    return list(db.session.execute(statement.order_by(Classroom.code).limit(PAGE + 1)))


def staff_by_classroom(classroom_ids: list[int]) -> dict[int, list[Any]]:
    """Who works for these classes now, class by class."""
    present = clock.now()
    held = StaffAssignment
    statement = (
        select(held.classroom_id, held.role, Person.id, Person.name)
        .join(Person, Person.id == held.person_id)
        .where(held.classroom_id.in_(classroom_ids), held.since <= present)
        .where(held.until.is_(None) | (held.until > present))
        .order_by(held.role.desc(), held.since, Person.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row.classroom_id].append(row)
    return found


def get_classroom(code: str, viewer: Person) -> Classroom:
    """A class that the viewer administers, with its training and place."""
    statement = (
        select(Classroom)
        .where(Classroom.code == code, classrooms_administered_by(viewer))
        .options(joinedload(Classroom.training), joinedload(Classroom.place))
    )
    found = db.session.scalars(statement).first()
    if found is None:
        raise NotFound
    return found


def staff_history(classroom_id: int) -> list[Any]:
    """Everybody who works or worked for a class; those of now first."""
    held = StaffAssignment
    statement = (
        select(held.role, held.since, held.until, Person.id, Person.name, Person.account, Person.disabled_at)
        .join(Person, Person.id == held.person_id)
        .where(held.classroom_id == classroom_id)
        .order_by(held.until.is_not(None), held.role.desc(), held.since.desc(), Person.id)
    )
    return list(db.session.execute(statement))


def free_code(training: Training) -> str:
    """A code for the next class of a training that nobody has yet."""
    taken = set(
        db.session.scalars(
            select(Classroom.code).where(Classroom.code.startswith(f"{training.code}-", autoescape=True))
        )
    )
    number = 1
    while f"{training.code}-{number:02d}" in taken:
        number += 1
    return f"{training.code}-{number:02d}"
