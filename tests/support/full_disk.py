"""A disk without room: SQLite may not take a further page, as if the file system refused one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.foundation.database import db

ENDLESS = 2**30


@pytest.fixture
def full_disk(app: Flask) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """`with full_disk(): …`; afterwards there is room again, also for a connection that was at work just then."""
    with app.app_context():
        engine = db.engine
    room = {"pages": ENDLESS}

    def limit(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={room['pages']}")

    @contextmanager
    def full() -> Iterator[None]:
        with engine.connect() as connection:
            room["pages"] = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        try:
            yield
        finally:
            room["pages"] = ENDLESS

    event.listen(engine, "checkout", limit)
    yield full
    event.remove(engine, "checkout", limit)
