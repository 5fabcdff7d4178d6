"""Giving and ending roles over parts of the tree; a row has a since and an until and is never written over."""

from flask_babel import gettext as _

from app.administration.events import RoleEnded, RoleGiven
from app.administration.policy import may_give_role
from app.administration.queries.people import may_act_on
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Appointment, Person, Place, Role
from app.people.operations import end_sessions, refuse_last_of_team
from app.people.queries import get_person


def give_role(by_id: int, person_id: int, role: Role, place_code: str) -> int:
    """A role from this moment on; a second time changes nothing, and nobody gives themselves one."""
    with transaction() as session:
        person = _theirs_to_act_on(by_id, person_id)
        if session.get(Place, place_code) is None:
            raise Refused(_("请选一处地方。"), "place")
        if not may_give_role(get_person(by_id), person, role, place_code):
            raise Forbidden
        if person.disabled_at is not None:
            raise Refused(_("这个账号已经停用。"))
        known = _open(
            Appointment.person_id == person_id, Appointment.role == role, Appointment.place_code == place_code
        )
        if known is not None:
            return known.id
        row = Appointment(person_id=person_id, role=role, place_code=place_code, since=clock.now())
        session.add(row)
        session.flush()
        record(RoleGiven(person_id, row.id, role, place_code), by_id)
        end_sessions(person_id, by_id)
        return row.id


def end_role(by_id: int, person_id: int, appointment_id: int) -> None:
    """The role ends now; what was done in it stays. Somebody is always left in a project team."""
    with transaction():
        person = _theirs_to_act_on(by_id, person_id)
        if person.id == by_id:
            raise Refused(_("不能结束自己的职务，请一位同事来做。"))
        row = _open(Appointment.id == appointment_id, Appointment.person_id == person_id)
        if row is None:
            raise NotFound
        if not may_give_role(get_person(by_id), person, row.role, row.place_code):
            raise Forbidden
        if row.role == Role.PROJECT_TEAM:
            refuse_last_of_team(person_id)
        row.until = clock.now()
        db.session.flush()
        record(RoleEnded(person_id, row.id, row.role, row.place_code), by_id)
        end_sessions(person_id, by_id)


def _theirs_to_act_on(by_id: int, person_id: int) -> Person:
    """The person, held until the act is done, so that two who act on one role come one after the other."""
    if locked(Person, Person.id == person_id) is None:
        raise NotFound
    if not may_act_on(get_person(by_id), person_id):
        raise Forbidden
    return get_person(person_id)


def _open(*conditions: object) -> Appointment | None:
    return locked(Appointment, Appointment.until.is_(None), *conditions)
