"""Asking the database's own index of grams: FTS5 on SQLite, a tsvector on PostgreSQL, filled by ourselves on both."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Subquery, cast, column, func, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import aliased

from app.foundation.database import BigId
from app.foundation.dialects import is_sqlite
from app.search.models import SearchEntry

GRAMS = table("search_grams", column("entry_id", BigId), column("grams"))
ROW = literal_column("search_grams.rowid", BigId)


def one_by_one(number: ColumnElement[int]) -> type[SearchEntry]:
    """The entry of a number, to be joined with it.

    PostgreSQL guesses that marks and grams meet more often than they do, and would merge the few with all entries: it is
    made to fetch each by itself.
    """
    if is_sqlite():
        return SearchEntry
    fetched = select(SearchEntry).where(SearchEntry.id == number).offset(0).lateral()
    return aliased(SearchEntry, fetched)


def numbers_holding(asked: ColumnElement[str]) -> Subquery:
    """The `number` of each entry that holds what an `expression` asks for, the newest first.

    FTS5 gives them in that order by itself and stops when nobody asks on. PostgreSQL would rather walk through all entries
    backwards and look into each vector, which takes seconds where few hold the grams; adding nothing keeps it to its index.
    """
    if is_sqlite():
        held = literal_column("search_grams").op("MATCH", is_comparison=True)(asked)
        return select(ROW.label("number")).select_from(GRAMS).where(held).subquery()
    held = GRAMS.c.grams.op("@@", is_comparison=True)(cast(asked, TSQUERY))
    number = (GRAMS.c.entry_id + 0).label("number")
    return select(number).where(held).order_by(number.desc()).offset(0).subquery()


def expression(grams: Sequence[str], one_of: Sequence[str] | None) -> str:
    """What rows hold that have all these grams, and one of the others if there are any, in the words of the index."""
    if is_sqlite():
        return _expression(grams, one_of, '"', " AND ", " OR ")
    return _expression(grams, one_of, "'", " & ", " | ")


def stands_in(words: Any, column_: Any) -> ColumnElement[bool]:
    """Whether these folded words stand in a column of folded text as they are."""
    return (func.instr(column_, words) if is_sqlite() else func.strpos(column_, words)) > 0


def _expression(grams: Sequence[str], one_of: Sequence[str] | None, quote: str, both: str, either: str) -> str:
    """No gram holds a quote: folded text has no signs, and marks have only their own."""
    parts = [f"{quote}{gram}{quote}" for gram in grams]
    if one_of is not None:
        parts.append("(" + either.join(f"{quote}{gram}{quote}" for gram in one_of) + ")")
    return both.join(parts)
