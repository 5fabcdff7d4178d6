"""From the province down to the rows of one learner: what each page says, to whom, in how many statements."""

import re
from datetime import timedelta
from html import unescape

import pytest

from app.foundation import clock
from app.foundation.transactions import transaction
from app.grading.operations import grade_submission
from app.people.models import Appointment
from app.statistics.operations import count_day
from tests.support.given import BEGINNING, EVENING

CELL = re.compile(r"<(?:th|td)\b[^>]*>(.*?)</(?:th|td)>", re.DOTALL)
ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def rows_of(page, caption):
    """The rows of a table by the text of their first cell."""
    table = next(part for part in page.split("<table")[1:] if caption in part.split("</caption>")[0])
    cells = [[words(cell) for cell in CELL.findall(row)] for row in ROW.findall(table.split("</table>")[0])]
    return {row[0]: row[1:] for row in cells[1:]}


def words(html):
    return " ".join(unescape(TAG.sub(" ", html)).split())


@pytest.fixture
def worked(given):
    """Work of two weeks in three classes, counted."""
    clock.travel_to(EVENING - timedelta(days=7))
    given.a_submission()
    given.a_submission(by=given.learner2)
    clock.travel_to(EVENING - timedelta(hours=1))
    given.a_submission(by=given.learner2, topic=given.topic2)
    given.a_journal(by=given.far_learner, title="山里的雨")
    given.a_thread()
    given.a_reply(1, by=given.tutor)
    clock.travel_to(EVENING)
    with given.app.app_context():
        for day in (EVENING - timedelta(days=7), EVENING):
            count_day(given.training.id, day.date(), EVENING)
    return given


def test_a_figure_is_followed_from_the_province_to_the_work_itself(worked, browse, statements):
    browser = browse(worked.team)
    assert browser.get("/statistics").headers["Location"] == "/statistics/43"
    way = [
        ("/statistics/43/assignments", "作业，各部分", "长沙市", "3", "/statistics/4301/assignments"),
        ("/statistics/4301/assignments", "作业，各部分", "芙蓉区", "3", "/statistics/430102/assignments"),
        ("/statistics/430102/assignments", "作业，各部分", "芙蓉区教师进修学校教学点", "3", "/statistics/430102001/assignments"),
        ("/statistics/430102001/assignments", "作业，各部分", "芙蓉二班", "2", "/statistics/classrooms/c-102/assignments"),
        ("/statistics/classrooms/c-102/assignments", "作业，每个人", "欧阳春分", "2",
         f"/statistics/classrooms/c-102/learners/{worked.learner2.id}#assignments"),
    ]  # fmt: skip
    for address, caption, name, number, below in way:
        browser.get(address)
        with statements() as sent:
            page = browser.get(address).get_data(as_text=True)
        assert rows_of(page, caption)[name][-1] == number, address
        assert f'href="{below}"' in page
        assert sent.number <= 12, (address, sent.sent)
    with statements() as sent:
        page = browser.get(way[-1][-1].partition("#")[0]).get_data(as_text=True)
    assert sent.number <= 12, sent.sent
    assert set(rows_of(page, "作业")) == {"专题11", "专题12"}
    assert browser.get(re.search(r'href="(/submissions/\d+)"', page)[1]).status_code == 200


def test_an_earlier_day_counted_anew_shows_at_once(worked, browse):
    """What classes add up to is kept for a minute, and never beyond a count of any of their days."""
    browser, address = browse(worked.team), "/statistics/430102/assignments"

    def handed_in():
        rows = rows_of(browser.get(address).get_data(as_text=True), "作业，各部分")
        return rows["芙蓉区教师进修学校教学点"][-1]

    assert handed_in() == "3"
    clock.travel_to(EVENING - timedelta(days=7))
    worked.a_submission(topic=worked.topic2)
    clock.travel_to(EVENING + timedelta(seconds=1))
    assert handed_in() == "3"
    with worked.app.app_context():
        count_day(worked.training.id, (EVENING - timedelta(days=7)).date(), clock.now())
    assert handed_in() == "4"


def test_a_page_of_figures_asks_little_says_all_and_adds_up(worked, browse, statements):
    browser = browse(worked.team)
    for address in ("/statistics/43", "/statistics/4301", "/statistics/430102001", "/statistics/classrooms/c-101"):
        browser.get(address)
        with statements() as sent:
            page = browser.get(address).get_data(as_text=True)
        assert sent.number <= 12, sent.sent
        assert "数字截至" in page
        assert "撤回的不算" in page
        rows = rows_of(page, "各部分的学情" if "classrooms" not in address else "每个人的学情")
        whole = rows.pop("合计", None) or next(iter(rows.values()))
        for place, said in enumerate(whole):
            if said.isdecimal():
                assert int(said) == sum(int(row[place]) for row in rows.values() if row[place].isdecimal()), place


def test_the_mean_stands_in_the_column_of_the_numbers_above_it(worked, browse):
    with worked.app.app_context():
        grade_submission(worked.tutor.id, 1, 93, "把每个孩子的夜晚写得很细。")
        count_day(worked.training.id, EVENING.date(), EVENING)
    page = browse(worked.team).get("/statistics/43").get_data(as_text=True)
    assert '<dd class="tally"><span class="number">1 篇</span>' in page
    assert '<dt>平均分</dt><dd class="tally"><span class="number">93.0 分</span></dd>' in page


def test_a_week_by_itself_and_time_and_spread_beside_their_tables(worked, browse):
    browser = browse(worked.team)
    page = browser.get("/statistics/43?week=2026-W11").get_data(as_text=True)
    assert rows_of(page, "各部分的学情")["长沙市"][5] == "2"
    page = browser.get("/statistics/classrooms/c-102/waiting?week=2026-W11").get_data(as_text=True)
    assert "没有记下每个人的" in page
    for nonsense in ("2026-W60", "x", "2031-W02"):
        assert "开班以来" in browser.get(f"/statistics/43?week={nonsense}").get_data(as_text=True)
    page = browser.get("/statistics/43/assignments?by=week").get_data(as_text=True)
    assert rows_of(page, "作业的变化")["第2周 3月9日–"] == ["2"]
    assert rows_of(page, "作业的变化")["第3周 3月16日–"] == ["1"]
    assert rows_of(page, "作业的分布") == {"0": ["3"], "1": ["1"], "2": ["1"]}
    assert rows_of(page, "各部分的分布")["长沙市"][1:] == ["0", "0", "0", "1", "2"]
    assert page.count('<svg class="plot" role="img" aria-labelledby=') == 2
    assert page.count("<desc id=") == 2


def test_areas_stand_side_by_side_and_foreign_ones_are_not_there(worked, browse, statements):
    address = "/statistics/comparison?area=4301&area=4306&classroom=c-101&figure=assignments"
    browser = browse(worked.team)
    browser.get(address)
    with statements() as sent:
        page = browser.get(address).get_data(as_text=True)
    assert sent.number <= 12
    assert rows_of(page, "几处的学情")["作业"] == ["3 · 人均 0.8", "0 · 人均 0.0", "1 · 人均 0.3"]
    assert rows_of(page, "作业：")["长沙市"] == ["0.4", "0.3"]
    page = browse(worked.area).get(address).get_data(as_text=True)
    assert "岳阳" not in page
    page = browse(worked.tutor).get(address.replace("c-101", "c-102")).get_data(as_text=True)
    assert "先在学情页上勾选几处" in page


def test_everybody_sees_their_own_part_of_the_tree_and_nothing_else(worked, browse):
    area = browse(worked.area)
    page = area.get("/statistics/4301").get_data(as_text=True)
    assert "芙蓉区" in page
    assert "岳阳" not in page
    foreign = ["/statistics/43", "/statistics/4306", "/statistics/4306/journals", "/statistics/classrooms/c-601",
               "/statistics/classrooms/c-601/journals", f"/statistics/classrooms/c-601/learners/{worked.far_learner.id}"]  # fmt: skip
    assert {area.get(address).status_code for address in foreign} == {404}
    with worked.app.app_context(), transaction() as session:
        session.add(Appointment(person_id=worked.area.id, role="expert", place_code="430102", since=BEGINNING))
    assert (
        area.get("/statistics").headers["Location"] == "/statistics/4301"
    )  # a county within the city is no second part
    tutor = browse(worked.tutor)
    page = tutor.get("/statistics").get_data(as_text=True)
    assert "芙蓉一班" in page
    assert "芙蓉二班" not in page
    assert tutor.get("/statistics/classrooms/c-101").status_code == 200
    assert {tutor.get(a).status_code for a in ("/statistics/classrooms/c-102", "/statistics/430102001")} == {404}
    learner = browse(worked.learner)
    assert {learner.get(a).status_code for a in ("/statistics", "/statistics/classrooms/c-101")} == {403}
    assert tutor.get(f"/statistics/classrooms/c-101/learners/{worked.far_learner.id}").status_code == 404
    assert browse(worked.team).get("/statistics/43/shoe-size").status_code == 404
