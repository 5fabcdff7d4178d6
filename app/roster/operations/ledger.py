"""What an act changes, row by row, so that it can be taken back: rows as they were, rows as they became."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, update

from app.foundation.bulk import add_rows
from app.foundation.database import Base, db
from app.foundation.dialects import table_of
from app.people.models import Person
from app.roster.models import RosterChange
from app.roster.queries.changes import Line
from app.roster.queries.rows import as_text, by_few, from_text, key_of, rows_of

Row = dict[str, Any]


class Ledger:
    """Adds and changes rows for one act; `write` puts down what became of them."""

    def __init__(self, act_id: int) -> None:
        self.act_id = act_id
        self._lines: list[tuple[str, int, str | None, str | None]] = []
        self._watched: dict[tuple[type[Base], int], str | None] = {}

    def add(self, model: type[Base], rows: Sequence[Row]) -> list[int]:
        """Add rows that say all their columns but the number, and give their numbers in the same order."""
        if not rows:
            return []
        table = table_of(model)
        key = key_of(table)
        if key in rows[0]:
            add_rows(model, rows)
            numbers = [int(row[key]) for row in rows]
        else:
            statement = insert(table).returning(table.c[key], sort_by_parameter_order=True)
            numbers = [int(number) for number in db.session.scalars(statement, list(rows))]
        for number, row in zip(numbers, rows, strict=True):
            self._lines.append((table.name, number, None, as_text({**row, key: number})))
        return numbers

    def change(self, model: type[Base], numbers: Iterable[int]) -> None:
        """Remember rows as they are now; what becomes of them is looked up by `write`."""
        wanted = [number for number in dict.fromkeys(numbers) if (model, number) not in self._watched]
        known = rows_of(table_of(model), wanted)
        for number in wanted:
            self._watched[model, number] = as_text(known[number]) if number in known else None

    def came(self, model: type[Base], number: int) -> None:
        """A row that another operation has just added."""
        self._watched[model, number] = None

    def write(self) -> None:
        """Put down every change; a row that stayed as it was is none."""
        db.session.flush()
        for model in dict.fromkeys(model for model, _ in self._watched):
            table = table_of(model)
            numbers = [number for kind, number in self._watched if kind is model]
            now = rows_of(table, numbers)
            for number in numbers:
                before, after = self._watched[model, number], as_text(now[number]) if number in now else None
                if before != after:
                    self._lines.append((table.name, number, before, after))
        names = ("act_id", "position", "table_name", "row_key", "before", "after")
        add_rows(
            RosterChange,
            [dict(zip(names, (self.act_id, place, *line), strict=True)) for place, line in enumerate(self._lines)],
        )


def put_back(table: Table, lines: Sequence[Line]) -> None:
    """Make rows what they were before: those that had no before go, all others are as they were."""
    key = table.c[key_of(table)]
    for few in by_few(number for number, before, _after in lines if before is None):
        db.session.execute(delete(table).where(key.in_(few)))
    now = rows_of(table, [number for number, before, _after in lines if before is not None])
    for number, before, after in lines:
        if before is None:
            continue
        row = _with_sign_ins_ended(table, from_text(table, before), from_text(table, after or "{}"), now.get(number))
        statement = update(table).where(key == number) if number in now else insert(table)
        db.session.execute(statement.values(row))


def _with_sign_ins_ended(table: Table, before: Row, after: Row, now: Row | None) -> Row:
    """Whoever signed in or out since is signed out by this; an old sign-in must not come to life again."""
    if table.name != Person.__tablename__ or now is None or now["session_version"] == after["session_version"]:
        return before
    return {**before, "session_version": now["session_version"] + 1}
