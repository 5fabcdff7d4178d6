"""What an act changed, and whether it still stands as the act left it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, select

from app.foundation.database import Base, db
from app.roster.models import RosterChange
from app.roster.queries.rows import as_text, from_text, rows_in

Line = tuple[int, str | None, str | None]


def changes_of(act_id: int) -> dict[str, list[Line]]:
    """Number, before and after of each changed row, by table; tables and rows last changed first."""
    statement = (
        select(RosterChange.table_name, RosterChange.row_key, RosterChange.before, RosterChange.after)
        .where(RosterChange.act_id == act_id)
        .order_by(RosterChange.position.desc())
    )
    found: dict[str, list[Line]] = defaultdict(list)
    for table, number, before, after in db.session.execute(statement):
        found[table].append((number, before, after))
    return dict(found)


def changed_since(act_id: int, changes: Mapping[str, Sequence[Line]]) -> dict[str, int]:
    """By table how many rows are no longer as the act left them; one statement a table."""
    different: Counter[str] = Counter()
    for name, lines in changes.items():
        keys = select(RosterChange.row_key).where(RosterChange.act_id == act_id, RosterChange.table_name == name)
        now = rows_in(table_called(name), keys)
        for number, _before, after in lines:
            row = as_text(now[number]) if number in now else None
            different[name] += row != after and _bare(name, row) != _bare(name, after)
    return {name: count for name, count in different.items() if count}


def _bare(name: str, text: str | None) -> dict[str, Any] | None:
    """A row without what signing in and out changes."""
    if text is None:
        return None
    row = from_text(table_called(name), text)
    return {column: value for column, value in row.items() if column != "session_version"}


def table_called(name: str) -> Table:
    return Base.metadata.tables[name]
