"""Reading what belongs to a person out of every table, by the catalogue."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Table, Text, select

from app.datarights.catalogue import FILES, HOLDINGS, NOT_THEIRS, Fate, Holding
from app.foundation.database import Base, db
from app.notifications.models import Notice
from app.notifications.policy import notices_open_to
from app.people.queries import get_person

PEOPLE = "people"
OWNERS = ("person_id", "author_id")
NEVER = ("password_hash", "session_version")


def table_called(name: str) -> Table:
    return Base.metadata.tables[name]


def all_holdings() -> list[Holding]:
    """The catalogue, and every table that names a person and does not stand in it."""
    tables = Base.metadata.tables
    listed = [holding for holding in HOLDINGS if holding.table in tables]
    known = {holding.table for holding in listed} | NOT_THEIRS | {PEOPLE}
    return listed + [
        _unlisted(table) for table in Base.metadata.sorted_tables if table.name not in known and _owner(table)
    ]


def tables_with_files() -> dict[str, tuple[str, str]]:
    """Tables that speak of stored files, and by which parent they are somebody's."""
    return {name: parent for name, parent in FILES.items() if name in Base.metadata.tables}


def rows_of(holding: Holding, person_id: int, *, is_own: bool = True) -> list[dict[str, Any]]:
    """The rows that belong to a person, without what is not for them; others get what others may read."""
    if holding.private and not is_own:
        return []
    table = table_called(holding.table)
    columns = [column for column in table.columns if column.name not in holding.hidden]
    statement = select(*columns).where(belongs(holding, person_id, is_own=is_own)).order_by(*table.primary_key.columns)
    if holding.table == Notice.__tablename__:  # a notice names its thing, which may be hidden from them by now
        statement = statement.where(notices_open_to(get_person(person_id)))
    return [dict(row._mapping) for row in db.session.execute(statement)]


def belongs(holding: Holding, person_id: int, *, is_own: bool = True) -> ColumnElement[bool]:
    """The condition by which rows are somebody's, all of them or those that others may read."""
    table = table_called(holding.table)
    condition = _owned(holding, table, person_id, is_own)
    if not is_own and holding.shown_when:
        condition = condition & table.c[holding.shown_when].is_not(None)
    if not is_own and holding.shown_unless:
        condition = condition & table.c[holding.shown_unless].is_(None)
    return condition


def _owned(holding: Holding, table: Table, person_id: int, is_own: bool) -> ColumnElement[bool]:
    if holding.parent is not None:
        column, parent = holding.parent
        owner = next(one for one in HOLDINGS if one.table == parent)
        ids = select(table_called(parent).c.id).where(belongs(owner, person_id, is_own=is_own))
        return table.c[column].in_(ids)
    condition = table.c[holding.owner] == person_id
    if holding.where is not None:
        name, value = holding.where
        condition = condition & (table.c[name] == value)
    return condition


def references_to(name: str, column: str) -> Iterator[tuple[Table, str]]:
    """Columns of all tables that name a row of this one."""
    for table in Base.metadata.sorted_tables:
        for key in _keys(table):
            if key.column.table.name == name and key.column.name == column:
                yield table, key.parent.name


def _owner(table: Table) -> str | None:
    named = {key.parent.name for key in _keys(table) if key.column.table.name == PEOPLE}
    return next((name for name in OWNERS if name in named), None)


def _unlisted(table: Table) -> Holding:
    """Handed out whole, its long texts erased."""
    texts = [column for column in table.columns if isinstance(column.type, Text) and not column.primary_key]
    erased = {column.name: Fate.NULL if column.nullable else Fate.WORDS for column in texts}
    secret = tuple(column.name for column in table.columns if column.name.endswith(("hash", "digest", "cipher")))
    return Holding(table.name, table.name, owner=_owner(table) or "person_id", erased=erased, hidden=secret)


def _keys(table: Table) -> list[ForeignKey]:
    return sorted(table.foreign_keys, key=lambda key: key.parent.name)
