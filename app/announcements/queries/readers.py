"""Whom an announcement concerns now, and who of them has read it: always counted, never kept."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, and_, func, or_, select, union

from app.announcements.models import Announcement, AnnouncementReading, Audience
from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.people.models import Person


class Count(NamedTuple):
    """Of so many people so many have read it, and so many said that they took note."""

    people: int
    read: int
    acknowledged: int


class Class(NamedTuple):
    """The count of one class."""

    id: int
    code: str
    name: str
    readers: Count


class Reader(NamedTuple):
    """Somebody whom it concerns, and when they read it."""

    name: str
    read_at: datetime | None
    acknowledged_at: datetime | None


def people_concerned(announcement: Announcement) -> CompoundSelect[*tuple[Any, ...]] | Select[*tuple[Any, ...]]:
    """The numbers of those whom it concerns now, each with a class in which it reaches them."""
    parts = []
    if announcement.audience != Audience.STAFF:
        parts.append(_present(Enrolment, announcement))
    if announcement.audience != Audience.LEARNERS:
        parts.append(_present(StaffAssignment, announcement))
    return union(*parts) if len(parts) > 1 else parts[0]


def counted_of(announcement: Announcement) -> Count:
    """How many have read it of all whom it concerns; nobody is counted twice."""
    concerned = people_concerned(announcement).subquery()
    people = select(concerned.c.person_id).distinct().subquery()
    return Count(*db.session.execute(_counted(people, announcement.id)).one())


def counted_by_classroom(announcement: Announcement) -> list[Class]:
    """The same class by class, those furthest behind first; who works for two classes counts in both."""
    concerned = people_concerned(announcement).subquery()
    numbers = _numbers(concerned)
    share = func.count(AnnouncementReading.read_at) * 1.0 / func.count(concerned.c.person_id)
    statement = (
        select(Classroom.id, Classroom.code, Classroom.name, *numbers)
        .select_from(concerned)
        .join(Classroom, Classroom.id == concerned.c.classroom_id)
        .outerjoin(AnnouncementReading, _read_by(concerned, announcement.id))
        .group_by(Classroom.id, Classroom.code, Classroom.name)
        .order_by(share, Classroom.code)
    )
    return [Class(row.id, row.code, row.name, Count(*row[3:])) for row in db.session.execute(statement)]


def readers_in_classroom(announcement: Announcement, classroom_id: int) -> list[Reader]:
    """Those of one class by name: who has not read it first, then who has not said so."""
    concerned = people_concerned(announcement).subquery()
    statement = (
        select(Person.name, AnnouncementReading.read_at, AnnouncementReading.acknowledged_at)
        .select_from(concerned)
        .join(Person, Person.id == concerned.c.person_id)
        .outerjoin(AnnouncementReading, _read_by(concerned, announcement.id))
        .where(concerned.c.classroom_id == classroom_id)
        .order_by(
            AnnouncementReading.read_at.is_not(None),
            AnnouncementReading.acknowledged_at.is_not(None),
            Person.sort_name,
            Person.id,
        )
    )
    return [Reader(*row) for row in db.session.execute(statement)]


def _present(table: type[Enrolment] | type[StaffAssignment], announcement: Announcement) -> Select[*tuple[Any, ...]]:
    present = clock.now()
    statement = (
        select(table.person_id, table.classroom_id)
        .join(Classroom, Classroom.id == table.classroom_id)
        .join(Person, Person.id == table.person_id)
        .where(Person.disabled_at.is_(None), Classroom.training_id == announcement.training_id)
        .where(table.since <= present, or_(table.until.is_(None), table.until > present))
    )
    if announcement.classroom_id is not None:
        return statement.where(table.classroom_id == announcement.classroom_id)
    code = announcement.place_code
    return statement.where(Classroom.place_code.between(code, code + "~"))


def _counted(people: Any, announcement_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(*_numbers(people)).select_from(people).outerjoin(AnnouncementReading, _read_by(people, announcement_id))
    )


def _numbers(people: Any) -> tuple[Any, ...]:
    read, said = AnnouncementReading.read_at, AnnouncementReading.acknowledged_at
    return func.count(people.c.person_id), func.count(read), func.count(said)


def _read_by(people: Any, announcement_id: int) -> Any:
    return and_(
        AnnouncementReading.announcement_id == announcement_id,
        AnnouncementReading.person_id == people.c.person_id,
    )
