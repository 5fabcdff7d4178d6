"""What a week costs at least: one aggregate over its facts, one insert of its frozen rows, one board of all classes."""

from statistics import median
from time import perf_counter, process_time
from typing import Any

from flask import Flask
from jinja2 import Environment

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db

BOARD = Environment(autoescape=True).from_string(
    "<!doctype html><title>Board</title><h1>Board</h1><table>{% for row in rows %}<tr>{% for value in row %}"
    "<td>{{ value }}</td>{% endfor %}</tr>{% endfor %}</table>"
)
COLUMNS = "board, subject_id, classroom_id, place, is_winner, points, quality, reached_at, parts"
PARTS = (
    (
        "SELECT s.person_id, count(*) n, 0 seconds FROM submissions s JOIN submission_versions v ON v.submission_id = s.id"
        " WHERE s.training_id + 0 = {training} AND v.handed_in_at >= '{start}' AND v.handed_in_at < '{end}'{range}"
        " GROUP BY s.person_id"
    ),
    (
        "SELECT person_id, count(*), 0 FROM journals"
        " WHERE training_id = {training} AND published_at >= '{start}' AND published_at < '{end}' GROUP BY person_id"
    ),
    (
        "SELECT author_id, count(*), 0 FROM posts"
        " WHERE training_id = {training} AND written_at >= '{start}' AND written_at < '{end}' GROUP BY author_id"
    ),
    (
        "SELECT person_id, count(*), 0 FROM grades"
        " WHERE training_id = {training} AND graded_at >= '{start}' AND graded_at < '{end}' GROUP BY person_id"
    ),
    (
        "SELECT person_id, 0, sum(seconds) FROM study_days"
        " WHERE training_id = {training} AND day BETWEEN '{monday}' AND '{sunday}' GROUP BY person_id"
    ),
)
SUMS = (
    "SELECT e.person_id, e.classroom_id, coalesce(sum(f.n), 0), coalesce(sum(f.seconds), 0),"
    " rank() OVER (ORDER BY coalesce(sum(f.n), 0) DESC, coalesce(sum(f.seconds), 0) DESC) FROM enrolments e"
    " LEFT JOIN ({parts}) f ON f.person_id = e.person_id WHERE e.training_id = {training} AND e.until IS NULL"
    " GROUP BY e.person_id, e.classroom_id"
)


def sum_up(training: Training, week: Week, *, by_day: bool = False) -> list[Any]:
    """Counts and sums of everybody's week, ranked; `by_day` finds works by the index on the day of their last handing in.

    Without it all works of the training are looked through, as when the goal was set: the sum keeps SQLite from an index that
    would be slower than none.
    """
    zone = training.time_zone
    named = {
        "training": int(training.id),
        "start": f"{week.starts_at(zone):%Y-%m-%d %H:%M:%S}",
        "end": f"{week.ends_at(zone):%Y-%m-%d %H:%M:%S}",
        "monday": week.monday,
        "sunday": week.sunday,
        "range": f" AND s.handed_in_at >= '{week.starts_at(zone):%Y-%m-%d %H:%M:%S}'" if by_day else "",
    }
    parts = " UNION ALL ".join(part.format(**named) for part in PARTS)
    parts = parts.replace("s.training_id + 0", "s.training_id") if by_day else parts
    return _asked(SUMS.format(parts=parts, training=named["training"]))


def insert_again(closed_week_id: int) -> tuple[float, float]:
    """Seconds of inserting the frozen rows of a week once more by the driver; it is thrown away."""
    connection = db.engine.raw_connection()
    cursor, is_sqlite = connection.cursor(), db.engine.dialect.name == "sqlite"
    columns = COLUMNS if is_sqlite else f"{COLUMNS}::text"
    cursor.execute(f"SELECT {columns} FROM standings WHERE closed_week_id = {closed_week_id:d}")
    rows = [(f"{row[0]}+", *row[1:]) for row in cursor.fetchall()]
    connection.rollback()
    marks = ", ".join(["?" if is_sqlite else "%s"] * 9)
    began, busy = perf_counter(), process_time()
    cursor.execute("BEGIN IMMEDIATE" if is_sqlite else "BEGIN")  # a connection by itself commits each statement
    cursor.executemany(f"INSERT INTO standings (closed_week_id, {COLUMNS}) VALUES ({closed_week_id:d}, {marks})", rows)
    seconds = perf_counter() - began, process_time() - busy
    connection.rollback()
    connection.close()
    return seconds


def board_by_hand(closed_week_id: int, rounds: int) -> float:
    """Median seconds of a page with all classes, eight columns each, out of one query.

    It is a page of a Flask without anything else, as the bare thread is: what is compared with it is a page too.
    """
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    bare = Flask("bare")

    @bare.get("/")
    def board() -> str:
        cursor.execute(
            "SELECT s.place, c.name, c.code, s.points, s.quality, s.is_winner, s.reached_at, s.subject_id"
            " FROM standings s JOIN classrooms c ON c.id = s.classroom_id"
            f" WHERE s.closed_week_id = {closed_week_id:d} AND s.board = 'classrooms' ORDER BY s.place"
        )
        return BOARD.render(rows=cursor.fetchall())

    client, times = bare.test_client(), []
    for _round in range(rounds + 1):
        began = perf_counter()
        client.get("/")
        times.append(perf_counter() - began)
    connection.rollback()
    connection.close()
    return median(times[1:])


def _asked(statement: str) -> list[Any]:
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute(statement)
    rows = list(cursor.fetchall())
    connection.rollback()
    connection.close()
    return rows
