"""A roster of the whole province, 12,542 rows with numbers: read, laid out, applied, taken back."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from random import Random
from time import perf_counter

from flask import Flask
from sqlalchemy import func, select

from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.foundation.sheets import Column, Sheet, write_workbook
from app.foundation.transactions import transaction
from app.people.models import School
from app.people.queries import find_by_account
from app.roster.cells import CHECKS, WEIGHTS
from app.roster.headings import find_table
from app.roster.models import RosterAct, RosterImport
from app.roster.operations.applying import apply_import
from app.roster.operations.drafting import decide_import, send_roster
from app.roster.operations.undoing import undo_act
from app.roster.reading.outside import Book, read_spreadsheet
from bench.scratch import on_a_copy

ROWS = 12_542
HEADS = ["step", "rows", "seconds"]
FAMILY, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧",
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华",
)


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """On a copy of the stage: a second training with the same classes, and a roster that fills it with newcomers."""
    with on_a_copy(app) as copy, copy.app_context():
        training_id, names = _empty_training()
        count = ROWS
        content = _roster(names, count)
        team = find_by_account("team")
        assert team is not None
        return HEADS, _steps(team.id, training_id, content, count)


def _steps(team_id: int, training_id: int, content: bytes, count: int) -> list[list[object]]:
    rows: list[list[object]] = []

    def step(name: str, work: Callable[[], object]) -> object:
        db.session.rollback()
        began = perf_counter()
        answer = work()
        rows.append([name, count, perf_counter() - began])
        return answer

    book = step("read in the limited process", lambda: read_spreadsheet(content))
    assert isinstance(book, Book)
    table = find_table(book)
    number = int(str(step("lay out", lambda: send_roster(team_id, training_id, "roster.xlsx", table, ""))))
    keys = {one["key"]: "new" for one in db.session.get_one(RosterImport, number).understood["questions"]}
    step("lay out again with decisions", lambda: decide_import(team_id, number, {"schools": keys, "vanished": "keep"}))
    assert step("apply", lambda: apply_import(team_id, number))
    rows.append(["all together", count, sum(float(str(row[2])) for row in rows)])
    act = db.session.scalars(select(RosterAct.id).where(RosterAct.import_id == number)).one()
    step("take all of it back", lambda: undo_act(team_id, act))
    return rows


def _empty_training() -> tuple[int, list[tuple[str, str]]]:
    """A training after the newest one, with the same classes; gives codes and a school of each class's county."""
    with transaction() as session:
        model = session.scalars(select(Training).order_by(Training.id.desc())).first()
        assert model is not None
        rooms = session.scalars(select(Classroom).where(Classroom.training_id == model.id).order_by(Classroom.id)).all()
        later = timedelta(days=364)
        training = Training(
            code=f"{model.code}b", name=model.name, place_code=model.place_code, starts_on=model.starts_on + later,
            ends_on=model.ends_on + later, late_until=model.late_until + later, time_zone=model.time_zone,
            scheme=model.scheme, grade_ladder=model.grade_ladder,
        )  # fmt: skip
        session.add(training)
        session.flush()
        schools = dict(
            session.execute(select(School.place_code, func.min(School.name)).group_by(School.place_code)).all()
        )
        session.add_all(
            Classroom(training_id=training.id, code=f"{room.code}b", name=room.name, place_code=room.place_code)
            for room in rooms
        )
        return training.id, [(f"{room.code}b", schools[room.place_code[:6]]) for room in rooms]


def _roster(rooms: list[tuple[str, str]], count: int) -> bytes:
    """Newcomers with identity numbers and telephones, evenly over the classes; the same ones each time."""
    rng = Random("roster")
    rows = []
    for place in range(count):
        room, school = rooms[place % len(rooms)]
        name = rng.choice(FAMILY) + rng.choice(GIVEN) + rng.choice(GIVEN) + rng.choice(GIVEN)
        bare = f"430102{1960 + place % 30}{1 + place % 12:02}{1 + place % 28:02}{place % 1000:03}"
        bare = f"43{place // 1000 % 10}{place // 100 % 10}02{bare[6:]}"
        check = CHECKS[sum(int(digit) * weight for digit, weight in zip(bare, WEIGHTS, strict=True)) % 11]
        rows.append((name, room, school, bare + check, str(13_000_000_000 + place)))
    columns = [Column(head) for head in ("姓名", "班级", "学校", "身份证号", "手机号")]
    with write_workbook([Sheet("名册", columns, rows)]) as file:
        content = BytesIO(file.read())
    return content.getvalue()
