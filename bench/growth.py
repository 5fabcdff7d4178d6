"""The same pages and the same job on a province a tenth as large: what grows with the size of the whole."""

from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy.engine import URL

from app.foundation.database import db
from bench import week
from bench.pages import asked_pages, signed_in_client
from bench.scratch import make_database
from bench.stage import open_stage

HEADS = ["what", "as", "a tenth, ms", "whole, ms", "times"]
ROUNDS = 9


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """Median of the warm page in this process, the two sizes taking turns."""
    small = _a_tenth_of(app)
    pages = [(_pages(small), small), (_pages(app), app)]
    rows: list[list[object]] = []
    for name, account in pages[1][0]:
        times = [_milliseconds(owner, account, paths[name, account]) for paths, owner in pages]
        rows.append([name, account, *times, times[1] / times[0]])
    jobs = [_closing(owner) for _paths, owner in pages]
    rows.append(["closing a week", "-", *jobs, jobs[1] / jobs[0]])
    return HEADS, rows


def _pages(app: Flask) -> dict[tuple[str, str], str]:
    with app.app_context():
        return {(name, account): path for name, account, path in asked_pages()}


def _milliseconds(app: Flask, account: str, path: str) -> float:
    client = signed_in_client(app, account)
    client.get(path)
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        client.get(path)
        times.append((perf_counter() - began) * 1000)
    return median(times)


def _closing(app: Flask) -> float:
    """Milliseconds of closing a week, as the bench of that name has it."""
    seconds = next(row[1] for row in week.measure(app)[1] if str(row[0]).startswith("close "))
    return float(str(seconds)) * 1000


def _a_tenth_of(app: Flask) -> Flask:
    scale = float(app.extensions["settings"].instance.name.removeprefix("bench-")) / 10
    with app.app_context():
        url: URL = db.engine.url
    if url.get_backend_name() == "sqlite":
        return open_stage(scale, "")
    return open_stage(scale, make_database(url, f"bench_{scale:g}".replace(".", "_")))
