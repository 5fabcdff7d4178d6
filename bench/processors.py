"""Processor time as the kernel counts it: of this process, of others, of a PostgreSQL on this machine."""

import os
from contextlib import suppress
from pathlib import Path
from time import process_time

from flask import Flask
from sqlalchemy import text

from app.foundation.database import db

NANOSECONDS = 1e9


def spent_by(pid: int | None) -> float:
    """What a process and its children have taken so far, and what children took that have ended; nothing for no process."""
    if pid is None:
        return 0.0
    return sum(_running(one) for one in (pid, *_children(pid))) + _ended_children(pid)


def database_of(app: Flask) -> int | None:
    """The process under which a PostgreSQL of this machine works; None for SQLite, which works inside the process that asks."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return None
        with db.engine.connect() as connection:
            own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    return int(_fields(own)[1])


def spent_here(database: int | None) -> float:
    """What this process has taken so far, and the database it asks."""
    return process_time() + spent_by(database)


def _running(pid: int) -> float:
    """Of all its threads; nothing for one that has ended meanwhile, whose parent counts it from then on."""
    with suppress(FileNotFoundError, ProcessLookupError):
        threads = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / NANOSECONDS
    return 0.0


def _ended_children(pid: int) -> float:
    user, system = _fields(pid)[13:15]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _fields(pid: int) -> list[str]:
    """What /proc tells of a process, from its state on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
