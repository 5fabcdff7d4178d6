"""The bare limit of a thread's page: Flask, six plain statements by the driver, one Jinja2 template, nothing else; and
that of what an open page fetches, of which the newest posts are all.

The page shows the same posts and weighs about what ours weighs; nobody is signed in, nothing is checked, no word is
translated, no link is reversed. It is served exactly as ours is, so that a ratio of the two means something.
"""

import gc
import os
import sqlite3
from contextlib import nullcontext
from datetime import UTC, datetime
from secrets import token_hex
from threading import Lock, local
from typing import Any

import psycopg
from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue
from jinja2 import Environment, FileSystemLoader
from sqlalchemy.engine import make_url

from app.foundation.database import MOST_MAPPED
from app.settings import ROOT

worker_class = "app.gunicorn_worker.Threads"  # for gunicorn, to which this module is its configuration too
STATEMENTS = {
    "person": "SELECT name, account, session_version FROM people WHERE id = {person}",
    "rooms": (
        "SELECT c.code, c.name, e.since FROM enrolments e JOIN classrooms c ON c.id = e.classroom_id"
        " WHERE e.person_id = {person} AND e.until IS NULL"
    ),
    "thread": "SELECT id, title, post_count, view_count, last_number FROM threads WHERE id = {thread}",
    "posts": (
        "SELECT p.id, p.number, p.html, p.written_at, a.name, s.name, p.like_count FROM posts p JOIN people a ON a.id = p.author_id"
        " LEFT JOIN schools s ON s.id = a.school_id WHERE p.thread_id = {thread} ORDER BY p.number LIMIT 25"
    ),
    "mark": "SELECT last_number FROM read_marks WHERE person_id = {person} AND thread_id = {thread}",
    "notices": "SELECT count(*) FROM notices WHERE person_id = {person} AND read_at IS NULL",
}
NEWS = STATEMENTS["posts"].replace(" ORDER BY", " AND p.number > {after} ORDER BY")
MANY = ("rooms", "posts")
ANSWER = (
    "INSERT INTO first_answers (actor_id, key, act, answer, answered_at, digest)"
    " VALUES ({person}, '{key}', 'reply', '/', {mark}, '')"
)
COUNT = (
    "UPDATE threads SET last_number = last_number + 1, post_count = post_count + 1, last_post_at = {mark}"
    " WHERE id = {thread}"
)
POST = (
    "INSERT INTO posts (thread_id, training_id, number, author_id, is_salon, text, html, markup_version, characters,"
    " written_at, like_count) SELECT id, training_id, last_number, {person}, classroom_id IS NOT NULL, 'bare',"
    " '<p>bare</p>', 1, 4, {mark}, 0 FROM threads WHERE id = {thread}"
)
_kept = local()
_writers = Lock()  # SQLite lets waiting writers starve; ours queue in the process too


def make_bare_app(url: str, thread: int, person: int) -> Flask:
    """An application of one page and one act on the database of ours."""
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

    @app.get("/threads/<int:thread_id>/posts")
    def tell(thread_id: int) -> str:
        cursor = connection_to(url).cursor()
        known = {name: cursor.execute(asked[name]).fetchone() for name in ("person", "thread", "mark")}
        known["posts"] = cursor.execute(NEWS.format(thread=thread_id, after=int(request.args["after"]))).fetchall()
        return "".join(page.blocks["posts"](page.new_context(known)))

    @app.post("/")
    def write() -> ResponseReturnValue:
        with _writers if url.startswith("sqlite") else nullcontext():
            _insert(connection_to(url), thread, person)
        return redirect("/")

    return app


def _insert(connection: Any, thread: int, person: int) -> None:
    """A key, a row, its thread's numbers, a commit."""
    is_sqlite = isinstance(connection, sqlite3.Connection)
    mark, values = ("?", (datetime.now(UTC).replace(tzinfo=None),)) if is_sqlite else ("%s", (datetime.now(UTC),))
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE" if is_sqlite else "BEGIN")
    try:
        cursor.execute(ANSWER.format(mark=mark, person=person, key=token_hex(12)), values)
        cursor.execute(COUNT.format(mark=mark, thread=thread), values)
        cursor.execute(POST.format(mark=mark, thread=thread, person=person), values)
    except Exception:
        cursor.execute("ROLLBACK")  # else all others wait for a lock that nobody gives back
        raise
    cursor.execute("COMMIT")


def connection_to(url: str) -> Any:
    """This thread's own connection by the plain driver."""
    if not hasattr(_kept, "connection"):
        _kept.connection = _open(url)
    return _kept.connection


def _open(url: str) -> Any:
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        connection = sqlite3.connect(parts.database or "", isolation_level=None, timeout=10)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"mmap_size={MOST_MAPPED}"):
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
