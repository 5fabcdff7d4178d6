"""Two trainings side by side: whose classes a roster means is chosen, said, and asked again where it cannot be."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.roster.models import RosterImport
from app.roster.policy import may_import_into, trainings_imported_by
from app.roster.queries.trainings import trainings_to_import
from tests.roster.books import HEADS, text
from tests.support.browsing import Browser
from tests.support.given import LADDER, SCHEME, Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
COURSES = [  # place, begins, late until
    ("long-ago", "43", date(2025, 9, 1), date(2025, 10, 20)),
    ("city", "4301", date(2026, 2, 2), date(2026, 5, 1)),
    ("far-city", "4306", date(2026, 3, 9), date(2026, 5, 1)),
    ("soon", "43", date(2026, 9, 1), date(2026, 10, 20)),
]
ROSTER = [HEADS, ("林小满", "麓山一班", "育才小学", "", "13800000031")]


@pytest.fixture
def trainings(app: Flask, given: Given) -> None:
    """Beside the stage's own: one over, one of each city, one that comes; the city's has a class."""
    with app.app_context(), transaction() as session:
        for code, place, starts, late in COURSES:
            session.add(
                Training(
                    code=code, name=f"{code} 班主任研修", place_code=place, starts_on=starts, ends_on=late, late_until=late,
                    scheme=SCHEME, grade_ladder=LADDER,
                )
            )  # fmt: skip
        session.flush()
        city = session.scalars(select(Training.id).where(Training.code == "city")).one()
        session.add(Classroom(training_id=city, code="l-101", name="麓山一班", place_code="430102001"))


def send(browser: Browser, **fields: str) -> object:
    return browser.submit("/roster/imports/new", "send-roster", files=(BytesIO(text(ROSTER)), "名册.csv"), **fields)


def test_both_shapes_agree_on_who_imports_where(app: Flask, given: Given, trainings: None) -> None:
    everywhere = ["2026-spring", "city", "soon", "long-ago"]
    expected = {
        "team": ["far-city", *everywhere], "area": everywhere, "far_area": ["far-city", "2026-spring", "soon", "long-ago"],
        "expert": [], "class_administrator": [], "learner": [],
    }  # fmt: skip
    with app.app_context():
        for account, codes in expected.items():
            person: Person = getattr(given, account)
            assert [one.code for one in trainings_to_import(person)] == codes, "the newest that runs stands first"
            asked = set(db.session.scalars(select(Training.id).where(trainings_imported_by(person))))
            told = {one.id for one in db.session.scalars(select(Training)) if may_import_into(person, one)}
            assert asked == told


@ONE
def test_a_roster_goes_to_the_training_that_was_chosen(
    app: Flask, given: Given, browse: Browse, trainings: None
) -> None:
    area = browse(given.area)
    page = area.get("/roster/imports/new").text
    assert '<option selected value="2026-spring">' in page
    assert "far-city" not in page, "another city's is not there to choose"
    wrong = send(area)
    assert (wrong.status_code, "“city 班主任研修”里有" in wrong.text) == (422, True), (
        "its classes are another training's"
    )
    foreign = send(area, training="far-city")
    assert (foreign.status_code, "不能往这一期里导入" in foreign.text) == (422, True)
    with app.app_context():
        assert db.session.scalars(select(RosterImport)).all() == []
    here = send(area, training="city").location
    assert "导入到：city 班主任研修" in area.get(here).text
    assert "名册.csv" in area.get("/roster?training=city").text
    assert "名册.csv" not in area.get("/roster").text
    assert area.get("/roster?training=far-city").status_code == 404
    with area.get("/roster/template.xlsx?training=city") as template:
        assert template.status_code == 200


@ONE
def test_a_single_training_is_no_question_and_nothing_else_is_taken(given: Given, browse: Browse) -> None:
    area = browse(given.area)
    page = area.get("/roster/imports/new").text
    assert ("<select" in page, "导入到：2026 年春季班主任研修" in page) == (False, True)
    assert send(area, training="elsewhere").status_code == 422
