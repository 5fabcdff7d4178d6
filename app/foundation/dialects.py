"""Words that the two databases spell differently."""

from typing import Any, cast

from sqlalchemy import BigInteger, Index, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.foundation.database import Base, db


class seconds_at(FunctionElement[int]):  # noqa: N801 - reads as the function it is
    """An instant as whole seconds since 1970 UTC."""

    type = BigInteger()
    inherit_cache = True


class larger(FunctionElement[Any]):  # noqa: N801
    """The larger of two numbers; one that is null makes null on SQLite, so give none."""

    type = BigInteger()
    inherit_cache = True


class smaller(FunctionElement[Any]):  # noqa: N801
    type = BigInteger()
    inherit_cache = True


@compiles(seconds_at, "sqlite")
def _unix(element: Any, compiler: Any, **words: Any) -> str:
    return f"unixepoch({compiler.process(element.clauses, **words)})"


@compiles(seconds_at)
def _epoch(element: Any, compiler: Any, **words: Any) -> str:
    return f"CAST(floor(extract(epoch FROM {compiler.process(element.clauses, **words)})) AS BIGINT)"


@compiles(larger, "sqlite")
def _max(element: Any, compiler: Any, **words: Any) -> str:
    return f"max({compiler.process(element.clauses, **words)})"


@compiles(larger)
def _greatest(element: Any, compiler: Any, **words: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **words)})"


@compiles(smaller, "sqlite")
def _min(element: Any, compiler: Any, **words: Any) -> str:
    return f"min({compiler.process(element.clauses, **words)})"


@compiles(smaller)
def _least(element: Any, compiler: Any, **words: Any) -> str:
    return f"least({compiler.process(element.clauses, **words)})"


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index of those rows alone for which `where` holds."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


def table_of(model: type[Base]) -> Table:
    """The table alone: rows go into it by the thousand without becoming objects."""
    return cast("Table", model.__table__)


def insert_or(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """The database's own INSERT, which knows what to do on a conflict."""
    return sqlite.insert(table_of(model)) if is_sqlite() else postgresql.insert(table_of(model))


def is_sqlite() -> bool:
    """Whether the session speaks to SQLite; otherwise it is PostgreSQL."""
    return bool(db.session.get_bind().dialect.name == "sqlite")
