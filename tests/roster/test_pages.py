"""The roster's pages: who sees what, what is masked, what comes back as a file, how much is asked of the database."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.people.codes import hash_of
from app.people.models import ActivationCode
from app.roster.forms import DecisionForm
from app.roster.models import PersonalRecord
from app.roster.queries.secrets import sealed_numbers
from tests.roster.books import HEADS, book, identity
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NUMBER = identity("43010219800101001")
MESSY = [
    HEADS, ("林小满", "芙蓉一班", "育才小学", "", 13800000011), ("曾新来", "芙蓉一班", "育材小学", "", ""),
    ("邓丽华", "芙蓉一班", "育才小学", 430102198001010000, "=cmd|' /C calc'!A0"),
]  # fmt: skip
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")


def send(browser: Browser, content: bytes, name: str = "名册.xlsx"):
    return browser.submit("/roster/imports/new", "send-roster", files=(BytesIO(content), name))


def numbers(app: Flask, given: Given) -> None:
    with app.app_context(), transaction() as session:
        session.add(PersonalRecord(person_id=given.learner.id, **sealed_numbers(NUMBER, "13800000001")))


def sheet_of(response) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(response.data))
    return book.get_sheet_by_index(0).to_python()


def test_a_roster_goes_from_the_file_to_printed_codes(app: Flask, given: Given, browse: Browse) -> None:
    team = browse(given.team)
    assert "请先选一个文件" in team.submit("/roster/imports/new", "send-roster").text
    wrong = send(team, b"<html><table></table></html>", "roster.xls")
    assert (wrong.status_code, "其实是一个网页" in wrong.text) == (422, True)
    here = send(team, book(MESSY)).location
    page = team.get(here).text
    assert all(words in page for words in ("名册里没有", "“育材小学”", "就是“育才小学”", "库里什么也没有变"))
    with team.get(f"{here}/returned-rows.xlsx") as file:
        returned = sheet_of(file)
        assert b"<f>" not in file.data
    assert "按数字存放" in str(returned[1][0])
    assert returned[1][2:] == ["邓丽华", "芙蓉一班", "育才小学", "430102198001010000", "=cmd|' /C calc'!A0"]
    question = re.search(r'name="(school:[^"]+)"', page)
    assert question
    team.submit(here, "decide-import", **{question[1]: "new", "vanished": "keep"})
    target, hidden = team.form(here, "apply-import")
    for _press in (1, 2):
        assert team.post(target, data=hidden).location == here, "pressed twice, done once"
    page = team.get(here).text
    assert ("已导入" in page, "新来 1 位（新账号 1 个）" in page) == (True, True)
    codes = team.submit("/classrooms/c-101/roster", "issue-codes")
    slips = CODE.findall(codes.text.partition('class="slips"')[2])
    with app.app_context():
        kept = set(db.session.scalars(select(ActivationCode.code_hash)))
    assert {hash_of(code) for code in slips} <= kept
    assert len(slips) == 5 == codes.text.count("<svg class=")
    again = browse().get("/activate?account=zengxinlai").text
    assert 'value="zengxinlai"' in again
    sent = re.findall(r'name="slip" value="([^"]+)"', codes.text)
    posted = {"csrf_token": team.token(), "slip": [*sent, "x:y", "999:NONE"]}
    with team.post("/classrooms/c-101/activation-codes/file", data=posted) as as_file:
        assert {str(row[3]) for row in sheet_of(as_file)[1:]} == set(slips)
    team.submit("/classrooms/c-101/roster", "issue-codes")
    void = team.post("/classrooms/c-101/activation-codes/file", data={"csrf_token": team.token(), "slip": sent})
    assert void.status_code == 422, "made anew, the earlier ones are void"


@ONE
def test_a_list_to_choose_from_and_a_file_that_has_to_be_there_are_not_called_optional(
    given: Given, browse: Browse
) -> None:
    team = browse(given.team)
    assert "选填" not in team.get("/roster/imports/new").text
    resource = browse(given.learner).get("/resources/new").text
    labels = dict(re.findall(r'<label for="(\w+)">(.*?)</label>', resource, re.DOTALL))
    assert {name: "选填" in labels[name] for name in ("title", "kind", "stage", "topic", "licence", "link")} == {
        "title": False, "kind": False, "stage": False, "topic": False, "licence": False, "link": True,
    }  # fmt: skip


@ONE
def test_who_pressed_none_of_two_is_asked_to_choose(app: Flask) -> None:
    for language, words in (("zh", "请选一项。"), ("en", "Please choose one.")):
        with app.test_request_context(f"/?lang={language}", method="POST", data={"moved": "move"}):
            form = DecisionForm(meta={"csrf": False})
            assert not form.validate()
            assert [str(said) for said in form.vanished.errors] == [words]


def test_the_same_form_shows_no_codes_twice(given: Given, browse: Browse) -> None:
    keeper = browse(given.class_administrator)
    target, hidden = keeper.form("/classrooms/c-101/roster", "issue-codes")
    assert CODE.search(keeper.post(target, data=hidden).text)
    again = keeper.post(target, data=hidden)
    assert (again.status_code, CODE.search(again.text)) == (422, None)


@ONE
def test_numbers_are_masked_and_looking_at_them_is_written_down(app: Flask, given: Given, browse: Browse) -> None:
    numbers(app, given)
    for person in (given.class_administrator, given.area, given.team):
        page = browse(person).get("/classrooms/c-101/roster").text
        assert ("138****0001" in page, f"4301**********{NUMBER[-4:]}" in page) == (True, True)
        assert ("13800000001" in page, NUMBER in page) == (False, False)
    card = f"/roster/people/{given.learner.id}"
    assert "show-numbers" not in browse(given.area).get(card).text
    team = browse(given.team)
    shown = team.submit(card, "show-numbers").text
    assert ("13800000001" in shown, NUMBER in shown, "您这次查看已经记下" in shown) == (True, True, True)
    assert NUMBER not in team.get(card).text
    with app.app_context():
        traces = db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "PersonalDataShown")).all()
        assert [(trace.actor_id, trace.data) for trace in traces] == [(given.team.id, {"person_id": given.learner.id})]


@ONE
def test_one_learner_is_moved_let_go_and_merged_with_words_before(given: Given, browse: Browse) -> None:
    area, card = browse(given.area), f"/roster/people/{given.learner.id}"
    before = area.get(f"{card}/transfer").text
    assert ("留在原来的班" in before, "芙蓉二班" in before, "岳阳楼一班" in before) == (True, True, False)
    assert area.submit(f"{card}/transfer", "roster-transfer", classroom="c-102").location == card
    assert "芙蓉一班 → 芙蓉二班" in area.get(card).text
    assert area.get(f"{card}/return").status_code == 404, "who has a seat does not come back"
    assert "没有什么建立在它上面" in area.get("/roster/acts/1").text
    assert area.submit("/roster/acts/1", "undo-roster-act").location == card
    assert "已撤销" in area.get(card).text
    assert "没有找到这个账号" in area.get(f"{card}/merge?other=far_learner").text
    page = f"{card}/merge?other=learner2"
    assert "姓名不一样" in area.get(page).text, "a warning before two people become one"
    merged = area.submit(page, "merge-accounts", keep=str(given.learner.id))
    assert merged.location == card
    assert "留下 learner，停用 learner2" in area.get(card).text


@ONE
def test_pages_ask_little_however_long_the_roster(given: Given, browse: Browse, statements) -> None:
    team = browse(given.team)
    rows = [HEADS, *((f"新人{chr(0x4E00 + n)}", "芙蓉一班", "育才小学", "", "") for n in range(120))]
    here = send(team, book(rows)).location
    team.submit(here, "decide-import", vanished="keep")
    team.submit(here, "apply-import")
    for path in ("/roster", here, f"{here}?kind=new&page=2", "/classrooms/c-101/roster", "/roster/people/1",
                 "/roster/people/1/merge?other=learner2", "/roster/acts/1"):  # fmt: skip
        team.get(path)
        with statements() as asked:
            assert team.get(path).status_code == 200
        assert asked.number <= 12, path


@ONE
def test_the_template_can_be_sent_back_as_it_is(given: Given, browse: Browse) -> None:
    team = browse(given.team)
    with team.get("/roster/template.xlsx") as template:
        here = send(team, template.data).location
    page = team.get(f"{here}?kind=bad").text
    assert ("读到 2 行" in page, page.count("不该有的字符")) == (True, 2), "its examples are nobody"
    assert team.get("/roster/sample.xlsx").status_code == 404, "only beside demo data"
