"""A week's report is written by its figures, published once with the administrator's words, and stays as it was."""

import re
from datetime import date, timedelta

import pytest

from app.foundation import clock
from app.statistics.operations import count_day, mend_days
from tests.support.given import EVENING

WEEK = "2026-W11"
HERE = f"/reports/4301/{WEEK}"


@pytest.fixture
def ended(given):
    """A week with some work, ended and counted."""
    clock.travel_to(EVENING - timedelta(days=7))
    given.a_submission()
    given.a_journal(by=given.learner2)
    clock.travel_to(EVENING)
    with given.app.app_context():
        for day in (date(2026, 3, 8), date(2026, 3, 11), date(2026, 3, 15)):
            count_day(given.training.id, day, EVENING)
    return given


def test_a_report_is_published_once_and_kept_as_published(ended, browse, statements):
    area, tutor = browse(ended.area), browse(ended.tutor)
    assert HERE in area.get("/reports").get_data(as_text=True)
    assert {one.get(HERE).status_code for one in (tutor, browse(ended.expert), browse(ended.far_area))} == {404}
    with statements() as sent:
        draft = area.get(HERE).get_data(as_text=True)
    assert sent.number <= 12, sent.sent
    assert "长沙市学情通报，第2周" in draft
    assert "交作业1篇" in draft
    words = "这一周大家刚开始写，慢一点没有关系。\n<b>加油</b>"
    assert area.submit(HERE, "publish-report", introduction=words).location == HERE
    with statements() as sent:
        page = area.get(HERE).get_data(as_text=True)
    assert sent.number <= 12
    assert "慢一点没有关系" in page
    assert "&lt;b&gt;加油" in page
    assert "publish-report" not in page
    clock.travel_to(EVENING - timedelta(days=7))
    ended.a_submission(by=ended.classmate)  # something of that week comes to light later
    clock.travel_to(EVENING + timedelta(hours=2))
    with ended.app.app_context():
        assert mend_days(clock.now()) == 1
    assert "交作业1篇" in area.get(HERE).get_data(as_text=True)
    assert "交作业2篇" in area.get(f"/reports/430102/{WEEK}").get_data(as_text=True)  # a draft follows the figures
    for reader, status in ((tutor, 200), (browse(ended.expert), 200), (browse(ended.team), 200), (browse(ended.far_area), 404),
                           (browse(ended.far_tutor), 404), (browse(ended.learner), 403)):  # fmt: skip
        assert reader.get(HERE).status_code == status
    for reader, lists in ((tutor, True), (browse(ended.far_tutor), False)):
        assert (HERE in reader.get("/reports").get_data(as_text=True)) is lists


def test_in_english_the_frame_is_english_and_what_was_kept_stays_as_it_was(ended, browse):
    """Whatever the language of whoever published it, the words are the area's; who hears the page hears which is which."""
    area = browse(ended.area)
    area.get("/reports?lang=en")
    assert area.submit(HERE, "publish-report", introduction="慢一点没有关系。").location == HERE
    page = area.get(HERE).get_data(as_text=True)
    assert ("9 Mar to 15 Mar" in page, "kept in Chinese, as it was published" in page) == (True, True)
    assert re.search(r"figures as of[^<]*<time[^>]*>18 Mar 20:00</time>", page, re.IGNORECASE)
    kept = area.get(f"{HERE}?lang=zh").get_data(as_text=True)
    assert re.search(r"数字截至[^<]*<time[^>]*>3月18日 20:00</time>", kept)
    assert ("3月9日至3月15日" in kept, "as it was published" in kept) == (True, False)
    told = re.findall(r'<(?:h2|p) lang="zh">([^<]+)<', page)
    assert len(told) >= 3
    assert told == re.findall(r'<(?:h2|p) lang="zh">([^<]+)<', kept), "word for word in both"
    assert "交作业1篇" in "".join(told)
    assert not re.search(r"[a-z]{4}", "".join(told)), "no English has come into it"


def test_what_cannot_be_published_is_said_beside_the_form_and_the_words_stay(ended, browse):
    area = browse(ended.area)
    target, hidden = area.form(HERE, "publish-report")
    area.submit(HERE, "publish-report", introduction="先说一句")
    again = area.post(target, data={**hidden, "introduction": "又说一句"})
    assert again.status_code == 422
    assert "发布以后不再改动" in again.get_data(as_text=True)
    assert "又说一句" in again.get_data(as_text=True)
    assert "先说一句" in area.get(HERE).get_data(as_text=True)
    for nowhere in (
        f"/reports/4301/{WEEK[:-2]}12",
        "/reports/4301/2026-W60",
        f"/reports/4306/{WEEK}",
        f"/reports/43/{WEEK}",
    ):
        assert area.get(nowhere).status_code == 404
    assert browse(ended.tutor).post(HERE, data={**hidden, "introduction": "x"}).status_code in (404, 422)


def test_a_week_that_was_not_counted_cannot_be_told(given, browse):
    area = browse(given.area)
    assert "还没有统计完" in area.get(HERE).get_data(as_text=True)
