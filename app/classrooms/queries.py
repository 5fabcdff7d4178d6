"""Finding trainings, classrooms and their people."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.classrooms.memberships import memberships_of
from app.classrooms.models import Classroom, Enrolment, Training
from app.classrooms.policy import classrooms_readable_by
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person


def find_newest_training() -> Training | None:
    """The training that runs now, else the newest one begun, else the next."""
    present = clock.now().date()
    begun = select(Training).where(Training.starts_on <= present).order_by(Training.starts_on.desc(), Training.id.desc())
    coming = select(Training).order_by(Training.starts_on, Training.id)
    return db.session.scalars(begun.limit(1)).first() or db.session.scalars(coming.limit(1)).first()


def find_training_of(person: Person | None) -> Training | None:
    """The training that a person's pages are about: their own class's, else the newest."""
    for held in memberships_of(person) if person else []:
        return db.session.get(Training, held.training_id)
    return find_newest_training()


def get_training(code: str) -> Training:
    training = db.session.scalars(select(Training).where(Training.code == code)).first()
    if training is None:
        raise NotFound
    return training


def get_classroom(code: str, viewer: Person) -> Classroom:
    """A class by its code, if the viewer may see it."""
    statement = (
        select(Classroom)
        .where(Classroom.code == code, classrooms_readable_by(viewer))
        .options(joinedload(Classroom.training), joinedload(Classroom.place))
    )
    classroom = db.session.scalars(statement).first()
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
