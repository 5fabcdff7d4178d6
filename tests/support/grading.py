"""What the tests of grading share: words of a tutor, counting rows, reading a form out of an answer."""

from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app.classrooms.models import StaffAssignment
from app.foundation.database import db
from app.foundation.transactions import transaction
from tests.support.browsing import FORM, HIDDEN, _value
from tests.support.given import BEGINNING, Given

COMMENT = "纸条这个办法好：先看见每个孩子的夜晚，再谈作业多少。"
SECOND = "再读一遍，第三段的转折其实很见功夫，分数给低了。"


def count(app: Flask, table: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def seat_second_tutor(app: Flask, given: Given) -> int:
    """Make the tutor of the other class a tutor of the first one too."""
    seat = StaffAssignment(classroom_id=given.classroom.id, person_id=given.tutor2.id, role="tutor", since=BEGINNING)
    with app.app_context(), transaction() as session:
        session.add(seat)
    return given.tutor2.id


def form_of(page: str, act: str = "grade") -> tuple[str, dict[str, str]]:
    """Address and hidden fields of a form in a page that came as an answer."""
    found = next(m for m in FORM.finditer(page) if f'data-act="{act}"' in m.group(1))
    hidden = {_value(tag, "name"): _value(tag, "value") for tag in HIDDEN.findall(found.group(2))}
    return _value(found.group(1), "action"), hidden
