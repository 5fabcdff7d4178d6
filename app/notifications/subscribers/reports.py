"""A week's standing report is out: told once to the area's administrators and to those of its classes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, union

from app.classrooms.models import Classroom, StaffAssignment, StaffRole, Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell_all
from app.people.models import Appointment, Place, Role
from app.reports.events import StandingReportPublished
from app.reports.models import StandingReport


@subscribe(StandingReportPublished)
def tell_its_readers(event: StandingReportPublished) -> None:
    """Whoever published it knows; a report is published once, and so it is told once."""
    publisher = db.session.get_one(StandingReport, event.report_id).published_by_id
    area, training = db.session.get_one(Place, event.place_code).name, db.session.get_one(Training, event.training_id)
    people = set(_readers(event.training_id, event.place_code)) - {publisher}
    data = {"area": area, "number": training.number_of(Week.parse(event.week))}
    url = f"/reports/{event.place_code}/{event.week}"
    tell_all(people, "report_out", f"report:{event.report_id}", url, data, thing=("report", event.report_id))


def _readers(training_id: int, place_code: str) -> list[int]:
    """Administrators of the area or of one above it, and of the classes in it."""
    present = clock.now()
    above = [place_code[:length] for length in range(len(place_code) + 1)]
    areas = select(Appointment.person_id).where(
        Appointment.role == Role.AREA_ADMINISTRATOR, Appointment.place_code.in_(above), *_running(Appointment, present)
    )
    classes = (
        select(StaffAssignment.person_id)
        .join(Classroom, Classroom.id == StaffAssignment.classroom_id)
        .where(
            StaffAssignment.role == StaffRole.CLASS_ADMINISTRATOR,
            Classroom.training_id == training_id,
            Classroom.place_code.startswith(place_code, autoescape=True),
            *_running(StaffAssignment, present),
        )
    )
    return list(db.session.scalars(union(areas, classes)))


def _running(table: Any, present: datetime) -> tuple[ColumnElement[bool], ...]:
    return table.since <= present, or_(table.until.is_(None), table.until > present)
