"""One post in a thread that many have open: how long until each open page knows of it, and until it has fetched it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select, update

from app.classrooms.models import Enrolment, Training
from app.discussions.models import Board, Thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.settings import ROOT
from bench.scratch import on_a_copy
from bench.servers import environment_of, served
from tests.support.processes import Program, free_port
from tests.support.redis import RedisServer
from tests.support.sockets import cookie_of

HEADS = [
    *("server", "listeners", "seconds to connect", "nudged", "nudge median ms", "nudge p95", "nudge most"),
    *("fetched", "HTML median ms", "HTML p95", "HTML most", "times bare, p95"),
]
P95 = HEADS.index("HTML p95") - 1  # among what is found, before which a name is set
BARE = "bare: the newest posts by the driver"
MANY = 1000
ALONE = 96
RAW = "0123456789abcdef"
ROUNDS = 3


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Real WebSockets from another process, on a copy of the province; milliseconds from the sending on.

    Before that the same pages are nudged by such a post as well, but fetch it from as many bare servers.
    """
    with on_a_copy(app) as copy:
        order, rows = _order(copy), []
        with served("wsgi:app", environment_of(copy), hooks="bench.without_jobs") as port:
            rows += _beside_bare("one process, as run", order, [port], port, ALONE, 0)
        for number, nodes in enumerate(("one node for pages", "two nodes for pages"), 1):
            with _sockets_apart(copy, number) as (pages, sockets):
                for spread, how in enumerate(("fetched at once", "fetched with a millisecond for each")):
                    name = f"sockets apart, {nodes}, {how}"
                    rows += _beside_bare(name, order, pages, sockets, MANY, spread)
    return HEADS, rows


def _beside_bare(
    name: str, order: dict[str, Any], pages: list[int], sockets: int, number: int, spread: int
) -> list[list[object]]:
    """What a bare server for each of ours gives the same listeners, and what ours do; the post goes to ours both times."""
    doors = {"writer": pages[0], "sockets": sockets, "spread": spread}
    with ExitStack() as running:
        to_bare = "bench.bare:from_environment()", order["bare"], "bench.bare"
        bare = [running.enter_context(served(*to_bare)) for _ in pages]
        limit = _listened(order, {**doors, "pages": bare}, number)
    found = _listened(order, {**doors, "pages": pages}, number)
    return [[BARE, *limit, 1.0], [name, *found, found[P95] / limit[P95]]]


def _order(app: Flask) -> dict[str, Any]:
    """Who listens to which thread, and who writes there."""
    with app.test_request_context() as context:
        context.session["csrf_token"] = RAW
        token = str(generate_csrf())
        thread, training = _thread_of_today()
        learning = select(Person).join(Enrolment, Enrolment.person_id == Person.id)
        present = Enrolment.training_id == training, Enrolment.until.is_(None), Person.disabled_at.is_(None)
        people = db.session.scalars(learning.where(*present).order_by(Person.id).limit(MANY)).all()
        cookies = [cookie_of(app, person, csrf_token=RAW) for person in people]
        last = db.session.get_one(Thread, thread).last_number
    bare = {
        "BARE_DATABASE": environment_of(app)["DATABASE_URL"],
        "BARE_THREAD": str(thread),
        "BARE_PERSON": str(people[0].id),
    }
    return {"thread": thread, "after": last, "cookies": cookies, "token": token, "bare": bare}


def _thread_of_today() -> tuple[int, int]:
    """A thread of a board, where everybody of the training may read and reply; the training runs today."""
    today = clock.now().date()
    board = select(Thread.id, Board.training_id).join(Board, Board.id == Thread.board_id)
    thread, training = db.session.execute(board.where(Thread.hidden_at.is_(None)).order_by(Thread.id).limit(1)).one()
    days = {"starts_on": today - timedelta(days=60), "ends_on": today + timedelta(days=20)}
    with transaction() as session:
        session.execute(update(Training).where(Training.id == training).values(**days, late_until=days["ends_on"]))
    return thread, training


@contextmanager
def _sockets_apart(app: Flask, nodes: int) -> Iterator[tuple[list[int], int]]:
    """So many nodes for pages at the first ports, sockets at the last one, and a Redis between them."""
    redis, port = RedisServer(), free_port()
    environment = {**environment_of(app), "REDIS_URL": redis.url}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:app.gunicorn_sockets"]
    log = ROOT / "instance" / f"bench-{port}.log"
    words = ["env", *(f"{name}={value}" for name, value in environment.items()), f"SOCKETS={MANY + 8}", *command]
    program = Program([*words, "--bind", f"127.0.0.1:{port}"], log)
    try:
        program.wait_until(lambda: f":{port}" in log.read_text(), 90)
        with ExitStack() as running:
            pages = {**environment, "SOCKETS": "0"}
            yield (
                [running.enter_context(served("wsgi:app", pages, hooks="bench.without_jobs")) for _ in range(nodes)],
                port,
            )
    finally:
        program.stop()
        redis.stop()
        log.unlink(missing_ok=True)


def _listened(order: dict[str, Any], doors: dict[str, Any], number: int) -> list[float]:
    """Median of the rounds, each with a post of its own."""
    after = order["after"]
    posts = [_post(order, str(after + place)) for place in range(ROUNDS)]
    order["after"] += ROUNDS
    listening = {"thread": order["thread"], "after": after, "cookies": order["cookies"][:number], "posts": posts}
    found = _ask_listeners(doors | listening)
    spreads = [[found[f"{what} {part}"] for part in ("median", "p95", "most")] for what in ("nudge", "html")]
    return [found["listeners"], found["connected"], found["nudged"], *spreads[0], found["fetched"], *spreads[1]]


def _post(order: dict[str, Any], key: str) -> list[str]:
    """Path, cookie and body of a reply, by the last of the learners."""
    body = urlencode({"text": f"谁还没睡？{key}", "csrf_token": order["token"], "key": f"bench-{key}"})
    return [f"/threads/{order['thread']}", order["cookies"][-1], body]


def _ask_listeners(order: dict[str, Any]) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.listeners"]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(order), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found
