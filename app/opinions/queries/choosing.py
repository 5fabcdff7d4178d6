"""Who gives a second opinion: the tutor nearest by who has the fewest open ones. One statement."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, func, select

from app.classrooms.models import Classroom, Enrolment, StaffAssignment, StaffRole
from app.foundation import clock
from app.foundation.database import db
from app.opinions.models import SecondOpinion
from app.people.models import Appointment, Person

CITY = 4  # characters of a place's code that name its city


def find_tutor(classroom_id: int, person_id: int, besides: Collection[int]) -> int | None:
    """A tutor of another class of the training who can know nothing of the first judgement.

    Nobody who ever worked for the class or learnt in it or oversees its place; the same city first, then who has the
    fewest open opinions, then who gave the fewest, then the lowest number.
    """
    home = select(Classroom.training_id, Classroom.place_code).where(Classroom.id == classroom_id).subquery("home")
    near = case((func.substr(Classroom.place_code, 1, CITY) == func.substr(home.c.place_code, 1, CITY), 0), else_=1)
    seat = StaffAssignment
    statement = (
        select(Person.id)
        .join(seat, seat.person_id == Person.id)
        .join(Classroom, Classroom.id == seat.classroom_id)
        .join(home, home.c.training_id == Classroom.training_id)
        .where(seat.role == StaffRole.TUTOR, _is_present(seat), Classroom.id != classroom_id)
        .where(Person.disabled_at.is_(None), Person.id.not_in({person_id, *besides}))
        .where(*(~_belonged(table, classroom_id) for table in (StaffAssignment, Enrolment)), ~_oversees(classroom_id))
        .group_by(Person.id)
        .order_by(func.min(near), *(_count(given) for given in (False, True)), Person.id)
    )
    return db.session.scalar(statement.limit(1))


def _count(given: bool) -> ScalarSelect[int]:
    mine = and_(SecondOpinion.tutor_id == Person.id, SecondOpinion.given_at.is_not(None) == given)
    return select(func.count()).select_from(SecondOpinion).where(mine).correlate(Person).scalar_subquery()


def _is_present(table: Any) -> ColumnElement[bool]:
    present = clock.now()
    return and_(table.since <= present, table.until.is_(None) | (table.until > present))


def _belonged(table: Any, classroom_id: int) -> ColumnElement[bool]:
    other = select(table.id).where(table.person_id == Person.id, table.classroom_id == classroom_id)
    return exists(other.correlate(Person))


def _oversees(classroom_id: int) -> ColumnElement[bool]:
    """Whether a present role of the person's covers the place of the class."""
    there = select(Classroom.place_code).where(Classroom.id == classroom_id).scalar_subquery()
    covers = there.like(Appointment.place_code.concat("%"))
    held = select(Appointment.id).where(Appointment.person_id == Person.id, _is_present(Appointment), covers)
    return exists(held.correlate(Person))
