"""Which rows of sent rosters mean a certain person, and which only somebody of the same name."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import ColumnElement, or_, select, union

from app.classrooms.models import Enrolment, StaffAssignment
from app.foundation.database import db
from app.people.models import Person, School
from app.roster.cells import SheetRow, understood
from app.roster.models import PersonalRecord, RosterChange, RosterImport, RosterRow
from app.roster.queries.merged import same_person
from app.roster.queries.secrets import the_sealer
from app.roster.sealing import NotOpened


@dataclass(frozen=True, slots=True)
class Someone:
    """What a roster knows somebody by: with the accounts that were merged, and where they ever were."""

    ids: frozenset[int]
    accounts: frozenset[str]
    identities: frozenset[str]
    phones: frozenset[str]
    schools: frozenset[int]
    school_keys: frozenset[str]
    classrooms: frozenset[int]

    @classmethod
    def of(cls, person_id: int) -> Self:
        ids = same_person(person_id)
        people = db.session.execute(select(Person.account, Person.school_id).where(Person.id.in_(ids))).all()
        schools = {row.school_id for row in people if row.school_id} | _former_schools(ids)
        keys = select(School.place_code, School.name).where(School.id.in_(schools))
        numbers = select(PersonalRecord.identity_index, PersonalRecord.phone_index)
        held = db.session.execute(numbers.where(PersonalRecord.person_id.in_(ids))).all()
        seats = [select(table.classroom_id).where(table.person_id.in_(ids)) for table in (Enrolment, StaffAssignment)]
        return cls(
            ids=frozenset(ids), accounts=frozenset(row.account for row in people),
            identities=frozenset(row.identity_index for row in held if row.identity_index),
            phones=frozenset(row.phone_index for row in held if row.phone_index), schools=frozenset(schools),
            school_keys=frozenset(f"{row.place_code}|{row.name}" for row in db.session.execute(keys)),
            classrooms=frozenset(db.session.scalars(union(*seats))),
        )  # fmt: skip

    def numbered_by(self, row: SheetRow) -> bool | None:
        """Whether the row says their account, identity number or telephone; None where it says none that is known."""
        index = the_sealer().index
        if row.account:
            return row.account in self.accounts
        if row.identity and self.identities:
            return index("identity", row.identity) in self.identities
        return True if row.phone and index("phone", row.phone) in self.phones else None

    def fits(self, detail: Mapping[str, Any]) -> bool:
        """Whether they were ever of the row's school and class, as far as the row names them."""
        if detail.get("classroom", 0) and detail["classroom"] not in self.classrooms:
            return False
        if "school_key" in detail:
            return detail["school_key"] in self.school_keys
        return detail.get("school") is None or detail["school"] in self.schools


def rows_meaning(person: Person) -> list[RosterRow]:
    """Rows known to mean them, rows with their numbers, and rows of their name, school and class that fit nobody else."""
    meant, others = Someone.of(person.id), _namesakes(person)
    opened = {number: _opened(sealed) for number, sealed in db.session.execute(_sealed()).all()}
    looked_at = db.session.scalars(select(RosterRow).where(_worth_a_look(person, meant, opened))).all()
    return [
        row
        for row in looked_at
        if _means(row, opened.get(row.import_id, {}).get(row.number), meant, others, person.name)
    ]


def _means(row: RosterRow, typed: SheetRow | None, meant: Someone, others: list[Someone], name: str) -> bool:
    detail = json.loads(row.detail)
    if "person" in detail:
        return detail["person"] in meant.ids
    said = meant.numbered_by(typed) if typed else None
    if said is not None:
        return said
    if row.name != name or (typed and any(one.numbered_by(typed) for one in others)):
        return False
    return meant.fits(detail) and not any(one.fits(detail) for one in others)


def _worth_a_look(person: Person, meant: Someone, opened: Mapping[int, Mapping[int, SheetRow]]) -> ColumnElement[bool]:
    """Rows of their name or number, and those that carry an account or identity number of theirs under another name."""
    numbered = [RosterRow.detail.contains(f'"person": {number}{end}') for number in meant.ids for end in ",}"]
    index = the_sealer().index
    for import_id, rows in opened.items():
        theirs = [
            row.number
            for row in rows.values()
            if row.account in meant.accounts or (row.identity and index("identity", row.identity) in meant.identities)
        ]
        numbered.append((RosterRow.import_id == import_id) & RosterRow.number.in_(theirs))
    return or_(RosterRow.name == person.name, *numbered)


def _sealed() -> Any:
    return select(RosterImport.id, RosterImport.sealed).where(RosterImport.sealed.is_not(None))


def _opened(sealed: str) -> dict[int, SheetRow]:
    """The rows of a roster by their numbers; none where it can no longer be opened."""
    try:
        typed = json.loads(the_sealer().open_long(sealed))
    except NotOpened:
        return {}
    return {row.number: row for row in map(understood, typed)}


def _namesakes(person: Person) -> list[Someone]:
    same = same_person(person.id)
    called = select(Person.id).where(Person.name == person.name, Person.id.not_in(same))
    return [Someone.of(number) for number in db.session.scalars(called)]


def _former_schools(ids: Collection[int]) -> set[int]:
    """Where rosters found them: somebody may teach elsewhere by now."""
    lines = select(RosterChange.before, RosterChange.after)
    theirs = lines.where(RosterChange.table_name == Person.__tablename__, RosterChange.row_key.in_(ids))
    told = [json.loads(text) for line in db.session.execute(theirs) for text in line if text]
    return {row["school_id"] for row in told if row.get("school_id")}
