"""The application on SQLite and on PostgreSQL, each test on a database as if freshly made."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event

from app import create_app
from app.foundation.database import Base, db
from app.foundation.freshness import forget
from app.foundation.house import House
from app.foundation.limits import limiter
from app.foundation.templating import forget_pieces
from app.settings import Settings
from tests.support.sharing import once_in_a_run

ROOT = Path(__file__).resolve().parents[2]
KEY = "a key of forty characters for tests only"


def settings_for(url: str, folder: Path, **others: object) -> Settings:
    values = {
        "environment": "test",
        "database_url": url,
        "redis_url": None,
        "secret_key": KEY,
        "files_url": str(folder / "files"),
        "instance": folder,
        "content": ROOT / "content",
    }
    return Settings(**{**values, **others})  # type: ignore[arg-type]


def hurried_app(url: str, folder: Path, **others: object) -> Flask:
    """The application, which on SQLite does not wait for the disk: no test survives the loss of the machine itself."""
    app = create_app(settings_for(url, folder, **others))
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _without_waiting)
    return app


def _without_waiting(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """All applications of a run share what they compiled; a template that changes meanwhile is compiled anew."""
    folder = once_in_a_run(tmp_path_factory, "compiled-templates", lambda _folder: None)
    House.jinja_options = {**House.jinja_options, "bytecode_cache": FileSystemBytecodeCache(str(folder))}


class Stage:
    """An application and its database, kept for the whole run."""

    app: Flask

    def close(self) -> None:
        with self.app.app_context():
            db.engine.dispose()


class SqliteStage(Stage):
    """A file that is put back as it was before each test."""

    def __init__(self, folder: Path) -> None:
        self.path, self.kept = folder / "stage.db", folder / "kept.db"
        self.app = hurried_app(f"sqlite:///{self.path}", folder)
        with self.app.app_context():
            Base.metadata.create_all(db.engine)
            db.engine.dispose()
        shutil.copy(self.path, self.kept)

    def reset(self) -> None:
        self.close()
        _put_back(self.path, self.kept)


def _put_back(path: Path, kept: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    fresh = shutil.copy(kept, path.with_name("fresh.db"))
    Path(fresh).replace(path)  # a straggler keeps the old file; truncating it under him would end the process


def once_then_as_it_was(app: Flask, name: str, make: Callable[[], None]) -> None:
    """What is made of an empty SQLite stage is made for the first test that asks; for others its file is put back."""
    with app.app_context():
        path = Path(str(db.engine.url.database))
        kept = path.with_name(f"{name}.db")
        if kept.exists():
            db.engine.dispose()
            _put_back(path, kept)
            return
    make()
    with closing(sqlite3.connect(path)) as made, closing(sqlite3.connect(kept)) as copy:
        made.backup(copy)


class PostgresStage(Stage):
    """A database whose tables are emptied before each test; deleting few rows is quicker than a new file for each table."""

    def __init__(self, url: str, folder: Path) -> None:
        self.app = hurried_app(url, folder)
        deletions = "; ".join(f"DELETE FROM {table.name}" for table in Base.metadata.sorted_tables)
        numbers = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
        self._empty = f"SET LOCAL session_replication_role = replica; {deletions}; {numbers}"
        with self.app.app_context():
            Base.metadata.create_all(db.engine)

    def reset(self) -> None:
        with self.app.app_context(), db.engine.begin() as connection, connection.connection.cursor() as cursor:
            cursor.execute(self._empty, prepare=False)  # only what is one statement can be prepared


@pytest.fixture(scope="session")
def stages() -> Iterator[dict[str, SqliteStage | PostgresStage]]:
    made: dict[str, SqliteStage | PostgresStage] = {}
    yield made
    for stage in made.values():
        stage.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; a test that needs only one narrows it by parametrize(indirect)."""
    return str(request.param)


@pytest.fixture
def app(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, stages: dict) -> Flask:
    """The application on an empty database; push `app.app_context()` where a test asks it directly."""
    if database not in stages:
        folder = tmp_path_factory.mktemp(database)
        if database == "sqlite":
            stages[database] = SqliteStage(folder)
        else:
            server = request.getfixturevalue("postgres_server")
            stages[database] = PostgresStage(server.url_of(server.create_database()), folder)
    stage = stages[database]
    stage.reset()
    forget()
    forget_pieces()
    limiter.init_app(stage.app)
    limiter.reset()
    stage.app.extensions["study_door"].forget()
    return stage.app


class Statements:
    """The SQL that a block sent, without the words that open and end transactions."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    @property
    def number(self) -> int:
        return len(self.sent)

    def hear(self, _connection, _cursor, statement, *_others) -> None:
        if statement.split(maxsplit=1)[0].upper() not in {
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "PRAGMA",
            "SAVEPOINT",
            "RELEASE",
        }:
            self.sent.append(statement)


@contextmanager
def listening(app: Flask) -> Iterator[Statements]:
    statements = Statements()
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", statements.hear)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", statements.hear)


@pytest.fixture
def statements(app: Flask):
    """`with statements() as sent: …` then `sent.number`."""
    return lambda: listening(app)
