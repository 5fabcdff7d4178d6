"""My drafts: what waits to be sent, the versions of one text, and going back to one of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import schedule
from app.drafts.jobs import THIN_DRAFTS
from app.drafts.models import Draft
from app.drafts.operations import Where, save_draft, settle_drafts
from app.drafts.queries import find_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.jobs import run_due
from tests.support.given import EVENING

BOX, HERE = "journal:new", "/me/drafts/journal:new"
PHONE, LAPTOP = "phone-123", "laptop-1"
ON_PHONE = Where("phone", "/me/journals/new", "写日志")


@pytest.fixture
def written(app, given):
    """Three versions of a journal that was not sent, and its title; gives their numbers, oldest first."""
    texts = ["下了一夜的雨。", "下了一夜的雨，早读只到了一半的人。", "雨。"]
    numbers = []
    with app.app_context():
        for minute, text in enumerate(texts):
            clock.travel_to(EVENING + timedelta(minutes=2 * minute))
            base = numbers[-1] if numbers else None
            numbers.append(save_draft(given.learner.id, BOX, text, PHONE, base_id=base, where=ON_PHONE).id)
        save_draft(given.learner.id, BOX + ":title", "雨天", PHONE, where=ON_PHONE)
    return numbers


def test_what_waits_is_listed_once_with_the_way_to_it(given, browse, written):
    page = browse(given.learner).get("/me/drafts").text
    assert '<a href="/me/journals/new">写日志</a>' in page
    assert "雨。" in page
    assert "手机" in page
    assert page.count(HERE) == 2  # its versions, and putting it away
    assert "雨天" not in page
    assert "没有写了一半的东西" in browse(given.classmate).get("/me/drafts").text


def test_versions_are_listed_read_and_gone_back_to(app, given, browse, written):
    browser = browse(given.learner)
    page = browser.get(HERE).text
    assert page.index("雨。") < page.index("早读只到了一半的人")
    assert page.count("回到这一版") == 2
    shown = browser.get(f"{HERE}/{written[1]}").text
    assert "早读只到了一半的人" in shown
    assert "<ins>雨。</ins>" in shown
    answer = browser.submit(f"{HERE}/{written[1]}", "restore-version")
    assert answer.location == "/me/journals/new"
    with app.app_context():
        assert [draft.text for draft in find_drafts(given.learner.id, BOX)] == ["下了一夜的雨，早读只到了一半的人。"]
        assert "雨。" in set(db.session.scalars(select(Draft.text)))
    assert "早读只到了一半的人" in browser.get("/me/journals/new").text
    browser.submit(f"{HERE}/{written[1]}", "restore-version")
    assert browser.get(HERE).text.count("早读只到了一半的人") == 2  # going back twice is going back once


@pytest.mark.parametrize(("written_last", "is_whole"), [("。", True), ("，后来雨停了。", True), ("雨" * 90, False)])
def test_versions_that_begin_alike_are_told_apart_by_how_they_end(app, given, browse, written_last, is_whole):
    text = "下了一夜的雨，早读只到了一半的人，我先把灯打开。" * 3 + written_last
    with app.app_context():
        save_draft(given.learner.id, BOX, text, PHONE)
    page = browse(given.learner).get(HERE).text
    assert text[-60:] in page
    assert (text in page) == is_whole
    assert ("……" in page) != is_whole


def test_what_was_handed_in_can_be_gone_back_to_for_thirty_days(app, given, browse, written):
    with app.app_context():
        settle_drafts(given.learner.id, BOX)
    assert "没有写了一半的东西" in browse(given.learner).get("/me/drafts").text
    clock.travel_to(EVENING + timedelta(days=29))
    with app.app_context():
        run_due([THIN_DRAFTS], clock.now())
    page = browse(given.learner).get(HERE).text
    assert "早读只到了一半的人" in page
    assert "交了或收起来了" in page
    clock.travel_to(EVENING + timedelta(days=31))
    with app.app_context():
        assert len(run_due(schedule.JOBS, clock.now())) > 0
    assert browse(given.learner).get(HERE).status_code == 404


def test_what_was_put_away_is_found_again_where_it_was_put_away(app, given, browse, written):
    browser = browse(given.learner)
    assert "最近交了或收起来的" not in browser.get("/me/drafts").text
    browser.submit("/me/drafts", "put-away")
    page = browser.get("/me/drafts").text
    assert "最近交了或收起来的" in page
    assert page.count(f'href="{HERE}"') == 1  # the title goes with its text
    assert "最近交了或收起来的" not in browse(given.classmate).get("/me/drafts").text
    answer = browser.submit(f"{HERE}/{written[1]}", "restore-version")
    assert answer.location == "/me/journals/new"
    page = browser.get("/me/drafts").text
    assert "早读只到了一半的人" in page
    assert "最近交了或收起来的" not in page


def test_the_night_sweeps_once_and_touches_nothing_that_waits(app, given, written):
    with app.app_context():
        clock.travel_to(EVENING + timedelta(days=40))
        [(job, night, outcome)] = run_due([THIN_DRAFTS], clock.now())
        assert (job, night) == ("thin-drafts", "2026-04-27")
        assert outcome == "drafts-thinned versions=1"  # of one day: the last and the longest stay
        assert run_due([THIN_DRAFTS], clock.now()) == []
        assert [draft.text for draft in find_drafts(given.learner.id, BOX)] == ["雨。"]


def test_what_is_not_wanted_is_put_away_and_can_be_found_again(given, browse, written):
    browser = browse(given.learner)
    assert browser.submit("/me/drafts", "put-away").location == "/me/drafts"
    assert "没有写了一半的东西" in browser.get("/me/drafts").text
    browser.submit(f"{HERE}/{written[1]}", "restore-version")
    assert "早读只到了一半的人" in browser.get("/me/drafts").text


def test_nobody_sees_anothers_versions(given, browse, written):
    stranger = browse(given.classmate)
    assert stranger.get(HERE).status_code == 404
    assert stranger.get(f"{HERE}/{written[1]}").status_code == 404
    assert stranger.get(f"{HERE}/comparison?here={written[0]}&there={written[1]}").status_code == 404
    token = {"csrf_token": stranger.token("/course")}
    assert stranger.post(f"{HERE}/{written[1]}/restoration", data=token).status_code == 404


def test_two_versions_are_compared_side_by_side(given, browse, written):
    found = browse(given.learner).get(f"{HERE}/comparison?here={written[0]}&there={written[1]}").text
    here, there = found.strip().split("\n")
    assert "<mark>" in there
    assert "早读只到了一半的人" in there
    assert "早读" not in here


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Linux; Android 14; Pixel) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36", "手机"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15", "平板"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36", "电脑"),
    ],
)
def test_a_version_says_on_what_it_was_written(given, browse, agent, said):
    browser = browse(given.learner)
    fields = {"text": "写", "device": "a" * 12, "place": "//evil.example/", "title": "写\x00日志" * 90}
    headers = {"X-CSRFToken": browser.token(), "User-Agent": agent}
    assert browser.post("/drafts/journal:new", json=fields, headers=headers).status_code == 200
    page = browser.get("/me/drafts").text
    assert said in page
    assert "evil" not in page


def test_the_pages_ask_the_database_little_however_much_there_is(app, given, browse, statements):
    browser = browse(given.learner)
    numbers = []
    for count in (1, 12):
        with app.app_context():
            for n in range(count):
                save_draft(given.learner.id, f"reply:{count * 100 + n}", "写", PHONE)
                save_draft(given.learner.id, BOX, "写" * (n * 30 + count), f"device-{count}-{n}")
        with statements() as sent:
            browser.get("/me/drafts")
            browser.get(HERE)
        numbers.append(sent.number)
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 26
