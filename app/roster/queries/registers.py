"""What is known, read for a comparison: six statements, plain rows."""

from sqlalchemy import select

from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation.database import db
from app.people.models import Person, Place, PlaceKind, School
from app.roster.models import PersonalRecord
from app.roster.policy import classrooms_run_by
from app.roster.register import KnownClassroom, KnownPerson, KnownSchool, Register


def read_register(training_id: int, person: Person) -> Register:
    """Everybody and every school; of the classes those that the person runs."""
    ask = db.session.execute
    schools = select(School.id, School.place_code, School.name).order_by(School.id)
    people = (
        select(
            *(Person.id, Person.name, Person.account, Person.school_id, Person.disabled_at.is_not(None)),
            *(PersonalRecord.identity_index, PersonalRecord.phone_index),
        )
        .outerjoin(PersonalRecord, PersonalRecord.person_id == Person.id)
        .order_by(Person.id)
    )
    seats = select(Enrolment.person_id, Enrolment.classroom_id).where(
        Enrolment.training_id == training_id, Enrolment.until.is_(None)
    )
    staff = select(StaffAssignment.person_id, StaffAssignment.classroom_id, StaffAssignment.role).where(
        StaffAssignment.until.is_(None)
    )
    counties = select(Place.code, Place.name).where(Place.kind == PlaceKind.COUNTY).order_by(Place.code)
    return Register(
        classrooms=read_classrooms(training_id, person),
        schools=[KnownSchool(*row) for row in ask(schools)],
        people=[KnownPerson(*row) for row in ask(people)],
        seats={row.person_id: row.classroom_id for row in ask(seats)},
        staff=frozenset((person_id, room, role) for person_id, room, role in ask(staff)),
        counties={row.code: row.name for row in ask(counties)},
    )


def read_classrooms(training_id: int, person: Person) -> list[KnownClassroom]:
    """The classes of a training that the person runs, by code."""
    rooms = select(Classroom.id, Classroom.code, Classroom.name, Classroom.place_code).where(
        Classroom.training_id == training_id, classrooms_run_by(person)
    )
    return [KnownClassroom(*row) for row in db.session.execute(rooms.order_by(Classroom.code))]
