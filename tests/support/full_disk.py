"""A disk without room: SQLite may not take a further page, as if the file system refused one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.foundation.database import db

ENDLESS = 2**30


@contextmanager
def _full(app: Flask) -> Iterator[None]:
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    room = {"pages": pages}

    def limit(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={room['pages']}")

    event.listen(engine, "checkout", limit)
    try:
        yield
    finally:
        room["pages"] = ENDLESS
        for connection in [engine.connect() for _ in range(engine.pool.checkedin())]:  # all that are kept
            connection.close()
        event.remove(engine, "checkout", limit)


@pytest.fixture
def full_disk(app: Flask) -> Callable[[], AbstractContextManager[None]]:
    """`with full_disk(): …`; afterwards there is room again."""
    return lambda: _full(app)
