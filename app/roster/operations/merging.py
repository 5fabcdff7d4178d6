"""Two accounts of one person become one: works stay under the account and in the class where they were made.

So no figure of any class changes; the former account can no longer be signed in to, and whoever stays may read what it
holds. Its seat, its work for classes and its numbers go over to the account that stays, where that has none.
"""

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Enrolment, StaffAssignment, StaffRole
from app.classrooms.operations import assign_staff, enrol, leave, relieve_staff
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Person, Role
from app.people.operations import disable_person, end_sessions
from app.people.policy import scopes_of
from app.people.queries import get_person
from app.roster.events import AccountsMerged
from app.roster.models import PersonalRecord, PersonMerge
from app.roster.operations.ledger import Ledger
from app.roster.operations.single import noted
from app.roster.queries.acts import runs_roster_of

NUMBERS = ("identity", "phone")


def merge_accounts(by_id: int, kept_id: int, former_id: int) -> int:
    """Let one account stay for both; gives the act's number."""
    with transaction() as session:
        kept, former = _both(by_id, kept_id, former_id)
        told = {"kept": kept.account, "former": former.account}
        with noted("merge", by_id, kept_id, told, other_id=former_id) as ledger:
            ledger.change(Person, [former_id, kept_id])
            _pass_seat_on(ledger, kept_id, former_id, by_id)
            _pass_work_on(ledger, kept_id, former_id, by_id)
            _pass_numbers_on(ledger, kept_id, former_id)
            disable_person(former_id, by_id)
            end_sessions(kept_id, by_id)
            session.add(PersonMerge(former_id=former_id, kept_id=kept_id, merged_at=clock.now()))
            session.flush()
            ledger.came(PersonMerge, former_id)
            record(AccountsMerged(former_id, kept_id), by_id)
        return ledger.act_id


def _both(by_id: int, kept_id: int, former_id: int) -> tuple[Person, Person]:
    if kept_id == former_id:
        raise Refused(_("这是同一个账号，请写另一个账号。"), "other")
    found = {number: locked(Person, Person.id == number) for number in sorted((kept_id, former_id))}
    kept, former = found[kept_id], found[former_id]
    viewer = get_person(by_id)
    if kept is None or former is None or not all(runs_roster_of(viewer, number) for number in found):
        raise NotFound
    if not (kept.is_active and former.is_active):
        raise Refused(_("其中一个账号已经停用，不能合并。"), "other")
    if scopes_of(get_person(former_id), *Role):
        raise Refused(_("要停用的账号还担任着管理职务，请先由项目组撤销职务。"), "other")
    return kept, former


def _pass_seat_on(ledger: Ledger, kept_id: int, former_id: int, by_id: int) -> None:
    for seat in db.session.scalars(
        select(Enrolment).where(Enrolment.person_id == former_id, Enrolment.until.is_(None))
    ):
        ledger.change(Enrolment, [seat.id])
        leave(former_id, seat.classroom_id, by_id=by_id)
        own = select(Enrolment.id).where(
            Enrolment.person_id == kept_id, Enrolment.training_id == seat.training_id, Enrolment.until.is_(None)
        )
        if db.session.scalar(own) is None:
            ledger.came(Enrolment, enrol(kept_id, seat.classroom_id, by_id=by_id))


def _pass_work_on(ledger: Ledger, kept_id: int, former_id: int, by_id: int) -> None:
    held = select(StaffAssignment).where(StaffAssignment.until.is_(None))
    for work in db.session.scalars(held.where(StaffAssignment.person_id == former_id)).all():
        role = StaffRole(work.role)
        ledger.change(StaffAssignment, [work.id])
        relieve_staff(former_id, work.classroom_id, role, by_id=by_id)
        same = held.where(
            StaffAssignment.person_id == kept_id,
            StaffAssignment.classroom_id == work.classroom_id,
            StaffAssignment.role == role,
        )
        if db.session.scalars(same).first() is None:
            assign_staff(kept_id, work.classroom_id, role, by_id=by_id)
            ledger.came(StaffAssignment, db.session.scalars(same).one().id)


def _pass_numbers_on(ledger: Ledger, kept_id: int, former_id: int) -> None:
    """Numbers that only the former account had; an identity number stands at one account alone."""
    former = db.session.get(PersonalRecord, former_id)
    if former is None:
        return
    kept = db.session.get(PersonalRecord, kept_id)
    ledger.change(PersonalRecord, [former_id, kept_id])
    if kept is None:
        kept = PersonalRecord(person_id=kept_id)
        db.session.add(kept)
    for name in NUMBERS:
        index, sealed = f"{name}_index", f"{name}_sealed"
        if getattr(kept, index, None) is None and getattr(former, index) is not None:
            values = getattr(former, index), getattr(former, sealed)
            setattr(former, index, None)
            setattr(former, sealed, None)
            db.session.flush()
            setattr(kept, index, values[0])
            setattr(kept, sealed, values[1])
    db.session.flush()
