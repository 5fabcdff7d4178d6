"""The bare limit of a thread's page: Flask, six plain statements by the driver, one Jinja2 template, nothing else.

The page shows the same posts and weighs about what ours weighs; nobody is signed in, nothing is checked, no word is
translated, no link is reversed. It is served exactly as ours is, so that a ratio of the two means something.
"""

import gc
import os
import sqlite3
from threading import local
from typing import Any

import psycopg
from flask import Flask
from jinja2 import Environment, FileSystemLoader
from sqlalchemy.engine import make_url

from app.settings import ROOT

STATEMENTS = {
    "person": "SELECT name, account, session_version FROM people WHERE id = {person}",
    "rooms": (
        "SELECT c.code, c.name, e.since FROM enrolments e JOIN classrooms c ON c.id = e.classroom_id"
        " WHERE e.person_id = {person} AND e.until IS NULL"
    ),
    "thread": "SELECT id, title, post_count, view_count, last_number FROM threads WHERE id = {thread}",
    "posts": (
        "SELECT p.id, p.number, p.html, p.written_at, a.name, s.name FROM posts p JOIN people a ON a.id = p.author_id"
        " LEFT JOIN schools s ON s.id = a.school_id WHERE p.thread_id = {thread} ORDER BY p.number LIMIT 25"
    ),
    "mark": "SELECT last_number FROM read_marks WHERE person_id = {person} AND thread_id = {thread}",
    "notices": "SELECT count(*) FROM notices WHERE person_id = {person} AND read_at IS NULL",
}
MANY = ("rooms", "posts")
_kept = local()


def make_bare_app(url: str, thread: int, person: int) -> Flask:
    """An application of one page on the database of ours."""
    app = Flask("bare")
    page = Environment(autoescape=True, loader=FileSystemLoader(ROOT / "bench")).get_template("bare.html")
    asked = {name: text.format(person=int(person), thread=int(thread)) for name, text in STATEMENTS.items()}

    @app.get("/")
    def show() -> str:
        cursor = connection_to(url).cursor()
        found: dict[str, Any] = {}
        for name, statement in asked.items():
            cursor.execute(statement)
            found[name] = cursor.fetchall() if name in MANY else cursor.fetchone()
        return page.render(**found)

    return app


def connection_to(url: str) -> Any:
    """This thread's own connection by the plain driver."""
    if not hasattr(_kept, "connection"):
        _kept.connection = _open(url)
    return _kept.connection


def _open(url: str) -> Any:
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        connection = sqlite3.connect(parts.database or "", isolation_level=None, timeout=10)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "mmap_size=268435456"):
            connection.execute(f"PRAGMA {pragma}")
        return connection
    return psycopg.connect(parts.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True)


def from_environment() -> Flask:
    """For gunicorn: `bench.bare:from_environment()`."""
    return make_bare_app(os.environ["BARE_DATABASE"], int(os.environ["BARE_THREAD"]), int(os.environ["BARE_PERSON"]))


def post_worker_init(_worker: Any) -> None:
    """For gunicorn: the collector is spared as ours is."""
    gc.collect()
    gc.freeze()
