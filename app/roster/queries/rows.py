"""Rows of any table by their numbers, and as texts that can be compared and kept."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Date, Select, Table, select

from app.foundation.database import Base, Instant, db
from app.foundation.dialects import table_of

A_FEW = 400  # keys in one statement
Row = dict[str, Any]
Entity = TypeVar("Entity", bound=Base)


def by_few(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in portions that one statement takes."""
    listed = list(numbers)
    for first in range(0, len(listed), A_FEW):
        yield listed[first : first + A_FEW]


def entities(model: type[Entity], numbers: Iterable[int]) -> list[Entity]:
    """Rows as entities, by their numbers."""
    key = table_of(model).c[key_of(table_of(model))]
    return [one for few in by_few(numbers) for one in db.session.scalars(select(model).where(key.in_(few)))]


def key_of(table: Table) -> str:
    """The one column that numbers the rows of a table."""
    return str(next(iter(table.primary_key.columns)).name)


def rows_of(table: Table, numbers: Sequence[int]) -> dict[int, Row]:
    """Rows by their numbers, as they are now."""
    key, found = table.c[key_of(table)], {}
    for few in by_few(numbers):
        rows = db.session.execute(select(table).where(key.in_(few)))
        found.update({int(row[key.name]): dict(row) for row in rows.mappings()})
    return found


def rows_in(table: Table, keys: Select[Any]) -> dict[int, Row]:
    """Rows whose numbers a statement selects."""
    key = table.c[key_of(table)]
    return {int(row[key.name]): dict(row) for row in db.session.execute(select(table).where(key.in_(keys))).mappings()}


def as_text(row: Mapping[str, Any]) -> str:
    return json.dumps({name: _plain(value) for name, value in sorted(row.items())}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def from_text(table: Table, text: str) -> Row:
    return {name: _typed(table, name, value) for name, value in json.loads(text).items()}


def _typed(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    if isinstance(value, str) and isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(value, str) and isinstance(kind, Date) else value
