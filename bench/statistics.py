"""Figures of the province: pages at each level, a day's facts, and everybody as a file in a process of its own."""

import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from flask import Flask
from sqlalchemy import func, select

from app import create_app
from app.classrooms.models import Classroom, Training
from app.classrooms.queries import find_newest_training
from app.foundation import clock
from app.foundation.database import db
from app.foundation.sheets import write_workbook
from app.foundation.transactions import transaction
from app.settings import Settings
from app.statistics.models import ClassroomDay, FactDay, PersonState
from app.statistics.operations import count_day, count_everything
from app.statistics.queries import calendar_of, seats_under
from app.statistics.queries.ledger import days_astray
from app.statistics.queries.workbooks import people_sheet
from bench.pages import visit
from bench.servers import environment_of

HEADS = ["what", "as", "statements", "ms", "of them in this process", "KB", "goal"]
ROUNDS = 3
PAGE_GOAL, DAY_GOAL, FILE_GOAL = "300 ms", "5,000 ms", "10,000 ms, 300 MB"


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """A day is counted anew in a transaction that is thrown away."""
    with app.app_context():
        training = _counted()
        asked = _pages(training)
        jobs = [_day(training), _search(training)]
    rows: list[list[object]] = []
    for name, account, path in asked:
        _status, statements, milliseconds, body = visit(app, account, path)
        rows.append([f"{name} {path}", account, statements, milliseconds, "-", len(body) / 1024, PAGE_GOAL])
    return HEADS, [*rows, *jobs, _file(app)]


def _counted() -> Training:
    """The province's training; one that was built before there were facts is counted first."""
    training = find_newest_training()
    if training is None:
        raise SystemExit("there is no training to measure")
    if db.session.scalar(select(func.count()).select_from(FactDay)) == 0:
        count_everything(training.id, clock.now())
    return db.session.get_one(Training, training.id)


def _pages(training: Training) -> list[tuple[str, str, str]]:
    """Each level, and one figure of it; the places are those of the busiest class."""
    busiest = select(PersonState.classroom_id).group_by(PersonState.classroom_id).order_by(func.count().desc()).limit(1)
    room = db.session.scalars(select(Classroom).where(Classroom.id == busiest.scalar_subquery())).one()
    person = db.session.scalar(select(func.min(PersonState.person_id)).where(PersonState.classroom_id == room.id))
    site, county, city, province = room.place_code, room.place_code[:6], room.place_code[:4], training.place_code
    levels = (("province", province), ("city", city), ("county", county), ("site", site))
    return [
        *((name, "team", f"/statistics/{code}") for name, code in levels),
        ("province, one week", "team", f"/statistics/{province}?week={training.weeks[2]}"),
        *((f"{name}, one figure", "team", f"/statistics/{code}/study_minutes") for name, code in levels),
        ("class", "team", f"/statistics/classrooms/{room.code}"),
        ("class, one figure", "team", f"/statistics/classrooms/{room.code}/assignments"),
        ("learner", "team", f"/statistics/classrooms/{room.code}/learners/{person}"),
        ("side by side", "team", f"/statistics/comparison?area={city}&area={province}&classroom={room.code}"),
        ("expert's cities", "expert", "/statistics"),
        ("reports", "team", "/reports"),
        ("a report", "team", f"/reports/{province}/{training.weeks[1]}"),
    ]


def _day(training: Training) -> list[object]:
    """The facts of the busiest day."""
    lively = select(ClassroomDay.day).where(
        ClassroomDay.training_id == training.id, ClassroomDay.day < training.ends_on
    )
    most = lively.group_by(ClassroomDay.day).order_by(func.sum(ClassroomDay.assignments).desc()).limit(1)
    day, number = db.session.scalars(most).one(), training.id

    def work() -> None:
        with transaction() as session:
            count_day(number, day, clock.now())
            session.rollback()

    return [f"facts of one day, {day}", "-", "-", *_times(work), "-", DAY_GOAL]


def _search(training: Training) -> list[object]:
    number, days = training.id, len(list(calendar_of(training).days(training.ends_on)))
    work = lambda: days_astray(db.session.get_one(Training, number))  # noqa: E731
    return [f"looking for what changed in {days} days", "-", "-", *_times(work), "-", "-"]


def _file(app: Flask) -> list[object]:
    """Everybody of the province as a spreadsheet, written by a fresh process whose memory says what it takes."""
    with get_context("spawn").Pool(1) as pool:
        rows, columns, milliseconds, own, megabytes, size = pool.apply(write_everybody, (environment_of(app),))
    return [f"file of {rows} rows × {columns}, {megabytes:.0f} MB", "-", "-", milliseconds, own, size, FILE_GOAL]


def write_everybody(environment: dict[str, str]) -> tuple[int, int, float, float, float, float]:
    """Rows, columns, milliseconds, those of this process, megabytes at most, and kilobytes of the file."""
    app = create_app(Settings.from_environment(environment))
    with app.app_context(), app.test_request_context():
        training = find_newest_training()
        if training is None:
            sys.exit("there is no training to measure")
        cities = sorted({code[:4] for code in db.session.scalars(select(Classroom.place_code))})
        number = sum(seats_under(training.id, city) for city in cities)
        began, busy = perf_counter(), process_time()
        sheet = people_sheet(training, cities)
        with write_workbook([sheet]) as file:
            size = file.seek(0, 2) / 1024
        passed = (perf_counter() - began) * 1000, (process_time() - busy) * 1000
        most = _most_memory()
        return number, len(sheet.columns), *passed, most, size


def _most_memory() -> float:
    """Megabytes at most, without files that the kernel could take back at any time, such as SQLite's own.

    What the parent held when it made this process stands in `getrusage` too, so the kernel's page is read instead.
    """
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    kilobytes = {words[0]: int(words[1]) for words in lines if words[0] in ("VmHWM:", "RssFile:")}
    return (kilobytes["VmHWM:"] - kilobytes["RssFile:"]) / 1024


def _times(work: Callable[[], object]) -> tuple[float, float]:
    """Median milliseconds by the clock and of this process's own."""
    found = []
    for _round in range(ROUNDS):
        began, busy = perf_counter(), process_time()
        work()
        found.append(((perf_counter() - began) * 1000, (process_time() - busy) * 1000))
    return median(one[0] for one in found), median(one[1] for one in found)
