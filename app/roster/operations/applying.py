"""A roster that was decided on is applied: all of it or nothing, and each changed row is put down for taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.events import LearnerEnrolled, LearnerLeft, LearnerTransferred, StaffAssigned
from app.classrooms.models import Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.events import record
from app.foundation.memory import collector_at_rest
from app.foundation.transactions import transaction
from app.people.events import SessionsEnded
from app.people.models import Person, School
from app.roster.cells import SheetRow
from app.roster.events import RosterImported
from app.roster.models import PersonalRecord, RosterAct, RosterImport
from app.roster.operations.drafting import compared, lay_out, open_import, rows_in, seen
from app.roster.operations.ledger import Ledger
from app.roster.outcomes import Comparison, Outcome
from app.roster.queries.rows import by_few, entities
from app.roster.queries.secrets import sealed_numbers
from app.roster.spelling import Accounts, sort_name, stage_of


def apply_import(person_id: int, import_id: int) -> bool:
    """Do what the page said would happen; False where the world has changed since, and the page now says otherwise."""
    with transaction() as session, collector_at_rest():
        sent = open_import(person_id, import_id)
        rows = rows_in(sent)
        comparison = compared(sent, person_id, rows)
        if seen(comparison) != sent.counts.get("seen"):
            lay_out(sent, person_id, rows)
            return False
        _refuse_undecided(sent, comparison)
        act = RosterAct(kind="import", import_id=sent.id, done_by_id=person_id, done_at=clock.now(), told={})
        session.add(act)
        session.flush()
        act.told = _Application(sent, rows, comparison, act).carry_out()
        told = (act.told["added"], act.told["changed"], act.told["moved"], act.told["ended"])
        record(RosterImported(sent.id, sent.training_id, *told), person_id)
        return True


def _refuse_undecided(sent: RosterImport, comparison: Comparison) -> None:
    if comparison.of("asked"):
        raise Refused(_("还有不认得的学校没有决定，请先逐个选好。"))
    if comparison.of("vanished") and "vanished" not in sent.decisions:
        raise Refused(_("名册里少了一些在班的学员，请先决定留下他们还是结束他们的学习。"))
    if not comparison.of("new", "changed", "moved", "vanished"):
        raise Refused(_("这份名册和库里完全一样，没有什么要导入的。"))


@dataclass(slots=True)
class _Application:
    sent: RosterImport
    rows: Sequence[SheetRow]
    comparison: Comparison
    act: RosterAct

    def carry_out(self) -> dict[str, int]:
        """Schools, people, numbers, seats, in this order; gives what was done, by kind."""
        ledger = Ledger(self.act.id)
        typed = {row.number: row for row in self.rows}
        moves = self.sent.decisions.get("moved", "move") == "move"
        chosen = self.comparison.of("new", "changed", *(("moved",) if moves else ()))
        schools = self._schools(ledger, chosen, typed)
        newcomers = self._people(ledger, chosen, schools)
        placed = [(one, one.person_id or newcomers[one.key]) for one in chosen]
        leaving = self.comparison.of("vanished") if self.sent.decisions.get("vanished") == "end" else []
        self._touch(ledger, placed, leaving, schools)
        self._numbers(ledger, placed, typed)
        self._seats(ledger, placed, leaving)
        ledger.write()
        return {
            "added": sum(one.kind == "new" for one in chosen), "people": len(newcomers), "schools": len(schools),
            "changed": sum(one.kind == "changed" for one in chosen), "moved": sum(one.kind == "moved" for one in chosen),
            "ended": len(leaving),
        }  # fmt: skip

    @property
    def at(self) -> datetime:
        return self.act.done_at

    def _schools(self, ledger: Ledger, chosen: list[Outcome], typed: dict[int, SheetRow]) -> dict[str, int]:
        """Schools that somebody said are new, by their keys."""
        keys = {one.school_key: typed[one.number].stage for one in chosen if one.school_key}
        rows = [
            {"place_code": key.split("|", 1)[0], "name": key.split("|", 1)[1], "stage": stage or stage_of(key)}
            for key, stage in keys.items()
        ]
        return dict(zip(keys, ledger.add(School, rows), strict=True))

    def _people(self, ledger: Ledger, chosen: list[Outcome], schools: dict[str, int]) -> dict[str, int]:
        """Accounts for those who have none, by their keys; nobody gets a password here."""
        accounts = Accounts(db.session.scalars(select(Person.account)))
        wished = {row.number: row.account for row in self.rows}
        keys = {one.key: one for one in reversed(chosen) if one.person_id is None}
        rows: list[dict[str, Any]] = [
            {
                "account": wished[one.number] or accounts.give(one.name), "name": one.name, "sort_name": sort_name(one.name),
                "school_id": one.school_id or schools.get(one.school_key), "password_hash": None, "session_version": 1,
                "language": "zh", "is_demo": False, "created_at": self.at, "disabled_at": None,
            }
            for one in keys.values()
        ]  # fmt: skip
        return dict(zip(keys, ledger.add(Person, rows), strict=True))

    def _touch(
        self, ledger: Ledger, placed: list[tuple[Outcome, int]], leaving: list[Outcome], schools: dict[str, int]
    ) -> None:
        """Known people: another school, and the end of their sign-ins where what they may see changes."""
        moved = {person for one, person in placed if one.person_id and one.kind in ("new", "moved")}
        moved |= {one.person_id for one in leaving if one.person_id}
        taught = {
            person: one.school_id or schools[one.school_key]
            for one, person in placed
            if one.person_id and "school" in one.changes
        }
        wanted = sorted(moved | taught.keys())
        ledger.change(Person, wanted)
        for person in entities(Person, wanted):
            person.school_id = taught.get(person.id, person.school_id)
            if person.id in moved:
                person.session_version += 1
                record(SessionsEnded(person.id), self.act.done_by_id)

    def _numbers(self, ledger: Ledger, placed: list[tuple[Outcome, int]], typed: dict[int, SheetRow]) -> None:
        """Identity numbers and telephones, sealed; what a roster does not say stays as it is."""
        told = {
            person: typed[one.number] for one, person in placed if typed[one.number].identity or typed[one.number].phone
        }
        known = {
            record.person_id: record
            for record in entities(PersonalRecord, [one.person_id for one, _ in placed if one.person_id])
        }
        ledger.change(PersonalRecord, [person for person in told if person in known])
        rows = []
        for person, row in told.items():
            said = sealed_numbers(row.identity, row.phone)
            if person in known:
                for name, value in said.items():
                    if value and not (name.startswith("identity") and known[person].identity_index):
                        setattr(known[person], name, value)
            else:
                rows.append({"person_id": person, **said})
        ledger.add(PersonalRecord, rows)

    def _seats(self, ledger: Ledger, placed: list[tuple[Outcome, int]], leaving: list[Outcome]) -> None:
        """Seats end, then begin, at the same instant; works stay where they were done."""
        learners = [(one, person) for one, person in placed if one.role == "learner" and one.kind in ("new", "moved")]
        ending = [person for one, person in learners if one.kind == "moved"] + [one.person_id or 0 for one in leaving]
        held = select(Enrolment.id).where(Enrolment.training_id == self.sent.training_id, Enrolment.until.is_(None))
        seats = [
            seat for few in by_few(ending) for seat in db.session.scalars(held.where(Enrolment.person_id.in_(few)))
        ]
        ledger.change(Enrolment, seats)
        for seat in entities(Enrolment, seats):
            seat.until = self.at
        db.session.flush()
        training = self.sent.training_id
        rows = [
            {
                "person_id": person,
                "training_id": training,
                "classroom_id": one.classroom_id,
                "since": self.at,
                "until": None,
            }
            for one, person in learners
        ]
        for (one, person), enrolment in zip(learners, ledger.add(Enrolment, rows), strict=True):
            self._tell_of_seat(one, person, enrolment)
        for one in leaving:
            record(LearnerLeft(one.person_id or 0, one.classroom_id or 0), self.act.done_by_id)
        self._staff(ledger, [(one, person) for one, person in placed if one.role != "learner" and one.kind == "new"])

    def _staff(self, ledger: Ledger, placed: list[tuple[Outcome, int]]) -> None:
        rows = [
            {"classroom_id": one.classroom_id, "person_id": person, "role": one.role, "since": self.at, "until": None}
            for one, person in placed
        ]
        ledger.add(StaffAssignment, rows)
        for one, person in placed:
            record(StaffAssigned(person, one.classroom_id or 0, one.role), self.act.done_by_id)

    def _tell_of_seat(self, one: Outcome, person: int, enrolment: int) -> None:
        room = one.classroom_id or 0
        if one.kind == "moved":
            record(LearnerTransferred(enrolment, person, one.from_classroom_id or 0, room), self.act.done_by_id)
        else:
            record(LearnerEnrolled(enrolment, person, room), self.act.done_by_id)
