"""How migrations meet the database: one transaction, and on SQLite no foreign key may fire while tables are rebuilt."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql

from app.foundation.database import Base, Instant


def render_item(kind: str, thing: Any, autogen: Any) -> str | bool:
    """Our own column types are written as what they are to the database."""
    if kind == "type" and isinstance(thing, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def foreign_keys(connection: Connection, state: str) -> None:
    """A batch change of a parent table would delete its children: measured, so keys rest meanwhile."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"PRAGMA foreign_keys={state}")


def check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if orphans:
            raise RuntimeError(f"the migration would leave rows without their parents: {orphans[:5]}")


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="READ COMMITTED")
        foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=not isinstance(connection.dialect, postgresql.dialect),
            transactional_ddl=True,
        )
        with connection.begin():
            with context.begin_transaction():
                context.run_migrations()
            check_foreign_keys(connection)
        foreign_keys(connection, "ON")


run()
