"""What is done to one learner's seat: to another class, out of it, back into one; each can be taken back.

The seats themselves are the classrooms' own acts; here stands what came before and after.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Classroom, Enrolment
from app.classrooms.operations import enrol, leave, transfer
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.transactions import locked, transaction
from app.people.models import Person
from app.people.queries import get_person
from app.roster.models import RosterAct
from app.roster.operations.ledger import Ledger
from app.roster.policy import may_run_roster
from app.roster.queries.acts import runs_roster_of


def transfer_learner(by_id: int, person_id: int, to_code: str) -> int:
    """Move a learner to another class of the same training; gives the act's number."""
    with transaction():
        _permit(by_id, person_id)
        seat, target = _seat(person_id), _target(by_id, to_code)
        told = {"from": _name(seat.classroom_id), "to": target.name}
        with noted("transfer", by_id, person_id, told) as ledger:
            ledger.change(Enrolment, [seat.id])
            ledger.change(Person, [person_id])
            ledger.came(Enrolment, transfer(person_id, seat.classroom_id, target.id, by_id=by_id))
        return ledger.act_id


def let_learner_go(by_id: int, person_id: int) -> int:
    """End a learner's time in their class; what was done there stays there."""
    with transaction():
        _permit(by_id, person_id)
        seat = _seat(person_id)
        with noted("departure", by_id, person_id, {"from": _name(seat.classroom_id)}) as ledger:
            ledger.change(Enrolment, [seat.id])
            ledger.change(Person, [person_id])
            leave(person_id, seat.classroom_id, by_id=by_id)
        return ledger.act_id


def take_learner_back(by_id: int, person_id: int, to_code: str) -> int:
    """Give somebody who left a seat again, in whichever class."""
    with transaction():
        _permit(by_id, person_id)
        target = _target(by_id, to_code)
        with noted("return", by_id, person_id, {"to": target.name}) as ledger:
            ledger.change(Person, [person_id])
            ledger.came(Enrolment, enrol(person_id, target.id, by_id=by_id))
        return ledger.act_id


@contextmanager
def noted(kind: str, by_id: int, person_id: int, told: dict[str, Any], other_id: int | None = None) -> Iterator[Ledger]:
    """One act with the ledger of what it changes, written at its end."""
    act = RosterAct(kind=kind, person_id=person_id, other_id=other_id, done_by_id=by_id, done_at=clock.now(), told=told)
    db.session.add(act)
    db.session.flush()
    ledger = Ledger(act.id)
    yield ledger
    ledger.write()


def _permit(by_id: int, person_id: int) -> None:
    person = locked(Person, Person.id == person_id)
    if person is None or not runs_roster_of(get_person(by_id), person_id):
        raise NotFound
    if not person.is_active:
        raise Refused(_("这个账号已经停用，先恢复使用才能变动班级。"))


def _seat(person_id: int) -> Enrolment:
    seat = locked(Enrolment, Enrolment.person_id == person_id, Enrolment.until.is_(None))
    if seat is None:
        raise Refused(_("这位学员现在不在任何班级里。"))
    return seat


def _target(by_id: int, code: str) -> Classroom:
    room = db.session.scalars(select(Classroom).where(Classroom.code == code)).first()
    if room is None or not may_run_roster(get_person(by_id), room):
        raise Refused(_("没有找到这个班级，请从列表里选一个。"), "classroom")
    return room


def _name(classroom_id: int) -> str:
    return db.session.get_one(Classroom, classroom_id).name
