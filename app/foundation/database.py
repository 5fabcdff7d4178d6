"""The database: one declarative base, one way of storing an instant, one way of opening SQLite."""

from datetime import UTC, date, datetime
from time import monotonic
from typing import Annotated, Any, NamedTuple, cast

from flask import g
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Engine, Integer, MetaData, Text, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.pool import PoolProxiedConnection
from sqlalchemy.types import TypeDecorator

LENGTH_OF_TEXT = len("2009-06-15 08:00:00.000000")
SECONDS_OF_TRUST = 1.0
STATEMENTS_KEPT = 400  # by each connection, ready to be asked; the drivers' own 100 and 128 are fewer than we ask
MOST_MAPPED = 0x7FFF0000  # bytes of its file that SQLite reads in place: the most it can, others are copied
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; naive values are refused, so that no local time slips in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Any) -> Any:
        """SQLite keeps an instant as a text, which is made of it in a single step, and read in one."""
        return _text_of if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return _instant_of if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return value.astimezone(UTC)


def _text_of(value: datetime | None) -> str | None:
    return None if value is None else _in_utc(value).isoformat(" ", "microseconds")[:LENGTH_OF_TEXT]


def _instant_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


BigId = BigInteger().with_variant(Integer, "sqlite")
Id = Annotated[int, mapped_column(BigId, primary_key=True)]
LongText = Annotated[str, mapped_column(Text)]
Json = JSON().with_variant(JSONB(), "postgresql")


KINDS: dict[Any, Any] = {
    datetime: Instant(),
    date: Date(),
    int: BigId,
    dict[str, Any]: Json,
    list[Any]: Json,
    list[str]: Json,
}


class Base(DeclarativeBase):
    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map=KINDS)


class Glance(NamedTuple):
    """A connection on which an app context reads plain rows, each statement by itself, and the driver's own below it."""

    engine: Engine
    taken: PoolProxiedConnection
    driver: Any


class HouseSession(Session):
    """Takes a connection when entities are read or an act begins; what only glanced at rows gives its own back first."""

    def get_bind(self, *arguments: Any, **named: Any) -> Any:
        end_glance()
        return super().get_bind(*arguments, **named)


db = SQLAlchemy(model_class=Base, session_options={"class_": HouseSession})


def session_at_work() -> Session | None:
    """The session of this app context, if it is in the middle of something."""
    if not db.session.registry.has():
        return None
    session = db.session()
    return session if session.in_transaction() else None


def glancing() -> Glance | None:
    """The connection for plain reads, if one is at hand; then the session has not begun anything since."""
    known: Glance | None = g.get("glance")
    return known


def glance() -> Glance:
    """A connection for plain reads of this app context: without a transaction that would have to be opened and ended."""
    engine = db.engine
    taken = engine.raw_connection()
    g.glance = Glance(engine, taken, taken.dbapi_connection)
    return cast("Glance", g.glance)


def end_glance(_fault: BaseException | None = None) -> None:
    """Give it back, whether or not it was ever taken."""
    known: Glance | None = g.pop("glance", None)
    if known is not None:
        known.taken.close()


def drop_glance(fault: BaseException) -> None:
    """Throw it away, since it may be what failed."""
    known: Glance | None = g.pop("glance", None)
    if known is not None:
        known.taken.invalidate(fault)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions behind our back
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "cache_size=-65536",
        f"mmap_size={MOST_MAPPED}",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    """What is asked once is asked again: a statement is planned for good at its sixth time, not at its eleventh."""
    connection.prepare_threshold = 0
    connection.prepared_max = STATEMENTS_KEPT


def _begin_sqlite(connection: Any) -> None:
    """An act takes the lock here and may be told that it is taken; a read waits for nobody, so the driver is told."""
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.connection.dbapi_connection.execute("BEGIN")


def _note_rest(_connection: Any, record: Any) -> None:
    record.info["resting_since"] = monotonic()


def _check_after_rest(connection: Any, record: Any, _proxy: Any) -> None:
    """Ask a connection that has rested whether it still stands; one that worked a moment ago is not asked."""
    rested = monotonic() - record.info.get("resting_since", monotonic())
    if rested > SECONDS_OF_TRUST:
        try:
            connection.execute("")
        except connection.Error as problem:
            raise DisconnectionError from problem


def listen(engine: Engine) -> None:
    """Give SQLite its durability and its explicit transactions; on PostgreSQL look after rested connections."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "checkin", _note_rest)
        event.listen(engine, "checkout", _check_after_rest)


def options_to_write(dialect: Dialect) -> dict[str, Any]:
    """How a connection is taken for an act: SQLite's lock comes first, PostgreSQL's reads are no transactions."""
    return {"writes": True} if dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}


def engine_options(url: str) -> dict[str, Any]:
    """How connections are kept. On PostgreSQL a read is a statement by itself: each would see the newest committed
    rows inside a transaction too, and opening, ending and asking first would be three more ways to the server. A few
    connections there are soon warm, each knows its plans itself; more of them get no more done."""
    shared: dict[str, Any] = {"hide_parameters": True}  # what people wrote must not stand in the log of a fault
    shared |= {"pool_use_lifo": True, "max_overflow": 0}  # the warm one first; opening one costs more than a page
    if url.startswith("sqlite"):
        known = {"check_same_thread": False, "cached_statements": STATEMENTS_KEPT}
        return shared | {"connect_args": known, "pool_size": 128}
    return shared | {"pool_size": 12, "pool_recycle": 14_400, "isolation_level": "AUTOCOMMIT"}
