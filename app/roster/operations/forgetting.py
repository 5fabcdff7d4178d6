"""Somebody's data are erased: their rows go out of every roster that was sent and out of every ledger."""

import json
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, or_, select

from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.roster.models import RosterAct, RosterChange, RosterImport, RosterRow
from app.roster.queries.meant import rows_meaning
from app.roster.queries.merged import same_person
from app.roster.queries.secrets import the_sealer
from app.roster.sealing import NotOpened

LEDGERS = ("people", "personal_records", "person_merges")


def former_accounts(person_id: int) -> list[Person]:
    """Accounts of the same person that were merged into this one, and into those before it."""
    former = same_person(person_id) - {person_id}
    return list(db.session.scalars(select(Person).where(Person.id.in_(former)).order_by(Person.id)))


def forget_in_rosters(person: Person, account: str, instead: str) -> None:
    """Before the name and the numbers go: by them are found the rows that name nobody's number. What was done to others
    by the same acts can still be undone."""
    with transaction() as session:
        theirs: dict[int, list[RosterRow]] = defaultdict(list)
        for row in rows_meaning(person):
            theirs[row.import_id].append(row)
            row.name = instead
        for import_id, rows in theirs.items():
            _unseal(session.get_one(RosterImport, import_id), {row.number for row in rows})
        for act in session.scalars(select(RosterAct).where(*_merges(person.id))):
            act.told = {name: account if value == person.account else value for name, value in act.told.items()}
        named = RosterChange.table_name.in_(LEDGERS), RosterChange.row_key == person.id
        session.execute(delete(RosterChange).where(*named))


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
