"""The bare limit of hearing: Flask without anything, the message parsed, raw rows written a batch at a time."""

import os
import sqlite3
from threading import Event, Lock, Thread
from typing import Any

import psycopg
from flask import Flask, request

from bench import bare

URL = os.environ.get("DATABASE_URL", "")
PAUSE = 0.1
worker_class = bare.worker_class
app = Flask(__name__)
_waiting: list[tuple[str, int, str]] = []
_lock, _over = Lock(), Event()
MAKE = "CREATE TABLE IF NOT EXISTS bench_signals (visit text, sequence int, said text)"


@app.get("/healthz")
def alive() -> str:
    return "ok"


@app.post("/study/signals")
def hear() -> tuple[str, int]:
    said = request.get_json()
    with _lock:
        _waiting.append((said["visit"], said["sequence"], str(said["read"])))
    return "", 204


def _write_on() -> None:
    is_sqlite = URL.startswith("sqlite")
    address = URL.removeprefix("sqlite:///") if is_sqlite else URL.replace("postgresql+psycopg", "postgresql")
    connection = sqlite3.connect(address, timeout=30) if is_sqlite else psycopg.connect(address)
    mark = "?" if is_sqlite else "%s"
    connection.execute(MAKE)
    connection.execute("DELETE FROM bench_signals")
    connection.commit()
    while not _over.wait(PAUSE):
        with _lock:
            rows, _waiting[:] = list(_waiting), []
        if rows:
            cursor = connection.cursor()
            cursor.executemany(f"INSERT INTO bench_signals VALUES ({mark}, {mark}, {mark})", rows)
            connection.commit()


def post_worker_init(worker: Any) -> None:
    """For gunicorn, to which this module is its configuration too: the collector is spared as ours is."""
    bare.post_worker_init(worker)
    Thread(target=_write_on, daemon=True).start()
