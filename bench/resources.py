"""The list of resources: its first page, its thousandth and its last, each filter and order, words, and one resource."""

from datetime import datetime
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import func, select

from app.classrooms.queries import find_newest_training
from app.foundation.database import db
from app.foundation.limits import limiter
from app.resources.kinds import KINDS, STAGES
from app.resources.models import Resource
from app.resources.queries import Key, Order
from app.resources.queries.listing import COLUMNS, PER_PAGE, as_number
from bench.pages import visit

HEADS = ["page", "as", "found", "statements", "ms in process", "KB", "times the first page"]
ROUNDS, THOUSANDTH = 15, 1_000
WORDS = "班会"


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Warm pages in this process; the bare limit is the first page's twenty rows by the driver alone."""
    limiter.enabled = False  # nobody turns so many pages in a minute
    with app.app_context():
        asked, by_hand = _asked(), _by_hand()
    rows: list[list[object]] = [["bare: the rows of a page by the driver", "-", PER_PAGE, 1, by_hand, 0.0]]
    for name, account, path, found in asked:
        status, statements, milliseconds, body = visit(app, account, path)
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
        rows.append([name, account, found, statements, milliseconds, len(body) / 1024])
    first = float(str(rows[1][4]))
    return HEADS, [[*row, float(str(row[4])) / first] for row in rows]


def _asked() -> list[tuple[str, str, str, int]]:
    """Name, reader, address and how many resources it is about."""
    number = _number()
    pages = max(1, -(-number // PER_PAGE))
    deep, last = min(THOUSANDTH, pages), pages
    topic = db.session.scalar(
        select(Resource.topic_id).where(Resource.topic_id.is_not(None)).group_by(Resource.topic_id)
        .order_by(func.count().desc()).limit(1)
    )  # fmt: skip
    one = db.session.scalar(select(Resource.id).where(Resource.withdrawn_at.is_(None)).order_by(Resource.id).limit(1))
    found = [
        (f"{order}, page {page}", "learner", _address(order, page), number)
        for order in Order
        for page in dict.fromkeys((1, deep, last))
    ]
    for order in Order:
        found += [
            (f"{order}, {kind.code}", "learner", f"/resources?sort={order}&kind={kind.code}", _number(kind=kind.code))
            for kind in KINDS
        ]
    found += [
        (f"newest, {stage.code}", "learner", f"/resources?stage={stage.code}", _number(stage=stage.code))
        for stage in STAGES
    ]
    found.append(("newest, busiest topic", "learner", f"/resources?topic={topic}", _number(topic_id=topic)))
    found += [
        ("words", account, f"/resources?q={WORDS}", number) for account in ("learner", "tutor")
    ]  # fmt: skip
    return [*found, ("one resource", "learner", f"/resources/{one}", 1)]


def _number(**equal: object) -> int:
    shown = select(func.count()).select_from(Resource).where(Resource.withdrawn_at.is_(None)).filter_by(**equal)
    return db.session.scalar(shown) or 0


def _address(order: Order, page: int) -> str:
    """A page of the list: a deep one begins where the one before it ended."""
    if page == 1:
        return f"/resources?sort={order}"
    column = COLUMNS[order]
    shown = select(column, Resource.id).where(Resource.withdrawn_at.is_(None))
    value, number = db.session.execute(
        shown.order_by(column.desc(), Resource.id.desc()).offset((page - 1) * PER_PAGE - 1).limit(1)
    ).one()
    key = Key(as_number(value) if isinstance(value, datetime) else int(str(value)), number)
    return f"/resources?sort={order}&after={key}"


def _by_hand() -> float:
    """Milliseconds of the newest twenty by one statement, without session and mapper."""
    training = find_newest_training()
    if training is None:
        raise SystemExit("there is no training to measure")
    shown = select(Resource.id, Resource.title, Resource.shared_at).where(
        Resource.training_id == training.id, Resource.withdrawn_at.is_(None)
    )
    statement = shown.order_by(Resource.shared_at.desc(), Resource.id.desc()).limit(PER_PAGE)
    text = str(statement.compile(db.engine, compile_kwargs={"literal_binds": True}))
    taken = []
    connection = db.engine.raw_connection()
    try:
        for _round in range(ROUNDS):
            began = perf_counter()
            cursor = connection.cursor()
            cursor.execute(text)
            cursor.fetchall()
            taken.append((perf_counter() - began) * 1000)
    finally:
        connection.close()
    return median(taken)
