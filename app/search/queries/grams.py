"""Asking the database's own index of grams: FTS5 on SQLite, a tsvector on PostgreSQL, filled by ourselves on both."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, cast, column, func, literal, literal_column, table
from sqlalchemy.dialects.postgresql import TSQUERY

from app.foundation.database import BigId, db

GRAMS = table("search_grams", column("entry_id", BigId), column("grams"))
ROW = literal_column("search_grams.rowid", BigId)


def is_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"


def entry_number() -> ColumnElement[int]:
    """The number of the entry to which a row of grams belongs."""
    return ROW if is_sqlite() else GRAMS.c.entry_id


def hold_all(grams: Sequence[str], one_of: Sequence[str] | None) -> ColumnElement[bool]:
    """Rows that hold all these grams, and one of the others if there are any."""
    if is_sqlite():
        asked = _expression(grams, one_of, '"', " AND ", " OR ")
        return literal_column("search_grams").op("MATCH", is_comparison=True)(literal(asked))
    asked = _expression(grams, one_of, "'", " & ", " | ")
    return GRAMS.c.grams.op("@@", is_comparison=True)(cast(literal(asked), TSQUERY))


def stands_in(words: str, column_: Any) -> ColumnElement[bool]:
    """Whether these folded words stand in a column of folded text as they are."""
    return (func.instr(column_, words) if is_sqlite() else func.strpos(column_, words)) > 0


def _expression(grams: Sequence[str], one_of: Sequence[str] | None, quote: str, both: str, either: str) -> str:
    """No gram holds a quote: folded text has no signs, and marks have only their own."""
    parts = [f"{quote}{gram}{quote}" for gram in grams]
    if one_of is not None:
        parts.append("(" + either.join(f"{quote}{gram}{quote}" for gram in one_of) + ")")
    return both.join(parts)
