"""Opening a class, renaming it, placing it elsewhere, and who works for it."""

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.administration.events import ClassroomChanged, ClassroomOpened
from app.administration.models import Subject
from app.administration.operations.changes import keep_change
from app.administration.policy import held_by, may_administer_classroom
from app.administration.ranks import may_staff
from app.classrooms.models import Classroom, StaffRole, Training
from app.classrooms.operations import assign_staff, relieve_staff
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Person, Place
from app.people.queries import get_person


def open_classroom(by_id: int, training_id: int, code: str, name: str, place_code: str) -> Classroom:
    """A class at a place inside one's scope."""
    with transaction() as session:
        training = session.get(Training, training_id)
        if training is None:
            raise NotFound
        room = Classroom(training_id=training.id, code=code, name=name, place_code=_place(place_code))
        if not may_administer_classroom(get_person(by_id), room):
            raise Forbidden
        session.add(room)
        try:
            session.flush()
        except IntegrityError as fault:
            raise Refused(_("这个代号已经有一个班级用了，请换一个。"), "code") from fault
        record(ClassroomOpened(room.id, training.id), by_id)
        return room


def change_classroom(by_id: int, classroom_id: int, name: str, place_code: str, reason: str) -> None:
    """Another name or place from now on: whose scope holds the new place sees the class, its past with it."""
    with transaction():
        room = _held(classroom_id, by_id)
        if not may_staff(held_by(get_person(by_id)), _place(place_code)):
            raise Forbidden
        before, after = {"name": room.name, "place": room.place_code}, {"name": name, "place": place_code}
        if before == after:
            raise Refused(_("和现在的一样，没有什么要改的。"))
        room.name, room.place_code = name, place_code
        change_id = keep_change(Subject.CLASSROOM, room.id, "classroom", by_id, reason, before, after)
        record(ClassroomChanged(room.id, room.training_id, change_id), by_id)


def appoint_staff(by_id: int, classroom_id: int, person_id: int, role: StaffRole) -> None:
    """Give somebody work for a class; their sign-ins end, so that they come back with it."""
    with transaction():
        _held(classroom_id, by_id)
        person = get_person(person_id)
        if person.id == by_id:
            raise Refused(_("不能给自己安排工作，请一位同事来做。"), "who")
        if person.disabled_at is not None:
            raise Refused(_("这个账号已经停用。"), "who")
        assign_staff(person.id, classroom_id, role, by_id)


def end_staff(by_id: int, classroom_id: int, person_id: int, role: StaffRole) -> None:
    with transaction():
        _held(classroom_id, by_id)
        relieve_staff(person_id, classroom_id, role, by_id)


def _held(classroom_id: int, by_id: int) -> Classroom:
    by: Person = get_person(by_id)
    room = locked(Classroom, Classroom.id == classroom_id)
    if room is None or not may_administer_classroom(by, room):
        raise NotFound
    return room


def _place(code: str) -> str:
    if db.session.get(Place, code) is None:
        raise Refused(_("请选一处地方。"), "place")
    return code
