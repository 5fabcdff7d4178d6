"""Each page of the contract, as those see it for whom it was made: statements, server time, weight, throughput."""

from statistics import median
from time import perf_counter

import brotli  # type: ignore[import-untyped]
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from app.assignments.models import Submission
from app.classrooms.models import Classroom, Enrolment
from app.classrooms.policy import classroom_ids_of
from app.discussions.models import Board, Thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.jobs import run_due
from app.journals.models import Journal
from app.people.models import Person
from app.people.queries import find_by_account
from app.rankings.models import ClosedWeek
from app.schedule import JOBS
from bench.bare import make_bare_app
from bench.servers import environment_of, load, served
from tests.support.sockets import cookie_of

ROUNDS = 15
WARMING = 12  # PostgreSQL plans a statement anew the first five times
AT_ONCE = (1, 16, 64)
SECONDS, SECONDS_OF_THE_THREAD = 0.7, 3.0
SECONDS_OF_WARMING = 3.0  # so that of the server's connections, too, each has asked a page's statements often enough
BARE = "bare thread: 6 queries by the driver, Jinja2, Flask"
HEADS = [
    *("page", "as", "status", "statements", "ms in process", "KB", "KB compressed"),
    *(f"a second, {number} at once" for number in AT_ONCE),
    *("p95 ms, 64 at once", "times the thread"),
]


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Warm pages in this process without network, then over real HTTP; the bare limit is measured in the same run."""
    with app.app_context():
        run_due(JOBS, clock.now())  # nothing else shall be measured
        asked = asked_pages()
        thread = _busiest_thread()
        readers = _readers(app, thread)
    environment, bare_environment = environment_of(app), _bare_environment(app, thread)
    with (
        served("wsgi:app", environment, hooks="bench.without_jobs") as ours,
        served("bench.bare:from_environment()", bare_environment, hooks="bench.bare") as bare,
    ):
        rows: list[list[object]] = [
            [BARE, "-", 200, 6, *_by_hand(app, thread), *_throughput(bare, "/", [""], SECONDS_OF_THE_THREAD), "-"]
        ]
        for name, account, path in asked:
            is_thread = name.startswith("thread")
            cookies = readers if is_thread else [_cookie(app, account)]
            seconds = SECONDS_OF_THE_THREAD if is_thread else SECONDS
            rows.append(
                [f"{name} {path}", account, *_visit(app, account, path), *_throughput(ours, path, cookies, seconds)]
            )
    _compare(rows)
    return HEADS, rows


def _compare(rows: list[list[object]]) -> None:
    """Each page's time beside the thread's, and the thread's throughput beside the bare limit's."""
    bare, thread = rows[0], next(row for row in rows if str(row[0]).startswith("thread"))
    for row in rows[1:]:
        row.append(float(str(row[4])) / float(str(thread[4])))
    shares = [float(str(thread[place])) / float(str(bare[place])) for place in (7, 8, 9)]
    rows.append(["thread, share of the bare limit", "-", "-", "-", "-", "-", "-", *shares, "-", "-"])


def _throughput(port: int, path: str, cookies: list[str], seconds: float) -> list[object]:
    load(port, [path], max(AT_ONCE), SECONDS_OF_WARMING, cookies=cookies, encoding="")
    found = [load(port, [path], number, seconds, cookies=cookies, encoding="") for number in AT_ONCE]
    return [*(one["a_second"] for one in found), found[-1]["p95"]]


def _visit(app: Flask, account: str, path: str) -> list[object]:
    """Status, statements, milliseconds, weight and compressed weight of a warm page."""
    status, statements, milliseconds, body = visit(app, account, path)
    return [status, statements, milliseconds, *_weights(body)]


def visit(app: Flask, account: str, path: str) -> tuple[int, int, float, bytes]:
    """Status, statements, median milliseconds and body of a warm page."""
    client = signed_in_client(app, account)
    for _round in range(WARMING):
        client.get(path)
    sent: list[str] = []
    with app.app_context():
        engine = db.engine
    hear = lambda _c, _u, statement, *_o: sent.append(statement)  # noqa: E731
    event.listen(engine, "before_cursor_execute", hear)
    answer = client.get(path)
    event.remove(engine, "before_cursor_execute", hear)
    statements = sum(not statement.startswith(("BEGIN", "PRAGMA")) for statement in sent)
    return answer.status_code, statements, _milliseconds(client, path), answer.data


def signed_in_client(app: Flask, account: str) -> FlaskClient:
    """A client without network, signed in unless it is a guest's."""
    client = app.test_client()
    cookie = _cookie(app, account)
    if cookie:
        client.set_cookie(*cookie.split("=", 1))
    return client


def _by_hand(app: Flask, thread: int) -> list[object]:
    """Milliseconds and weights of the bare page in this process."""
    values = _bare_environment(app, thread)
    bare = make_bare_app(values["BARE_DATABASE"], thread, int(values["BARE_PERSON"])).test_client()
    return [_milliseconds(bare, "/"), *_weights(bare.get("/").data)]


def _milliseconds(client: FlaskClient, path: str) -> float:
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        client.get(path)
        times.append((perf_counter() - began) * 1000)
    return median(times)


def _weights(body: bytes) -> list[object]:
    return [len(body) / 1024, len(brotli.compress(body, quality=4)) / 1024]


def _bare_environment(app: Flask, thread: int) -> dict[str, str]:
    with app.app_context():
        person = db.session.scalar(select(Thread.author_id).where(Thread.id == thread))
    return {
        "BARE_DATABASE": environment_of(app)["DATABASE_URL"],
        "BARE_THREAD": str(thread),
        "BARE_PERSON": str(person),
    }


def _cookie(app: Flask, account: str) -> str:
    if account == "guest":
        return ""
    with app.app_context():
        person = find_by_account(account)
        assert person is not None, account
        return cookie_of(app, person)


def _readers(app: Flask, thread: int) -> list[str]:
    """Cookies of many members of the thread's class, since a thread is read by many and not by one again and again."""
    home = select(Thread.classroom_id).where(Thread.id == thread).scalar_subquery()
    members = (
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.classroom_id == home, Enrolment.until.is_(None), Person.disabled_at.is_(None))
    )
    return [cookie_of(app, person) for person in db.session.scalars(members)]


def asked_pages() -> list[tuple[str, str, str]]:
    learner = find_by_account("learner")
    assert learner is not None
    room = db.session.get_one(Classroom, classroom_ids_of(learner)[0])
    week = db.session.scalar(select(func.max(ClosedWeek.week))) or ""
    submission = _one(Submission, learner)
    journal = _one(Journal, learner)
    thread, board = _busiest_thread(), _busiest_board()
    topic = "/course/every-student/net-addiction"
    return [
        ("home", "guest", "/"),
        *[("home", account, "/") for account in ("learner", "tutor", "classadmin", "expert", "area", "team")],
        ("map of 48", "learner", "/course"),
        ("topic", "learner", topic),
        ("assignment", "learner", f"{topic}/assignment"),
        ("me", "learner", "/me"),
        ("study time", "learner", "/me/study-time"),
        ("own submissions", "learner", "/me/submissions"),
        ("own journals", "learner", "/me/journals"),
        ("class", "learner", f"/classrooms/{room.code}"),
        ("class", "classadmin", f"/classrooms/{room.code}"),
        ("salon", "learner", f"/classrooms/{room.code}/salon"),
        ("thread of 25", "learner", f"/threads/{thread}"),
        ("queue", "tutor", "/grading"),
        ("work", "tutor", f"/submissions/{submission}"),
        ("work", "learner", f"/submissions/{submission}"),
        ("journal", "learner", f"/journals/{journal}"),
        ("forum", "learner", "/forum"),
        ("busiest board", "learner", f"/forum/{board}"),
        ("honours", "learner", "/honours"),
        ("closed week", "learner", f"/honours/{week}"),
        ("why this place", "learner", f"/honours/{week}/learners/{learner.id}"),
        ("notices", "learner", "/notices"),
        ("figures", "team", "/statistics/43"),
        ("figures", "area", "/statistics"),
    ]


def _one(kind: type[Submission] | type[Journal], learner: Person) -> int:
    return db.session.scalar(select(func.min(kind.id)).where(kind.person_id == learner.id)) or 0


def _busiest_thread() -> int:
    """The thread of 77 posts in the demo learner's own class."""
    return db.session.scalars(select(Thread.id).order_by(Thread.post_count.desc()).limit(1)).one()


def _busiest_board() -> str:
    """The board with most threads."""
    most = select(Board.slug).join(Thread, Thread.board_id == Board.id).group_by(Board.id, Board.slug)
    return db.session.scalars(most.order_by(func.count().desc()).limit(1)).one()
