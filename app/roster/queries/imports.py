"""Imports as pages show them: what was understood, the rows of each kind a page at a time, the history."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased, joinedload

from app.classrooms.models import Classroom, Enrolment, Training
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.people.models import Person, School
from app.roster.models import RosterAct, RosterChange, RosterImport, RosterRow
from app.roster.policy import imports_readable_by
from app.roster.queries.secrets import the_sealer

PAGE = 50
RETURNED = ("bad", "conflict", "left")
SENDER, UNDOER = aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with names in place of numbers."""

    number: int
    name: str
    role: str
    classroom: str
    before: str
    school: str
    person_id: int | None
    changes: Sequence[str]
    reasons: Sequence[tuple[str, dict[str, Any]]]


def get_import(import_id: int, viewer: Person) -> RosterImport:
    """An import that the viewer may read, with its training."""
    statement = (
        select(RosterImport)
        .join(RosterImport.training)
        .where(RosterImport.id == import_id, imports_readable_by(viewer))
        .options(joinedload(RosterImport.training))
    )
    sent = db.session.scalars(statement).first()
    if sent is None:
        raise NotFound
    return sent


def rows_of_kind(import_id: int, kind: str, page: int) -> list[ShownRow]:
    """One page of the rows that mean one thing, one more where there is another page."""
    statement = (
        select(RosterRow.number, RosterRow.name, RosterRow.detail)
        .where(RosterRow.import_id == import_id, RosterRow.kind == kind)
        .order_by(func.abs(RosterRow.number))
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    rows = [(number, name, json.loads(detail)) for number, name, detail in db.session.execute(statement)]
    rooms = _names(Classroom, {one.get(key) for _, _, one in rows for key in ("classroom", "from")})
    schools = _names(School, {one.get("school") for _, _, one in rows})
    return [_shown(number, name, detail, rooms, schools) for number, name, detail in rows]


def imports_of(viewer: Person, training_id: int, most: int = 30) -> list[Row[Any]]:
    """Past imports, newest first: id, file_name, uploaded_at, sender, counts, done_at, undone_at."""
    statement = (
        select(
            *(RosterImport.id, RosterImport.file_name, RosterImport.uploaded_at, SENDER.name.label("sender")),
            *(RosterImport.counts, RosterAct.done_at, RosterAct.undone_at, RosterAct.told),
        )
        .join(Training, Training.id == RosterImport.training_id)
        .join(SENDER, SENDER.id == RosterImport.uploaded_by_id)
        .outerjoin(RosterAct, RosterAct.import_id == RosterImport.id)
        .where(RosterImport.training_id == training_id, imports_readable_by(viewer))
        .order_by(RosterImport.uploaded_at.desc(), RosterImport.id.desc())
        .limit(most)
    )
    return list(db.session.execute(statement))


def rooms_to_activate(act_id: int) -> list[Row[Any]]:
    """Classes that got people who have never signed in: code, name, count."""
    count = func.count().label("count")
    statement = (
        select(Classroom.code, Classroom.name, count)
        .join(Enrolment, Enrolment.classroom_id == Classroom.id)
        .join(Person, Person.id == Enrolment.person_id)
        .join(RosterChange, RosterChange.row_key == Enrolment.id)
        .where(RosterChange.act_id == act_id, RosterChange.table_name == "enrolments", RosterChange.before.is_(None))
        .where(Enrolment.until.is_(None), Person.password_hash.is_(None))
        .group_by(Classroom.id)
        .order_by(Classroom.code)
    )
    return list(db.session.execute(statement))


def returned_rows(sent: RosterImport) -> tuple[dict[str, str], list[tuple[dict[str, Any], list[Any]]]]:
    """Headings by field, and each row that was not taken, as it was typed, with its reasons."""
    typed: dict[int, dict[str, Any]] = (
        {row["row"]: row for row in json.loads(the_sealer().open_long(sent.sealed))} if sent.sealed else {}
    )
    statement = (
        select(RosterRow.number, RosterRow.detail)
        .where(RosterRow.import_id == sent.id, RosterRow.kind.in_(RETURNED))
        .order_by(RosterRow.number)
    )
    found = [
        (typed.get(number, {"row": number}), json.loads(detail).get("reasons", []))
        for number, detail in db.session.execute(statement)
    ]
    return dict(sent.understood["headings"]), found


def _names(model: type[Classroom] | type[School], numbers: set[int | None]) -> dict[int, str]:
    statement = select(model.id, model.name).where(model.id.in_([number for number in numbers if number]))
    return {row.id: row.name for row in db.session.execute(statement)}


def _shown(number: int, name: str, detail: dict[str, Any], rooms: dict[int, str], schools: dict[int, str]) -> ShownRow:
    new_school = detail.get("school_key", "").partition("|")[2]
    return ShownRow(
        number=number,
        name=name,
        role=detail.get("role", "learner"),
        classroom=rooms.get(detail.get("classroom", 0), ""),
        before=rooms.get(detail.get("from", 0), ""),
        school=schools.get(detail.get("school", 0), "") or new_school,
        person_id=detail.get("person"),
        changes=detail.get("changes", ()),
        reasons=[(code, values) for code, values in detail.get("reasons", ())],
    )
