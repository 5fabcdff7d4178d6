"""One statement in the words of one database: built and compiled once, then only given its values.

What is asked goes straight to the driver's cursor; what fails is told in the library's words.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from app.foundation.database import db

Convert = Callable[[Any], Any]
Rows = Sequence[Sequence[Any]]
NO_LISTS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Wording:
    """SQL, with what turns values into the database's own kinds and back."""

    sql: str
    names: frozenset[str]
    order: Sequence[str] | None
    fixed: dict[str, Any]
    inward: dict[str, Convert]
    outward: list[tuple[int, Convert]]
    row: Callable[[Sequence[Any]], Any] | None
    lists: Mapping[str, Sequence[str]]
    places: Mapping[str, int]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        if self.lists:
            values = self._written_out(values)
        named = {**self.fixed, **values}
        for name, convert in self.inward.items():
            if name in values:
                named[name] = convert(values[name])
        return named if self.order is None else tuple([named[name] for name in self.order])

    def read(self, found: Sequence[Any]) -> Any:
        """A row as a named tuple in the tables' own kinds."""
        if self.row is None:
            raise TypeError("this statement gives no rows")
        if not self.outward:
            return self.row(found)
        values = list(found)
        for place, convert in self.outward:
            if values[place] is not None:
                values[place] = convert(values[place])
        return self.row(values)

    def _written_out(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Lists as one value after another; the last one stands for those for which there is room beyond it."""
        written = {name: value for name, value in values.items() if name not in self.lists}
        for name, places in self.lists.items():
            found = values[name]
            written.update(zip(places, [*found, *found[-1:] * (len(places) - len(found))], strict=True))
        return written


def plain_rows(statement: Any) -> list[list[Any]]:
    """The rows of a statement that is asked once, as lists: for thousands of which each is looked at once."""
    connection = connection_in_use()
    wording = word(statement, connection.dialect)
    rows = [list(row) for row in run(connection, wording, {})[0]]
    for place, convert in wording.outward:
        for row in rows:
            if row[place] is not None:
                row[place] = convert(row[place])
    return rows


def connection_in_use() -> Connection:
    """The session's connection; what an act has changed by way of entities is written first."""
    session = db.session()
    held: Connection | None = session.info.get("connection")
    if held is None:
        return session.connection()
    session.flush()
    return held


def word(statement: Any, dialect: Dialect, columns: Sequence[str] = (), sizes: Mapping[str, int] = NO_LISTS) -> Wording:
    """A statement as SQL, with lists that are part of it written out; `columns` are those that are written from values,
    `sizes` says how much room there is for each list that will be given."""
    compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    written = compiled.construct_expanded_state(compiled.params | {name: [None] * sizes[name] for name in sizes})
    lists = {name: written.parameter_expansion[name] for name in sizes}
    asked = {name for bound, name in compiled.bind_names.items() if bound.required} | set(columns)
    asked.update(name for places in lists.values() for name in places)
    given = {name: _inward(bound.type, dialect) for bound, name in compiled.bind_names.items()}
    inward = {name: convert for name, convert in (given | dict(written.processors)).items() if convert}
    fixed = {name: value for name, value in written.parameters.items() if name not in asked}
    fixed |= {column.key: column.default.arg for column in compiled.insert_prefetch if column.default.is_scalar}
    found = statement.selected_columns if statement.is_select else statement.exported_columns
    outward = [(place, _outward(column.type, dialect)) for place, column in enumerate(found)]
    return Wording(
        sql=written.statement,
        names=frozenset(written.parameters),
        order=written.positiontup,
        fixed={name: inward[name](value) if name in inward else value for name, value in fixed.items()},
        inward=inward,
        outward=[(place, convert) for place, convert in outward if convert],
        row=_row(found.keys()) if len(found) else None,
        lists=lists,
        places={name: place for place, name in enumerate(found.keys())},
    )


def run(connection: Connection, wording: Wording, values: Mapping[str, Any]) -> tuple[Rows, int]:
    """The rows that the driver finds, and how many rows it touched."""
    with _cursor(connection, wording.sql, parameters := wording.parameters(values), is_many=False) as cursor:
        cursor.execute(wording.sql, parameters)
        return (cursor.fetchall() if wording.row is not None else ()), cursor.rowcount


def run_many(connection: Connection, wording: Wording, rows: Iterable[Mapping[str, Any]]) -> None:
    """The same statement with many values."""
    parameters = [wording.parameters(values) for values in rows]
    with _cursor(connection, wording.sql, parameters, is_many=True) as cursor:
        cursor.executemany(wording.sql, parameters)


@contextmanager
def _cursor(connection: Connection, sql: str, parameters: Any, *, is_many: bool) -> Iterator[Any]:
    cursor = connection.connection.cursor()
    if connection.dispatch.before_cursor_execute:
        connection.dispatch.before_cursor_execute(connection, cursor, sql, parameters, None, is_many)
    try:
        yield cursor
    except connection.dialect.loaded_dbapi.Error as problem:
        raise _told(connection, problem, sql, parameters) from problem
    finally:
        cursor.close()


def _told(connection: Connection, problem: Exception, sql: str, parameters: Any) -> BaseException:
    """The problem in the library's words; a connection that broke is not used again."""
    dialect = connection.dialect
    is_broken = dialect.is_disconnect(cast("Any", problem), connection.connection, None)
    if is_broken:
        connection.invalidate(problem)
    return DBAPIError.instance(
        sql, parameters, problem, dialect.loaded_dbapi.Error,
        hide_parameters=True, connection_invalidated=is_broken, dialect=dialect,
    )  # fmt: skip


def _row(names: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    kind: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]
    return cast("Callable[[Sequence[Any]], Any]", kind._make)


def _inward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _outward(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
