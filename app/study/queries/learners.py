"""Whose study time somebody may look at."""

from typing import NamedTuple

from sqlalchemy import select

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
    statement = (
        select(Person.id, Person.name, Enrolment.training_id, Classroom.code, Classroom.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Classroom.code == classroom_code, Person.id == person_id, Enrolment.until.is_(None))
        .where(study_time_readable_by(viewer))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Learner(*row)
