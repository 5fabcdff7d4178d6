"""A small demo training on each database, built once for the whole run and only read: `small_province`."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from app.courses.course import CourseText
from app.courses.folder import pictures_in, read_folder
from app.courses.operations import sync_course
from app.courses.parsing import read_course
from app.demo.operations.building import build_demo
from app.demo.shape import SMALL, Shape
from app.foundation import clock
from app.foundation.database import Base, db
from app.foundation.freshness import forget
from app.foundation.templating import forget_pieces
from tests.support import tables
from tests.support.databases import ROOT, hurried_app
from tests.support.sharing import once_in_a_run

NOW = datetime(2026, 4, 1, 12, 30, tzinfo=UTC)  # Wednesday of the fifth week, half past eight in the evening
MONDAY = date(2026, 3, 2)


@cache
def _course() -> CourseText:
    """The whole course, read once for each process."""
    course, faults = read_course(read_folder(ROOT / "content"), pictures_in(ROOT / "static"))
    assert course is not None, faults
    return course


def empty_app(url: str, folder: Path, **others: object) -> Flask:
    """An application on a database with all tables, the course and nobody in it."""
    app = hurried_app(url, folder, **others)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        sync_course(_course())
    return app


def built_app(url: str, folder: Path, shape: Shape = SMALL, monday: date = MONDAY, seed: str = "2009") -> Flask:
    """An application on a database with a demo training as it stands at NOW."""
    app = empty_app(url, folder)
    with app.app_context():
        build_demo(shape, monday, lambda _line: None, now=NOW, seed=seed)
    return app


@pytest.fixture
def unpeopled(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application with the course and nobody in it, on a database of its own."""
    app = empty_app(_fresh_url(database, request, tmp_path), tmp_path)
    yield app
    close(app)


@pytest.fixture(scope="session")
def provinces() -> Iterator[dict[str, Flask]]:
    built: dict[str, Flask] = {}
    yield built
    for app in built.values():
        close(app)


@pytest.fixture
def small_province(
    database: str, provinces: dict[str, Flask], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Flask:
    """The application on the small demo training, with the clock at NOW; whoever changes it spoils it for others."""
    return entered(provinces, database, request, tmp_path_factory)


def entered(
    kept: dict[str, Flask], database: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory
) -> Flask:
    """The copy that is kept for this database, with the clock at NOW.

    What this process keeps in mind of other trainings, whose rows have the same numbers, is forgotten.
    """
    if database not in kept:
        kept[database] = copied_app(database, request, folders)
    clock.travel_to(NOW)
    forget()
    forget_pieces()
    return kept[database]


def copied_app(database: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Flask:
    """An application on a copy of the small demo training, which is built once for all processes of the run."""
    original, folder = _original(database, request, folders), folders.mktemp(f"province-{database}")
    shutil.copytree(original / "instance", folder, dirs_exist_ok=True)
    app = hurried_app(_fresh_url(database, request, folder), folder)
    if database == "postgresql":
        with app.app_context():
            Base.metadata.create_all(db.engine)
            tables.load(db.engine, original / "tables")
    return app


def _original(database: str, request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Path:
    """The folder of what was built: `instance`, and of PostgreSQL its rows as files, since each process has a server."""

    def build(folder: Path) -> None:
        instance = folder / "instance"
        instance.mkdir()
        app = built_app(_fresh_url(database, request, instance), instance)
        with app.app_context():
            if database == "postgresql":
                tables.save(db.engine, folder / "tables")
            db.engine.dispose()

    return once_in_a_run(folders, f"small-{database}", build)


def _fresh_url(database: str, request: pytest.FixtureRequest, folder: Path) -> str:
    if database == "sqlite":
        return f"sqlite:///{folder / 'fresh.db'}"
    server = request.getfixturevalue("postgres_server")
    return server.url_of(server.create_database())


def close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
