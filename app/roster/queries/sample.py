"""A roster as it really comes, made of people who are there and of mistakes that everybody makes."""

from typing import Any

from sqlalchemy import select

from app.classrooms.models import Classroom, Enrolment
from app.foundation.database import db
from app.people.models import Person, School
from app.roster.policy import classrooms_run_by

HEADS = ("序号", "姓 名", "所在培训班级", "工作单位（全称）", "身份证号码", "联系电话", "备注")
KEPT, MOVED = 10, 2


def sample_rows(viewer: Person, training_id: int) -> list[tuple[Any, ...]]:
    """Headings, then rows of the first two classes that the viewer runs."""
    rooms = list(
        db.session.execute(
            select(Classroom.id, Classroom.name)
            .where(Classroom.training_id == training_id, classrooms_run_by(viewer))
            .order_by(Classroom.code)
            .limit(2)
        )
    )
    if not rooms:
        return [HEADS]
    people = [_people(room.id) for room in rooms]
    home, other = rooms[0].name, rooms[-1].name
    rows: list[tuple[str, ...]] = [_row(name, home, school) for name, school in people[0][:KEPT]]
    rows += [_row(name, other, school) for name, school in people[0][KEPT : KEPT + MOVED]]
    school = people[0][0][1] if people[0] else ""
    rows += _mistakes(home, school)
    return [HEADS, *((str(number), *row) for number, row in enumerate(rows, 1))]


def _row(name: str, room: str, school: str, identity: str = "", phone: str = "", note: str = "") -> tuple[str, ...]:
    return name, room, school, identity, phone, note


def _mistakes(room: str, school: str) -> list[tuple[str, ...]]:
    """Spaces, full-width digits, a school nearly spelt right, lost digits, a class of another name, one phone for two."""
    nearly = f"{school[:-2]}完小" if len(school) > 4 else "育材小学"
    return [
        _row("陈 晨", f" {room} ", school, phone="１３９０７３１２２０８"),
        _row("𠮷桂兰", room, school, note="生僻字"),
        _row("谭 春 梅", room, nearly, phone="139-0731-2209"),
        _row("蒋国庆", room, "县城关镇新建的实验学校", note="今年新办"),
        _row("邓丽华", room, school, "4.30102E+17", note="Excel 改过"),
        _row("肖建军", room, school, "430102196503071234"),
        _row("龙秀英", f"{room[:-2]}壹班", school),
        _row("彭小兵", room, school, phone="13607310002"),
        _row("彭晓冰", room, school, phone="13607310002"),
        _row("", room, school, note="名字漏了"),
        _row("阿依古丽·买买提", room, school, phone="18907312210"),
    ]


def _people(room_id: int) -> list[tuple[str, str]]:
    statement = (
        select(Person.name, School.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(School, School.id == Person.school_id)
        .where(Enrolment.classroom_id == room_id, Enrolment.until.is_(None))
        .order_by(Person.sort_name, Person.id)
    )
    return [(name, school) for name, school in db.session.execute(statement)]
