"""The same pages and the same job on a province a tenth as large: what grows with the size of the whole."""

from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.engine import URL

from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.queries import find_by_account
from app.rankings.models import ClosedWeek
from app.rankings.operations import correct_week
from bench.pages import WARMING, asked_pages, signed_in_client
from bench.processors import database_of, spent_here
from bench.scratch import make_database
from bench.stage import open_stage

HEADS = ["what", "as", "a tenth, ms of CPU", "whole, ms of CPU", "times"]
ROUNDS = 9


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Median of the warm page in this process, the two sizes taking turns; seconds of CPU, since neighbours cost none.

    What PostgreSQL takes for it is in them.
    """
    small, database = _a_tenth_of(app), database_of(app)
    few, all_of_it = _pages(small), _pages(app)
    rows = [_row(database, small, app, *asked, few[asked], path) for asked, path in all_of_it.items()]
    jobs = [_closing(one, database) for one in (small, app)]
    rows.sort(key=lambda row: -float(str(row[4])))
    return HEADS, [*rows, ["closing a week, thrown away", "-", *jobs, jobs[1] / jobs[0]]]


def _pages(app: Flask) -> dict[tuple[str, str], str]:
    with app.app_context():
        return {(name, account): path for name, account, path in asked_pages()}


def _row(
    database: int | None, small: Flask, whole: Flask, name: str, account: str, few: str, path: str
) -> list[object]:
    asked = [(signed_in_client(small, account), few), (signed_in_client(whole, account), path)]
    times = [[_milliseconds(*one, database) for one in asked] for _round in range(WARMING + ROUNDS)]
    tenth, all_of_it = (median(found) for found in zip(*times[WARMING:], strict=True))
    return [name, account, tenth, all_of_it, all_of_it / tenth]


def _milliseconds(client: FlaskClient, path: str, database: int | None) -> float:
    began = spent_here(database)
    client.get(path)
    return (spent_here(database) - began) * 1000


def _closing(app: Flask, database: int | None) -> float:
    """Milliseconds of closing the newest closed week once more, in a transaction that is thrown away."""
    with app.app_context(), transaction() as session:
        closed = session.scalars(select(ClosedWeek).order_by(ClosedWeek.week.desc())).first()
        team = find_by_account("team")
        if closed is None or team is None:
            raise SystemExit("the demo has closed no week yet")
        began = spent_here(database)
        correct_week(closed.training_id, Week.parse(closed.week), team.id, "measured")
        session.flush()
        passed = spent_here(database) - began
        session.rollback()
    return passed * 1000


def _a_tenth_of(app: Flask) -> Flask:
    """The province at a tenth of this one's scale, beside it in the same kind of database."""
    scale = float(app.extensions["settings"].instance.name.removeprefix("bench-")) / 10
    with app.app_context():
        url: URL = db.engine.url
    if url.get_backend_name() == "sqlite":
        return open_stage(scale, "")
    return open_stage(scale, make_database(url, f"bench_{scale:g}".replace(".", "_")))
