"""Who is asked to look at something: those who work for its class, else the nearest of those above them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.classrooms.models import StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.moderation.policy import MODERATORS
from app.people.models import Appointment, Person, Role


def those_asked(classroom_id: int | None, place_code: str, above: Sequence[Role], but: Collection[int]) -> list[int]:
    """Tutors and administrators of the class; where none is left, those of its nearest area who hold the first of
    these roles, and so on. Never who is in `but`, nor anybody whose account is closed."""
    present = clock.now()
    staff = select(StaffAssignment.person_id).where(
        StaffAssignment.classroom_id == classroom_id,
        StaffAssignment.role.in_(MODERATORS),
        *_able(StaffAssignment, present, but),
    )
    found = list(db.session.scalars(staff.distinct().order_by(StaffAssignment.person_id)))
    for role in above if not found else ():
        found = found or _nearest(role, place_code, present, but)
    return found


def _nearest(role: Role, place_code: str, present: datetime, but: Collection[int]) -> list[int]:
    """Of all whose part of the tree holds this place, those with the smallest part."""
    places = [place_code[:length] for length in range(len(place_code) + 1)]
    held = (Appointment.role == role, Appointment.place_code.in_(places), *_able(Appointment, present, but))
    rows = db.session.execute(select(Appointment.place_code, Appointment.person_id).where(*held)).all()
    nearest = max((place for place, _person in rows), key=len, default="")
    return sorted({person for place, person in rows if place == nearest})


def _able(table: Any, present: datetime, but: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    able = select(Person.id).where(Person.disabled_at.is_(None))
    running = (table.since <= present, or_(table.until.is_(None), table.until > present))
    return table.person_id.not_in(set(but)), table.person_id.in_(able), *running
