"""Coming to a class, moving, leaving, working for it; the past is closed by a date and never rewritten.

Each of these changes what somebody may see, so it ends their sign-ins and with them their open sockets.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.classrooms.events import LearnerEnrolled, LearnerLeft, LearnerTransferred, StaffAssigned, StaffRelieved
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, StaffRole
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.operations import end_sessions


def enrol(person_id: int, classroom_id: int, by_id: int | None = None, at: datetime | None = None) -> int:
    """Seat a learner in a class and give the enrolment's id; one class at a time in one training."""
    at = _not_in_the_future(at)
    with transaction():
        classroom = _classroom(classroom_id)
        enrolment = _begin_enrolment(person_id, classroom, at)
        record(LearnerEnrolled(enrolment.id, person_id, classroom_id), by_id)
        end_sessions(person_id, by_id)
        return enrolment.id


def transfer(person_id: int, from_id: int, to_id: int, at: datetime | None = None, by_id: int | None = None) -> int:
    """Move a learner between two classes of a training: one enrolment ends at the instant the other begins."""
    at = _not_in_the_future(at)
    with transaction():
        before, target = _open_enrolment(person_id, from_id), _classroom(to_id)
        if target.id == before.classroom_id or target.training_id != before.training_id:
            raise Refused(_("只能转到同一期培训的另一个班级。"))
        _end(before, at)
        after = _begin_enrolment(person_id, target, at)
        record(LearnerTransferred(after.id, person_id, from_id, to_id), by_id)
        end_sessions(person_id, by_id)
        return after.id


def leave(person_id: int, classroom_id: int, at: datetime | None = None, by_id: int | None = None) -> None:
    """End a learner's time in a class; what was done there stays there."""
    at = _not_in_the_future(at)
    with transaction():
        _end(_open_enrolment(person_id, classroom_id), at)
        record(LearnerLeft(person_id, classroom_id), by_id)
        end_sessions(person_id, by_id)


def assign_staff(
    person_id: int, classroom_id: int, role: StaffRole, by_id: int | None = None, at: datetime | None = None
) -> None:
    """Give somebody work for a class; a second time changes nothing."""
    at = _not_in_the_future(at)
    with transaction():
        classroom = locked(Classroom, Classroom.id == classroom_id)  # twins wait here and then find the first
        if classroom is None:
            raise NotFound
        if _find_staff(person_id, classroom_id, role) is not None:
            return
        db.session.add(StaffAssignment(classroom_id=classroom.id, person_id=person_id, role=role, since=at))
        record(StaffAssigned(person_id, classroom_id, role), by_id)
        end_sessions(person_id, by_id)


def relieve_staff(
    person_id: int, classroom_id: int, role: StaffRole, by_id: int | None = None, at: datetime | None = None
) -> None:
    """End somebody's work for a class."""
    at = _not_in_the_future(at)
    with transaction():
        assignment = _find_staff(person_id, classroom_id, role)
        if assignment is None:
            raise NotFound
        _end(assignment, at)
        record(StaffRelieved(person_id, classroom_id, role), by_id)
        end_sessions(person_id, by_id)


def _begin_enrolment(person_id: int, classroom: Classroom, at: datetime) -> Enrolment:
    """The database's own rule decides, so that two at the same moment cannot both come through."""
    enrolment = Enrolment(person_id=person_id, training_id=classroom.training_id, classroom_id=classroom.id, since=at)
    db.session.add(enrolment)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(_("这位学员已经在这期培训的一个班级里了。")) from error
    return enrolment


def _end(held: Enrolment | StaffAssignment, at: datetime) -> None:
    if at <= held.since:
        raise Refused(_("结束的时间不能早于开始的时间。"))
    held.until = at
    db.session.flush()


def _open_enrolment(person_id: int, classroom_id: int) -> Enrolment:
    enrolment = locked(
        Enrolment, Enrolment.person_id == person_id, Enrolment.classroom_id == classroom_id, Enrolment.until.is_(None)
    )
    if enrolment is None:
        raise NotFound
    return enrolment


def _find_staff(person_id: int, classroom_id: int, role: StaffRole) -> StaffAssignment | None:
    return locked(
        StaffAssignment,
        StaffAssignment.person_id == person_id,
        StaffAssignment.classroom_id == classroom_id,
        StaffAssignment.role == role,
        StaffAssignment.until.is_(None),
    )


def _classroom(classroom_id: int) -> Classroom:
    classroom = db.session.get(Classroom, classroom_id)
    if classroom is None:
        raise NotFound
    return classroom


def _not_in_the_future(at: datetime | None) -> datetime:
    present = clock.now()
    if at is not None and at > present:
        raise Refused(_("这个时间还没有到。"))
    return at or present
