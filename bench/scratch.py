"""A copy of the measured database for acts that change it; the copy is thrown away."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from flask import Flask
from sqlalchemy.engine import URL, make_url

from app import create_app
from app.foundation.database import db


@contextmanager
def on_a_copy(app: Flask) -> Iterator[Flask]:
    """The application on a copy of its database, in the same folder of keys."""
    with app.app_context():
        db.engine.dispose()  # PostgreSQL copies only what nobody uses
        url = db.engine.url
    with TemporaryDirectory(dir=app.extensions["settings"].instance) as folder:
        copied = _copy_file(url, Path(folder)) if url.get_backend_name() == "sqlite" else _copy_database(url)
        settings = replace(app.extensions["settings"], database_url=copied.render_as_string(hide_password=False))
        copy = create_app(settings)
        try:
            yield copy
        finally:
            with copy.app_context():
                db.engine.dispose()
            if url.get_backend_name() != "sqlite":
                _tell(url, f'DROP DATABASE "{copied.database}" WITH (FORCE)')


def make_database(url: URL, name: str) -> str:
    """The address of a database of that name beside another one, made if there is none."""
    if name not in _tell(url, "SELECT datname FROM pg_database"):
        _tell(url, f'CREATE DATABASE "{name}" TEMPLATE template0')
    return url.set(database=name).render_as_string(hide_password=False)


def _copy_file(url: URL, folder: Path) -> URL:
    copied = folder / "copy.db"
    with closing(sqlite3.connect(url.database or "")) as source, closing(sqlite3.connect(copied)) as target:
        source.backup(target)
    return make_url(f"sqlite:///{copied}")


def _copy_database(url: URL) -> URL:
    copied = f"{url.database}_copy"
    _tell(url, f'DROP DATABASE IF EXISTS "{copied}" WITH (FORCE)')
    _tell(url, f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{url.database}'")
    _tell(url, f'CREATE DATABASE "{copied}" TEMPLATE "{url.database}"')
    return url.set(database=copied)


def _tell(url: URL, statement: str) -> list[str]:
    """The first column of what the server answers."""
    plain = url.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        answer = connection.execute(statement.encode())
        return [str(row[0]) for row in answer] if answer.description else []
