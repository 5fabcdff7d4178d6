"""Reads that are built once: a statement becomes SQL by its first asking, its answers are plain rows.

Building a statement costs more than asking it. A `Question` is made where its module is loaded, takes its
values by the names of its `bindparam`s, and answers with named tuples of just the columns that were selected.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.types import TypeEngine

from app.foundation.database import db

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Wording:
    """A question in the words of one database, with what turns values into its own kinds and back."""

    sql: str
    order: Sequence[str] | None
    fixed: dict[str, Any]
    inward: dict[str, Convert]
    outward: list[tuple[int, Convert]]
    row: Callable[[Sequence[Any]], Any]

    def parameters(self, values: dict[str, Any]) -> Any:
        given = {name: _given(self.inward, name, value) for name, value in values.items()}
        named = {**self.fixed, **given}
        return named if self.order is None else tuple(named[name] for name in self.order)

    def read(self, found: Sequence[Any]) -> Any:
        if not self.outward:
            return self.row(found)
        values = list(found)
        for place, convert in self.outward:
            if values[place] is not None:
                values[place] = convert(values[place])
        return self.row(values)


class Question:
    """One SELECT with named values; lists of values are not among them, since their number would change the SQL."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._wordings: dict[str, _Wording] = {}

    def all(self, **values: Any) -> list[Any]:
        """Every row, each a named tuple."""
        wording, rows = self._ask(values)
        return [wording.read(row) for row in rows]

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        wording, rows = self._ask(values)
        return wording.read(rows[0]) if rows else None

    def one(self, **values: Any) -> Any:
        """The only value of the first row, or None."""
        row = self.first(**values)
        return None if row is None else row[0]

    def _ask(self, values: dict[str, Any]) -> tuple[_Wording, Sequence[Any]]:
        session = db.session()
        if session.info.get("writing"):
            session.flush()
        connection = session.connection()
        wording = self._wordings.get(connection.dialect.name) or self._word(connection.dialect)
        return wording, _rows(connection, wording.sql, wording.parameters(values))

    def _word(self, dialect: Dialect) -> _Wording:
        wording = self._wordings[dialect.name] = _word(self._build(), dialect)
        return wording


def _rows(connection: Connection, sql: str, parameters: Any) -> Sequence[Any]:
    """What the driver finds; where it fails the library asks again, since it knows what each failure means."""
    cursor = connection.connection.cursor()
    if connection.dispatch.before_cursor_execute:
        connection.dispatch.before_cursor_execute(connection, cursor, sql, parameters, None, False)
    try:
        cursor.execute(sql, parameters)
        rows: Sequence[Any] = cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error:
        return connection.exec_driver_sql(sql, parameters).fetchall()
    finally:
        cursor.close()
    return rows


def _word(statement: Any, dialect: Dialect) -> _Wording:
    """The question as SQL, with lists that are part of it written out."""
    compiled = statement.compile(dialect=dialect)
    written = compiled.construct_expanded_state(compiled.params)
    given = {name: _inward(bound.type, dialect) for bound, name in compiled.bind_names.items()}
    inward = {name: convert for name, convert in (given | dict(written.processors)).items() if convert}
    columns = statement.selected_columns
    outward = [(place, _outward(column.type, dialect)) for place, column in enumerate(columns)]
    return _Wording(
        sql=written.statement,
        order=written.positiontup,
        fixed={name: _given(inward, name, value) for name, value in written.parameters.items() if value is not None},
        inward=inward,
        outward=[(place, convert) for place, convert in outward if convert],
        row=_row(columns.keys()),
    )


def _given(inward: Mapping[str, Convert], name: str, value: Any) -> Any:
    return inward[name](value) if name in inward else value


def _row(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    return cast("Callable[[Sequence[Any]], Any]", kind._make)


def _inward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
