"""The one bulk writer: many rows by the driver's own means, inside the running transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, text

from app.demo.operations.formats import copy_formats, html_of, sqlite_formats
from app.demo.planning.tables import COLUMNS, NUMBERED_WHEN_WRITTEN, Row, Rows
from app.foundation.database import Base
from app.foundation.markup import VERSION, characters

CHUNK = 2_000
FEW = 500  # rows of a table whose size nobody needs to know


class BulkWriter:
    """Writes plans' rows into an open connection; `written` counts them by table."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.written: Counter[str] = Counter()
        self._next_id: dict[str, int] = {}
        self._looked_at: Counter[str] = Counter()

    def write(self, rows: Rows) -> None:
        """Rows by table, tables in the order in which they lean on each other."""
        for table in COLUMNS:
            if rows.get(table):
                self._write_table(table, self._completed(table, rows[table]))
                self.written[table] += len(rows[table])
                self._look_at(table)

    def finish(self) -> None:
        """Let the database count on from where we stopped, and look at what it holds."""
        if not self.is_sqlite:
            for table in [name for name, columns in COLUMNS.items() if columns[0] == "id"]:
                self.connection.execute(
                    text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
                )
        self.connection.execute(text("ANALYZE"))

    def _look_at(self, table: str) -> None:
        """Let PostgreSQL learn how large a table is that others refer to, each time it has doubled.

        Each reference written is looked up by a plan of its own, which is kept: one made while the table seemed empty reads
        any index from end to end, a thousand times as much as it has to.
        """
        if not self.is_sqlite and table in _referred_to() and self.written[table] > 2 * self._looked_at[table] + FEW:
            self.connection.execute(text(f"ANALYZE {table}"))
            self._looked_at[table] = self.written[table]

    def _completed(self, table: str, rows: list[Row]) -> Iterable[Row]:
        """Rows with their number, if they have none yet, and with what follows from a text."""
        if table in NUMBERED_WHEN_WRITTEN:
            first = self._first_id(table)
            self._next_id[table] = first + len(rows)
            rows = [(number, *row) for number, row in enumerate(rows, first)]
        derived = derived_columns(table)
        if not derived:
            return rows
        place = COLUMNS[table].index("text")
        return (row + _follow(str(row[place]), derived) for row in rows)

    def _first_id(self, table: str) -> int:
        if table not in self._next_id:
            highest = self.connection.execute(text(f"SELECT max(id) FROM {table}")).scalar()  # noqa: S608
            self._next_id[table] = (highest or 0) + 1
        return self._next_id[table]

    def _write_table(self, table: str, rows: Iterable[Row]) -> None:
        columns = _columns(table)
        names = ", ".join(column.name for column in columns)
        raw: Any = self.connection.connection.driver_connection
        if self.is_sqlite:
            marks = ", ".join("?" * len(columns))
            raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", _for_sqlite(columns, rows))  # noqa: S608
            return
        with raw.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for chunk in _for_copy(columns, rows):
                copy.write(chunk)


@cache
def _referred_to() -> frozenset[str]:
    return frozenset(key.column.table.name for table in Base.metadata.sorted_tables for key in table.foreign_keys)


def derived_columns(table: str) -> list[str]:
    """Columns of a table that follow from its text."""
    if "text" not in COLUMNS[table]:
        return []
    return [name for name in ("html", "markup_version", "characters") if name in Base.metadata.tables[table].c]


def _columns(table: str) -> list[Column[Any]]:
    known = Base.metadata.tables[table].c
    return [known[name] for name in (*COLUMNS[table], *derived_columns(table))]


def _follow(text_: str, derived: list[str]) -> Row:
    values = {"markup_version": VERSION}
    made = (html_of(text_) if name == "html" else values.get(name) or characters(text_) for name in derived)
    return tuple(made)


def _for_sqlite(columns: list[Column[Any]], rows: Iterable[Row]) -> Iterator[Row]:
    formats = [(place, convert) for place, convert in enumerate(sqlite_formats(columns)) if convert]
    for row in rows:
        values = list(row)
        for place, convert in formats:
            values[place] = convert(values[place])
        yield tuple(values)


def _for_copy(columns: list[Column[Any]], rows: Iterable[Row]) -> Iterator[str]:
    formats, waiting = copy_formats(columns), iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        lines = ["\t".join([convert(value) for convert, value in zip(formats, row, strict=True)]) for row in chunk]
        yield "\n".join(lines) + "\n"
