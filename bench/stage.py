"""The application on a demo province, built once and kept for the next measurement."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import event

from app import create_app
from app.foundation.database import db
from app.settings import ROOT, Settings

KIBIBYTES_OF_CACHE = 2 << 20


def open_stage(scale: float, url: str | None = None) -> Flask:
    """An application whose database holds the demo province at this scale.

    Without an address DATABASE_URL says where it is; an empty one means a file of SQLite beside the others.
    """
    folder = ROOT / "instance" / f"bench-{scale:g}"
    folder.mkdir(parents=True, exist_ok=True)
    url = (os.environ.get("DATABASE_URL") if url is None else url) or f"sqlite:///{folder / 'app.db'}"
    app = create_app(Settings.from_environment({"DATABASE_URL": url, "INSTANCE_PATH": str(folder)}))
    if not _is_built(folder, url):
        _build(app, scale)
        _marker(folder, url).touch()
    else:
        _run(app, ["db", "upgrade"])
    return app


def _build(app: Flask, scale: float) -> None:
    began = perf_counter()
    for arguments in (["db", "upgrade"], ["content", "sync"]):
        _run(app, arguments)
    with _one_long_transaction(app):
        _run(app, ["demo", "province", "--scale", str(scale)])
    print(f"built the demo province at scale {scale:g} in {perf_counter() - began:.0f} s")


@contextmanager
def _one_long_transaction(app: Flask) -> Iterator[None]:
    """SQLite writes pages in place meanwhile: each page of a log of gigabytes would be looked for in all of the log."""
    with app.app_context():
        engine = db.engine
        engine.dispose()
    if engine.dialect.name != "sqlite":
        yield
        return
    event.listen(engine, "connect", _write_in_place)
    try:
        yield
    finally:
        event.remove(engine, "connect", _write_in_place)
        engine.dispose()


def _write_in_place(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=DELETE", f"cache_size=-{KIBIBYTES_OF_CACHE}"):
        connection.execute(f"PRAGMA {pragma}")


def _run(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=arguments)
    if result.exit_code:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{result.output}{result.exception!r}")


def _marker(folder: Path, url: str) -> Path:
    return folder / f"built-{url.split(':', 1)[0].split('+', 1)[0]}"


def _is_built(folder: Path, url: str) -> bool:
    return _marker(folder, url).exists()
