"""What a new training takes over from an old one: rules first, then classes and who works for them."""

from sqlalchemy import select

from app.administration.events import ClassroomOpened
from app.classrooms.models import Classroom, StaffAssignment, StaffRole, Training
from app.classrooms.operations import assign_staff
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import record
from app.people.models import Person
from app.rankings.models import PointsTable
from app.rankings.operations import publish_points_table


def copy_rules(old: Training, new: Training, by_id: int) -> None:
    """The newest points table of the old training is the first one of the new."""
    newest = select(PointsTable.rules).where(PointsTable.training_id == old.id).order_by(PointsTable.version.desc())
    rules = db.session.scalar(newest.limit(1))
    if rules is not None:
        publish_points_table(new.id, rules, Week.of_day(new.starts_on), by_id)


def copy_classrooms(old: Training, new: Training, by_id: int, *, with_staff: bool) -> None:
    """Classes of the same names at the same places, with codes of their own; learners are never taken over."""
    rooms = list(db.session.scalars(select(Classroom).where(Classroom.training_id == old.id).order_by(Classroom.id)))
    copies: dict[int, int] = {}
    for number, room in enumerate(rooms, 1):
        copy = Classroom(
            training_id=new.id, code=f"{new.code}-{number:02d}", name=room.name, place_code=room.place_code
        )
        db.session.add(copy)
        db.session.flush()
        copies[room.id] = copy.id
        record(ClassroomOpened(copy.id, new.id), by_id)
    if with_staff:
        for room_id, person_id, role in _staff_of(list(copies)):
            assign_staff(person_id, copies[room_id], StaffRole(role), by_id)


def _staff_of(classroom_ids: list[int]) -> list[tuple[int, int, str]]:
    """Those who worked for the old classes to their end and still have an account."""
    held = StaffAssignment
    statement = (
        select(held.classroom_id, held.person_id, held.role)
        .join(Person, Person.id == held.person_id)
        .where(held.classroom_id.in_(classroom_ids), held.until.is_(None), Person.disabled_at.is_(None))
        .order_by(held.id)
    )
    return [(room, person, role) for room, person, role in db.session.execute(statement)]
