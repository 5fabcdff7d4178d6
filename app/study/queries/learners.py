"""Whose study time somebody may look at."""

from typing import Any, NamedTuple

from sqlalchemy import Select, select

from app.classrooms.models import Classroom, Enrolment
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person
from app.study.policy import study_time_readable_by


class Learner(NamedTuple):
    """Somebody whose study time may be read, with the class in which they learn."""

    person_id: int
    name: str
    training_id: int
    classroom_code: str
    classroom_name: str


def get_learner(classroom_code: str, person_id: int, viewer: Person) -> Learner:
    """A learner of a class whose study time the viewer may read."""
    statement = _learners().where(Classroom.code == classroom_code, Person.id == person_id)
    row = db.session.execute(statement.where(study_time_readable_by(viewer))).first()
    if row is None:
        raise NotFound
    return Learner(*row)


def learners_among(person_ids: list[int], classroom_ids: list[int]) -> list[Learner]:
    """Those of some people who learn in some classes now."""
    statement = _learners().where(Person.id.in_(person_ids), Classroom.id.in_(classroom_ids))
    return [Learner(*row) for row in db.session.execute(statement)]


def _learners() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.id, Person.name, Enrolment.training_id, Classroom.code, Classroom.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Enrolment.until.is_(None))
    )
