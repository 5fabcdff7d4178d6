"""Who belongs to a room and can be spoken to there by name."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Post
from app.discussions.names import Known
from app.discussions.policy import Room
from app.foundation import clock
from app.foundation.database import db
from app.people.models import Appointment, Person, Role, School

MOST_OFFERED = 8
SEATS = (Enrolment, StaffAssignment)


def people_named(room: Room, names: Collection[str], but: int) -> list[Known]:
    """Those of a room who bear one of these names; `but` is whoever speaks."""
    if not names:
        return []
    statement = _people(room).where(Person.name.in_(names), Person.id != but)
    return [Known(*row) for row in db.session.execute(statement)]


def people_like(room: Room, beginning: str, viewer: Person) -> list[Known]:
    """A few of a room whose name, or its spelling in Latin letters, begins so.

    A board is open to thousands: there it offers whom one may have met, and anybody else to who writes the whole name.
    """
    wanted = beginning.strip()
    latin = "".join(wanted.lower().split())
    spelt = func.replace(func.lower(Person.sort_name), " ", "")
    begins = or_(Person.name.startswith(wanted, autoescape=True), spelt.startswith(latin, autoescape=True))
    statement = _people(room).where(Person.id != viewer.id).order_by(Person.sort_name, Person.id).limit(MOST_OFFERED)
    if room.classroom_id is None:
        statement = statement.where(or_(Person.name == wanted, _may_be_met(room, viewer)))
    return [Known(*row) for row in db.session.execute(statement.where(begins) if wanted else statement)]


def _people(room: Room) -> Select[*tuple[Any, ...]]:
    belongs = _of_salon(room) if room.classroom_id is not None else _of_board(room)
    return (
        select(Person.id, Person.name, School.name)
        .outerjoin(School, School.id == Person.school_id)
        .where(Person.disabled_at.is_(None), or_(belongs, _expert_of(room)))
    )


def _may_be_met(room: Room, viewer: Person) -> ColumnElement[bool]:
    """Whoever wrote on the training's boards, is in a class with the viewer, or is an expert there."""
    wrote = exists().where(
        *(Post.author_id == Person.id, Post.training_id == room.training_id),
        *(Post.is_salon.is_(False), Post.hidden_at.is_(None)),
    )
    rooms = classroom_ids_of(viewer)
    held = (select(table.person_id).where(table.classroom_id.in_(rooms), _now(table)) for table in SEATS)
    return or_(wrote, *(Person.id.in_(people) for people in held), _expert_of(room))


def _of_salon(room: Room) -> ColumnElement[bool]:
    held = (select(table.person_id).where(table.classroom_id == room.classroom_id, _now(table)) for table in SEATS)
    return or_(*(Person.id.in_(people) for people in held))


def _of_board(room: Room) -> ColumnElement[bool]:
    learns = exists().where(
        Enrolment.person_id == Person.id, Enrolment.training_id == room.training_id, _now(Enrolment)
    )
    works = (
        exists()
        .where(StaffAssignment.person_id == Person.id, _now(StaffAssignment))
        .where(Classroom.id == StaffAssignment.classroom_id, Classroom.training_id == room.training_id)
    )
    return or_(learns, works)


def _expert_of(room: Room) -> ColumnElement[bool]:
    """Experts whose place holds the room's; on a board also those who look after a part of it."""
    above = [room.place_code[:length] for length in range(len(room.place_code) + 1)]
    places: ColumnElement[bool] = Appointment.place_code.in_(above)
    if room.classroom_id is None:
        places = or_(places, Appointment.place_code.between(room.place_code, room.place_code + "~"))
    looking = select(Appointment.person_id).where(Appointment.role == Role.EXPERT, places, _now(Appointment))
    return Person.id.in_(looking)


def _now(table: Any) -> ColumnElement[bool]:
    present = clock.now()
    return and_(table.since <= present, or_(table.until.is_(None), table.until > present))
