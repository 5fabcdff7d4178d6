"""One person as whoever runs their roster sees them: seats since when, works by class, other accounts of the same name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from app.classrooms.models import Classroom, Enrolment
from app.foundation.database import Base, db
from app.foundation.errors import NotFound
from app.people.models import Person
from app.roster.models import PersonalRecord, PersonMerge
from app.roster.policy import classrooms_run_by
from app.roster.queries.acts import learners_run_by
from app.roster.queries.classes import masked
from app.roster.queries.secrets import the_sealer
from app.roster.sealing import NotOpened

WORKS = {"submissions": "person_id", "journals": "person_id", "posts": "author_id"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Identity number and telephone, masked unless they were asked for in full."""

    identity: str = ""
    phone: str = ""


def get_learner(person_id: int, viewer: Person) -> Person:
    """Somebody whose roster the viewer runs."""
    person = db.session.scalars(_learners(viewer).where(Person.id == person_id)).first()
    if person is None:
        raise NotFound
    return person


def find_learner(account: str, viewer: Person) -> Person | None:
    """The same by account; None for what the viewer may not know either."""
    return db.session.scalars(_learners(viewer).where(Person.account == account.strip().lower())).first()


def _learners(viewer: Person) -> Select[Person]:
    return select(Person).where(learners_run_by(viewer)).options(joinedload(Person.school))


def numbers_of(person_id: int, *, in_full: bool = False) -> Numbers:
    record = db.session.get(PersonalRecord, person_id)
    if record is None:
        return Numbers()
    if not in_full:
        return Numbers(masked("identity", record.identity_sealed), masked("phone", record.phone_sealed))
    try:
        identity, phone = (
            the_sealer().open(one) if one else "" for one in (record.identity_sealed, record.phone_sealed)
        )
    except NotOpened:
        return Numbers("……", "……")
    return Numbers(identity, phone)


def seats_of(*person_ids: int) -> list[Row[Any]]:
    """Every seat ever held, newest first: person_id, training_id, classroom_id, code, name, since, until."""
    statement = (
        select(
            *(Enrolment.person_id, Enrolment.training_id, Classroom.id.label("classroom_id"), Classroom.code),
            *(Classroom.name, Enrolment.since, Enrolment.until),
        )
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Enrolment.person_id.in_(person_ids))
        .order_by(Enrolment.since.desc(), Enrolment.id.desc())
    )
    return list(db.session.execute(statement))


def work_counts(person_ids: list[int]) -> dict[int, dict[str, int]]:
    """How many works of each kind somebody made, whichever class they belong to."""
    parts = []
    for name, column in WORKS.items():
        table = Base.metadata.tables[name]
        who = table.c[column]
        parts.append(select(who, literal(name), func.count()).where(who.in_(person_ids)).group_by(who))
    found: dict[int, dict[str, int]] = {person: dict.fromkeys(WORKS, 0) for person in person_ids}
    for person, name, count in db.session.execute(union_all(*parts)):
        found[person][name] = count
    return found


def namesakes(person: Person, viewer: Person) -> list[Row[Any]]:
    """Other active accounts of the same name in classes that the viewer runs: id, account, classroom."""
    statement = (
        select(Person.id, Person.account, func.max(Classroom.name).label("classroom"))
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Person.name == person.name, Person.id != person.id, Person.disabled_at.is_(None))
        .where(classrooms_run_by(viewer))
        .group_by(Person.id, Person.account)
        .order_by(Person.id)
        .limit(10)
    )
    return list(db.session.execute(statement))


def merges_of(person_id: int) -> list[Row[Any]]:
    """Former accounts that this one stands for: id, account, merged_at."""
    statement = (
        select(Person.id, Person.account, PersonMerge.merged_at)
        .join(Person, Person.id == PersonMerge.former_id)
        .where(PersonMerge.kept_id == person_id)
        .order_by(PersonMerge.merged_at)
    )
    return list(db.session.execute(statement))
