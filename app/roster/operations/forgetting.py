"""Somebody's data are erased: their rows go out of every roster that was sent and out of every ledger."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, delete, or_, select

from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.roster.models import PersonMerge, RosterAct, RosterChange, RosterImport, RosterRow
from app.roster.queries.secrets import the_sealer
from app.roster.sealing import NotOpened

LEDGERS = ("people", "personal_records", "person_merges")


def former_accounts(person_id: int) -> list[Person]:
    """Accounts of the same person that were merged into this one."""
    former = select(PersonMerge.former_id).where(PersonMerge.kept_id == person_id)
    return list(db.session.scalars(select(Person).where(Person.id.in_(former)).order_by(Person.id)))


def forget_in_rosters(person: Person, account: str, instead: str) -> None:
    """Before the name itself goes: by it are found the rows that name nobody's number. What was done to others by the
    same acts can still be undone."""
    with transaction() as session:
        theirs: dict[int, list[RosterRow]] = defaultdict(list)
        for row in _rows_of(person):
            theirs[row.import_id].append(row)
            row.name = instead
        for import_id, rows in theirs.items():
            _unseal(session.get_one(RosterImport, import_id), {row.number for row in rows})
        for act in session.scalars(select(RosterAct).where(*_merges(person.id))):
            act.told = {name: account if value == person.account else value for name, value in act.told.items()}
        named = RosterChange.table_name.in_(LEDGERS), RosterChange.row_key == person.id
        session.execute(delete(RosterChange).where(*named))


def _rows_of(person: Person) -> Iterator[RosterRow]:
    """Rows that were known to mean them; of those that name nobody, the ones that a roster would take to mean them."""
    numbered = or_(*(RosterRow.detail.contains(f'"person": {person.id}{end}') for end in ",}"))
    made = (
        select(RosterAct.import_id)
        .join(RosterChange, RosterChange.act_id == RosterAct.id)
        .where(RosterChange.table_name == "people", RosterChange.row_key == person.id, RosterChange.before.is_(None))
    )
    arrived_by = set(db.session.scalars(made))
    for row in db.session.scalars(select(RosterRow).where(or_(RosterRow.name == person.name, numbered))).all():
        detail = json.loads(row.detail)
        if "person" in detail:
            is_theirs = detail["person"] == person.id
        else:
            elsewhere = "school_key" in detail or detail.get("school") not in (None, person.school_id)
            is_theirs = row.import_id in arrived_by or not elsewhere
        if is_theirs:
            yield row


def _unseal(sent: RosterImport, numbers: Collection[int]) -> None:
    """The cells of these rows go; where the roster can no longer be opened, nothing in it can be read anyway."""
    if sent.sealed is None:
        return
    try:
        typed = json.loads(the_sealer().open_long(sent.sealed))
    except NotOpened:
        return
    rest = [row for row in typed if row["row"] not in numbers]
    sent.sealed = the_sealer().seal_long(json.dumps(rest, ensure_ascii=False))


def _merges(person_id: int) -> tuple[ColumnElement[bool], ...]:
    """A merge is remembered by the two accounts."""
    return RosterAct.kind == "merge", or_(RosterAct.person_id == person_id, RosterAct.other_id == person_id)
