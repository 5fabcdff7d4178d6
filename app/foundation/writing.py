"""Changes that are built once: an INSERT, UPDATE or DELETE becomes SQL by its first making and takes plain values.

A `Change` is a `Question`'s counterpart for acts that many make at once. Values named like a column of the table are
written into it; those named like a `bindparam` of the statement go there. What it returns are plain rows.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect

from app.foundation.database import db
from app.foundation.statements import Rows, Wording, connection_in_use, run, run_many, word


class Change:
    """One statement that writes; entities of the same rows that were read before do not learn of it."""

    def __init__(self, build: Callable[[], Any]) -> None:
        self._build = build
        self._wordings: dict[tuple[str, ...], Wording] = {}

    def make(self, **values: Any) -> int:
        """Write, and give how many rows it touched."""
        return self._run(values)[2]

    def first(self, **values: Any) -> Any:
        """Write, and give the first row of what it returns, or None."""
        wording, rows, _ = self._run(values)
        return wording.read(rows[0]) if rows else None

    def one(self, **values: Any) -> Any:
        """Write, and give the only value that it returns, or None."""
        row = self.first(**values)
        return None if row is None else row[0]

    def make_all(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write with the values of each row in turn; all rows have the same names."""
        if rows:
            connection, wording = self._worded(rows[0])
            run_many(connection, wording, rows)

    def _run(self, values: Mapping[str, Any]) -> tuple[Wording, Rows, int]:
        connection, wording = self._worded(values)
        return wording, *run(connection, wording, values)

    def _worded(self, values: Mapping[str, Any]) -> tuple[Connection, Wording]:
        if not db.session().info.get("writing"):
            raise RuntimeError("rows are changed inside a transaction")
        connection = connection_in_use()
        key = (connection.dialect.name, *values)
        wording = self._wordings.get(key)
        if wording is None:
            wording = self._wordings[key] = self._word(connection.dialect, values)
        return connection, wording

    def _word(self, dialect: Dialect, values: Mapping[str, Any]) -> Wording:
        statement = self._build()
        if statement.is_insert and not statement.exported_columns:
            statement = statement.inline()  # else PostgreSQL would be made to tell each new number
        wording = word(statement, dialect, [name for name in values if name in statement.table.columns])
        unknown = set(values).difference(wording.names)
        if unknown:
            raise TypeError(f"the statement has no place for {', '.join(sorted(unknown))}")
        return wording
