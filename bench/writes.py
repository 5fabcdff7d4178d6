"""Acts over real HTTP beside a bare insert of the same kind: an idempotency key, a row, its thread's numbers, a commit."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import event, select

from app.discussions.models import Thread
from app.foundation.database import db
from bench import acts
from bench.acts import Sent
from bench.scratch import on_a_copy
from bench.servers import environment_of, load, served

HEADS = [
    *("act", "statements", "a second, 1 at once", "a second, 16 at once", "p95 ms, 16 at once", "not taken"),
    *("share of bare, 1", "share of bare, 16"),
]
SECONDS = 3.0
BARE = "bare insert: key, row, thread, commit by the driver"


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Each act by many people, one at once and sixteen at once, on a copy of the province that is thrown away.

    Ours is served without its jobs: in a training of long ago that runs again today, weeks would be closed meanwhile. What
    acts note for the index is entered beside them all the same.
    """
    with on_a_copy(app) as copy, TemporaryDirectory() as folder:
        with copy.app_context():
            bare_environment = _bare_environment(copy)
            sent = _acts(copy, int(bare_environment["TRAINING"]))
        copy.extensions["search_ticker"] = (
            None  # as in the server's process: an act only notes what the index has to learn
        )
        statements = {name: _statements(copy, ours.pop()) for name, ours in sent.items()}
        with (
            served("bench.bare:from_environment()", bare_environment, hooks="bench.bare") as bare,
            served("wsgi:app", environment_of(copy), hooks="bench.without_jobs") as ours,
        ):
            return HEADS, [row for name in sent for row in _row(name, bare, ours, sent[name], Path(folder), statements)]


def _row(
    name: str, bare: int, ours: int, sent: list[Sent], folder: Path, statements: dict[str, int]
) -> Iterator[list[object]]:
    """The bare insert and an act right after it."""
    hand = [("/", {"Content-Type": "application/x-www-form-urlencoded"}, "text=bare")] * 12_000
    limit, found = _throughput(bare, hand, folder), _throughput(ours, sent, folder)
    yield [BARE, 3, *limit, 1.0, 1.0]
    yield [name, statements[name], *found, found[0] / limit[0], found[1] / limit[1]]


def _throughput(port: int, sent: list[Sent], folder: Path) -> list[float]:
    """A quarter is for one client, who is slower than sixteen."""
    some = len(sent) // 4
    alone, together = (_sent(port, part, at_once, folder) for part, at_once in ((sent[:some], 1), (sent[some:], 16)))
    return [alone["a_second"], together["a_second"], together["p95"], alone["others"] + together["others"]]


def _sent(port: int, sent: list[Sent], at_once: int, folder: Path) -> dict[str, float]:
    path = folder / "posts.json"
    path.write_text(json.dumps(sent))
    taken = [200] if "/drafts/" in sent[0][0] else [302]
    return load(port, [], at_once, SECONDS, posts=str(path), taken=taken)


def _acts(app: Flask, training_id: int) -> dict[str, list[Sent]]:
    acts.open_training(training_id)
    learners = acts.learners_of(app, training_id)
    return {
        "reply": acts.replies(learners, acts.threads_of(training_id)),
        "hand in": acts.works(learners),
        "draft": acts.drafts(learners),
        "grade": acts.grades(app),
    }


def _bare_environment(app: Flask) -> dict[str, str]:
    """Where the bare one writes: the thread that was begun first on a board, as its author."""
    statement = select(Thread.id, Thread.author_id, Thread.training_id).where(Thread.board_id.is_not(None))
    thread, person, training = db.session.execute(statement.order_by(Thread.id).limit(1)).one()
    return {
        "BARE_DATABASE": environment_of(app)["DATABASE_URL"],
        "BARE_THREAD": str(thread),
        "BARE_PERSON": str(person),
        "TRAINING": str(training),
    }


def _statements(app: Flask, sent: Sent) -> int:
    """How many statements an act takes, from the request to the answer."""
    path, heads, body = sent
    heard: list[str] = []
    with app.app_context():
        engine = db.engine
    hear = lambda _c, _u, statement, *_o: heard.append(statement)  # noqa: E731
    event.listen(engine, "before_cursor_execute", hear)
    app.test_client(use_cookies=False).post(path, data=body, headers=heads)
    event.remove(engine, "before_cursor_execute", hear)
    return sum(not statement.startswith(("BEGIN", "PRAGMA")) for statement in heard)
