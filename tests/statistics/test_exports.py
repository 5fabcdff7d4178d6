"""Figures leave the house as files that say what they are; each is written down, and none holds more than one may see."""

from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from app.foundation import clock
from app.foundation.transactions import transaction
from app.people.models import Person
from app.statistics.operations import count_day
from tests.support.given import EVENING


@pytest.fixture
def worked(given):
    clock.travel_to(EVENING - timedelta(hours=3))
    given.a_submission()
    given.a_journal(by=given.far_learner)
    with given.app.app_context(), transaction() as session:
        session.get_one(Person, given.classmate.id).name = "=cmd|' /C calc'!A1"
    clock.travel_to(EVENING)
    with given.app.app_context():
        count_day(given.training.id, EVENING.date(), EVENING)
    return given


def take(browser, page, number=0):
    """Press the button of an export and read the file."""
    with browser.submit(page, "export", number) as answer:
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        book = CalamineWorkbook.from_filelike(BytesIO(answer.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def named(rows):
    """A table as a list of rows by their headings."""
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_tables_of_a_page_leave_with_their_meaning_and_leave_a_trace(worked, browse):
    team, area = browse(worked.team), browse(worked.area)
    book = take(team, "/statistics/43")
    assert set(book) == {"下一级", "班级", "每日", "说明"}
    cities = {row["名称"]: row for row in named(book["下一级"])}
    assert (cities["长沙市"]["作业"], cities["岳阳市"]["研修日志"], cities["长沙市"]["学员"]) == (1, 1, 4)
    assert {row["名称"] for row in named(book["班级"])} == {"芙蓉一班", "芙蓉二班", "岳阳楼一班"}
    assert sum(row["作业"] for row in named(book["每日"])) == 1
    notes = dict(book["说明"])
    assert notes["数字截至"].startswith("2026-03-18 20:00")
    assert notes["导出人"] == "曹小雪（team）"
    assert "撤回的不算" in notes["作业"]
    people = take(area, "/statistics/4301", number=1)
    rows = named(people["学员"])
    assert {row["市州"] for row in rows} == {"长沙市"}
    assert "=cmd|' /C calc'!A1" in {row["姓名"] for row in rows}
    assert sum(row["作业"] for row in rows) == cities["长沙市"]["作业"]
    assert len(people["学员"][0]) == 20
    log = team.get("/statistics/exports").get_data(as_text=True)
    assert log.count("<tr>") == 3
    assert "张寒露" in log
    assert "4301" in log
    assert area.get("/statistics/exports").status_code == 403


def test_nobody_takes_away_what_they_do_not_see(worked, browse):
    area, tutor = browse(worked.area), browse(worked.tutor)
    own, hidden = area.form("/statistics/4301", "export")
    for foreign in (own.replace("4301", "43"), own.replace("4301", "4306"), "/statistics/classrooms/c-601/exports"):
        assert area.post(foreign, data=hidden).status_code == 404
    book = take(tutor, "/statistics/classrooms/c-101")
    assert {row["姓名"] for row in named(book["学员"])} >= {"林小满"}
    _, hidden = tutor.form("/statistics/classrooms/c-101", "export")
    for foreign in ("/statistics/4301/exports", "/statistics/classrooms/c-102/exports"):
        assert tutor.post(foreign, data=hidden).status_code == 404
    assert browse(worked.learner).post(own, data={}).status_code in (403, 422)
