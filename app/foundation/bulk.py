"""Many rows in one statement, without becoming objects.

SQLite takes them one by one in our own process. PostgreSQL gets them as one text that it takes apart itself: a further
row is then neither a message to it nor work of the driver on each of its values.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import JSON, Executable, Text, bindparam, cast, column, func, insert, select

from app.foundation.database import Base, db
from app.foundation.dialects import insert_or, is_sqlite, table_of
from app.foundation.writing import Change

Rows = Sequence[Mapping[str, Any]]
AS_SPELT = "as_spelt"  # the value under its own name would be spelt again, as the column's kind of value
ROWS = cast(bindparam("rows", type_=Text()), JSON)


def add_rows(model: type[Base], rows: Rows, spelt: str = "") -> None:
    """Add rows, all with the same columns; the values of the column `spelt` are JSON already, as text."""
    if rows and is_sqlite():
        _added(model, spelt).make_all(
            [{AS_SPELT if name == spelt else name: row[name] for name in row} for row in rows]
        )
    elif rows:
        statement = _taken_apart(model, tuple(rows[0]))
        db.session.execute(statement, {"rows": _as_text(rows) if not spelt else _spliced(rows, spelt)})


def put_rows(model: type[Base], key: tuple[str, ...], rows: Rows) -> None:
    """Add rows, each with another key; where there is one of the same key, write all its other columns anew."""
    if rows and is_sqlite():
        _put(model, tuple(rows[0]), key).make_all(rows)
    elif rows:
        db.session.execute(_taken_apart(model, tuple(rows[0]), key), {"rows": _as_text(rows)})


@cache
def _added(model: type[Base], spelt: str) -> Change:
    if not spelt:
        return Change(lambda: insert(table_of(model)))
    return Change(lambda: insert(table_of(model)).values({spelt: bindparam(AS_SPELT, type_=Text())}))


@cache
def _put(model: type[Base], names: tuple[str, ...], key: tuple[str, ...]) -> Change:
    return Change(lambda: _written_anew(insert_or(model), names, key))


@cache
def _taken_apart(model: type[Base], names: tuple[str, ...], key: tuple[str, ...] = ()) -> Executable:
    columns = [column(name, table_of(model).c[name].type) for name in names]
    rows = func.json_to_recordset(ROWS).table_valued(*columns, name="sent").render_derived(with_types=True)
    statement = insert_or(model).from_select(names, select(rows))
    return _written_anew(statement, names, key) if key else statement


def _written_anew(statement: Any, names: tuple[str, ...], key: tuple[str, ...]) -> Executable:
    changing = {name: statement.excluded[name] for name in names if name not in key}
    anew: Executable = statement.on_conflict_do_update(index_elements=key, set_=changing)
    return anew


def _as_text(rows: Rows) -> str:
    return json.dumps(list(rows), default=_moment, separators=(",", ":"))


def _spliced(rows: Rows, spelt: str) -> str:
    """The rows as text, with one value of each that is spelt already."""
    texts = []
    for row in rows:
        others = {name: value for name, value in row.items() if name != spelt}
        text = json.dumps(others, default=_moment, separators=(",", ":"))
        texts.append(f'{text[:-1]},"{spelt}":{row[spelt]}}}')
    return f"[{','.join(texts)}]"


def _moment(value: object) -> str:
    """An instant or a day as PostgreSQL reads it; as everywhere, an instant without a zone is refused."""
    if type(value) is date:
        return value.isoformat()
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise ValueError("only instants with their time zone travel as text")
    return value.isoformat()
