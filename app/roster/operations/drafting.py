"""A roster comes in: it is read, compared with what is known, and laid out for decisions; nothing else changes."""

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.bulk import add_rows
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.roster.cells import SheetRow, typed_rows, understood
from app.roster.comparing import compare
from app.roster.events import RosterSent
from app.roster.headings import Table
from app.roster.models import RosterAct, RosterImport, RosterRow
from app.roster.nearness import bare
from app.roster.outcomes import Comparison, Outcome
from app.roster.policy import may_import_into, may_read_import, runs_rosters
from app.roster.queries.registers import read_classrooms, read_register
from app.roster.queries.secrets import the_sealer
from app.roster.queries.trainings import other_training_of

KINDS = ("new", "changed", "moved", "vanished", "asked", "conflict", "bad", "left", "same")


def send_roster(person_id: int, training_id: int, file_name: str, table: Table, encoding: str) -> int:
    """Keep a roster that was read, sealed, with what it means; gives the import's number."""
    typed = typed_rows(table)
    with transaction() as session:
        _permit(person_id, training_id, [understood(row) for row in typed])
        sent = RosterImport(
            training_id=training_id, uploaded_by_id=person_id, uploaded_at=clock.now(), file_name=file_name[-120:],
            understood={
                "sheet": table.sheet, "encoding": encoding, "headings": [list(pair) for pair in table.headings.items()],
                "unused": [head[:40] for head in table.unused[:20]], "rows": len(typed), "questions": [],
            },
            decisions={}, counts={}, sealed=the_sealer().seal_long(json.dumps(typed, ensure_ascii=False)),
        )  # fmt: skip
        session.add(sent)
        session.flush()
        lay_out(sent, person_id, rows_in(sent))
        record(RosterSent(sent.id, training_id), person_id)
        return sent.id


def _permit(person_id: int, training_id: int, rows: Sequence[SheetRow]) -> None:
    """Refuse what was meant for another training: its classes are there, and not one of them is here."""
    person, training = get_person(person_id), db.session.get(Training, training_id)
    if not runs_rosters(person):
        raise Forbidden
    if training is None or not may_import_into(person, training):
        raise NotFound
    here = read_classrooms(training_id, person)
    words = {row.classroom for row in rows if row.classroom}
    if words and not any({bare(room.code), bare(room.name)} & {bare(word) for word in words} for room in here):
        other = other_training_of(words, training_id, person)
        if other:
            said = _(
                "名册里写的班，“%(here)s”里一个也没有，“%(other)s”里有。请看看是不是选错了期。",
                here=training.name,
                other=other,
            )
            raise Refused(said, "training")


def decide_import(person_id: int, import_id: int, decisions: dict[str, Any]) -> None:
    """Keep what a person decided, and lay the roster out anew in its light."""
    with transaction():
        sent = open_import(person_id, import_id)
        sent.decisions = {**sent.decisions, **decisions}
        lay_out(sent, person_id, rows_in(sent))


def open_import(person_id: int, import_id: int) -> RosterImport:
    """An import that is not applied yet, held by whoever may act on it."""
    sent = locked(RosterImport, RosterImport.id == import_id)
    if sent is None or not may_read_import(get_person(person_id), sent, db.session.get_one(Training, sent.training_id)):
        raise NotFound
    if db.session.query(RosterAct.id).filter_by(import_id=import_id).first() is not None:
        raise Refused(_("这份名册已经导入过了，请刷新页面看看。"))
    if sent.sealed is None:
        raise Refused(_("这份名册的内容已经按期清除了，请重新上传。"))
    return sent


def rows_in(sent: RosterImport) -> list[SheetRow]:
    """The rows of an import as they were meant."""
    return [understood(typed) for typed in json.loads(the_sealer().open_long(sent.sealed or ""))]


def lay_out(sent: RosterImport, person_id: int, rows: Sequence[SheetRow]) -> Comparison:
    """Compare with what is known now, and keep the outcome of each row."""
    comparison = compared(sent, person_id, rows)
    db.session.execute(delete(RosterRow).where(RosterRow.import_id == sent.id))
    add_rows(RosterRow, [_row(sent.id, one) for one in comparison.outcomes])
    count = Counter(one.kind for one in comparison.outcomes)
    sent.counts = {**{kind: count[kind] for kind in KINDS}, "seen": seen(comparison)}
    questions = [
        {
            "key": one.key,
            "name": one.name,
            "county": one.county,
            "rows": one.rows,
            "near": [list(pair) for pair in one.near],
        }
        for one in comparison.questions
    ]
    sent.understood = {**sent.understood, "questions": questions}
    return comparison


def compared(sent: RosterImport, person_id: int, rows: Sequence[SheetRow]) -> Comparison:
    register = read_register(sent.training_id, get_person(person_id))
    return compare(rows, register, the_sealer().index, sent.decisions.get("schools", {}))


def seen(comparison: Comparison) -> str:
    """A digest of all outcomes: what is applied is what was seen."""
    return sha256(repr(comparison.outcomes).encode("utf-8", "replace")).hexdigest()


def _row(import_id: int, one: Outcome) -> dict[str, Any]:
    detail = {
        "role": one.role, "classroom": one.classroom_id, "from": one.from_classroom_id, "person": one.person_id,
        "school": one.school_id, "school_key": one.school_key, "changes": one.changes, "reasons": one.reasons,
    }  # fmt: skip
    told = {name: value for name, value in detail.items() if value}
    return {
        "import_id": import_id, "number": one.number, "kind": one.kind, "name": one.name[:60],
        "detail": json.dumps(told, ensure_ascii=False),
    }  # fmt: skip
