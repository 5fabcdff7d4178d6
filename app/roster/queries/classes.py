"""Classes as whoever runs their rosters sees them: who is there, who has signed in, numbers masked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, literal, select, union
from sqlalchemy.orm import joinedload

from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import ActivationCode, Person, School
from app.roster.models import PersonalRecord
from app.roster.policy import class_rosters_readable_by, classrooms_run_by
from app.roster.queries.secrets import the_sealer
from app.roster.sealing import NotOpened, masked_identity, masked_phone


@dataclass(frozen=True, slots=True)
class Listed:
    """A learner of a class; numbers are masked already."""

    id: int
    name: str
    account: str
    school: str | None
    since: datetime
    is_activated: bool
    has_code: bool
    identity: str
    phone: str


def get_class(code: str, viewer: Person) -> Classroom:
    """A class whose roster the viewer may read."""
    statement = (
        select(Classroom)
        .where(Classroom.code == code, class_rosters_readable_by(viewer))
        .options(joinedload(Classroom.training), joinedload(Classroom.place))
    )
    room = db.session.scalars(statement).first()
    if room is None:
        raise NotFound
    return room


def masked(kind: str, sealed: str | None) -> str:
    """A number as it is shown; one that was sealed with another secret says so by dots."""
    if not sealed:
        return ""
    try:
        number = the_sealer().open(sealed)
    except NotOpened:
        return "……"
    return masked_identity(number) if kind == "identity" else masked_phone(number)


def listed_learners(classroom_id: int) -> list[Listed]:
    """The present learners of a class by name."""
    code = (
        select(literal(1))
        .where(ActivationCode.person_id == Person.id, ActivationCode.used_at.is_(None))
        .where(ActivationCode.expires_at > clock.now())
        .exists()
    )
    statement = (
        select(
            *(Person.id, Person.name, Person.account, School.name, Enrolment.since),
            *(Person.password_hash.is_not(None), code, PersonalRecord.identity_sealed, PersonalRecord.phone_sealed),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(PersonalRecord, PersonalRecord.person_id == Person.id)
        .where(Enrolment.classroom_id == classroom_id, Enrolment.until.is_(None))
        .order_by(Person.sort_name, Person.id)
    )
    return [
        Listed(*row[:7], identity=masked("identity", row[7]), phone=masked("phone", row[8]))
        for row in db.session.execute(statement).all()
    ]


def people_to_activate(classroom_id: int) -> list[Row[Any]]:
    """Learners and staff of a class who have never signed in: id, name, account, school."""
    ids = union(
        *(
            select(table.person_id).where(table.classroom_id == classroom_id, table.until.is_(None))
            for table in (Enrolment, StaffAssignment)
        )
    )
    statement = (
        select(Person.id, Person.name, Person.account, School.name.label("school"))
        .outerjoin(School, School.id == Person.school_id)
        .where(Person.id.in_(ids), Person.password_hash.is_(None), Person.disabled_at.is_(None))
        .order_by(Person.sort_name, Person.id)
    )
    return list(db.session.execute(statement))


def classes_run_by(viewer: Person, training_id: int) -> list[Row[Any]]:
    """Each class with its learners and how many of them have never signed in: code, name, learners, waiting."""
    waiting = func.count().filter(and_(Person.id.is_not(None), Person.password_hash.is_(None)))
    statement = (
        select(Classroom.code, Classroom.name, func.count(Person.id).label("learners"), waiting.label("waiting"))
        .outerjoin(Enrolment, and_(Enrolment.classroom_id == Classroom.id, Enrolment.until.is_(None)))
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .where(Classroom.training_id == training_id, classrooms_run_by(viewer))
        .group_by(Classroom.id)
        .order_by(Classroom.code)
    )
    return list(db.session.execute(statement))


def other_classes(viewer: Person, training_id: int, but: int | None = None) -> list[tuple[str, str]]:
    """Classes to which somebody may be moved: code and name."""
    statement = (
        select(Classroom.code, Classroom.name)
        .where(Classroom.training_id == training_id, classrooms_run_by(viewer))
        .where(Classroom.id != (but or 0))
        .order_by(Classroom.code)
    )
    return [(code, name) for code, name in db.session.execute(statement)]
