"""A tutor's evening by keys alone, in a real browser: nothing is clicked, no page is loaded between two works."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.foundation import clock
from app.foundation.database import db
from app.grading.models import Grade, Return, WithdrawnGrade
from app.phrases.operations import keep_phrase
from app.recommendations.models import Recommendation
from tests.support.browsing import sign_in
from tests.support.given import EVENING, Given
from tests.support.grading import COMMENT, SECOND, count
from tests.support.keys import STOPWATCH, Hands
from tests.support.live import LiveServer
from tests.support.screens import Screens, barriers

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
WORDS = [
    "纸条上的十一点让我停了很久，您看见了那一盏灯。",
    "先算总量再谈方法，这个次序难得。",
    "把任课老师请到一张桌子上，这一步最难，您走了。",
    "开头那句话我读了两遍，请再写写孩子后来怎么说。",
    "您没有替他辩解，也没有替自己辩解。",
    "雨天那一段有声音，有脚步。",
]


@pytest.fixture
def evening(app: Flask, given: Given, live: LiveServer, screens: Screens) -> Callable[[], Page]:
    """Six assignments and two journals wait; the tutor has the queue open."""
    for hour in range(4):
        for by in (given.learner, given.classmate):
            clock.travel_to(EVENING - timedelta(hours=9 - hour, minutes=by.id))
            if hour < 3:
                given.a_submission(by=by, topic=(given.topic, given.topic2, given.topic3)[hour])
            else:
                given.a_journal(by=by)
    clock.travel_to(EVENING)

    def start() -> Page:
        page = screens.open(live.url)
        client = app.test_client()
        sign_in(client, given.tutor)
        cookie = client.get_cookie("session")
        assert cookie is not None
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live.url}])
        page.goto("/grading")
        return page

    return start


def ready(page: Page) -> None:
    """The keys work, and the next work lies ready."""
    Hands(page).wait_for_keys()
    page.wait_for_load_state("networkidle")


def go_on(hands: Hands) -> None:
    """From a work that is done to the next one."""
    expect(hands.page.locator("[data-key=N] .key")).to_be_visible()
    hands.turn("n")
    hands.wait_for_keys()


def test_eight_works_by_keys(app: Flask, evening: Callable[[], Page]) -> None:
    page = evening()
    page.locator("[data-act=grade-next] button").press("Enter")
    ready(page)
    page.evaluate(STOPWATCH)
    page.evaluate("window.sameDocument = true")
    hands = Hands(page)
    for place, score in enumerate(("92", "85", "60", "100", "71", "88")):
        ready(page)
        hands.judge(score, WORDS[place])
        expect(page.locator("[data-act=take-back-grade]")).to_be_visible()
    assert page.evaluate("window.sameDocument") is True
    assert len(page.evaluate("window.turns")) == 6
    assert len(set(hands.visited)) == 6
    for comment in (COMMENT, SECOND):
        ready(page)
        hands.judge("", comment)
    assert page.url.endswith("/grading")
    with app.app_context():
        given_scores = db.session.scalars(select(Grade.score).order_by(Grade.id)).all()
        assert list(given_scores) == [92, 85, 60, 100, 71, 88, None, None]
        assert db.session.scalars(select(Grade.comment).order_by(Grade.id)).all()[:6] == WORDS
    assert hands.keys <= 6 * 8  # digits, Enter, C and the two of Ctrl+Enter


def test_skip_help_phrase_hint_undo_and_return(app: Flask, given: Given, evening: Callable[[], Page]) -> None:
    with app.app_context():
        keep_phrase(given.tutor.id, "您写到的〔那一处〕很真，下次请再写写孩子后来怎么说。")
    page = evening()
    page.locator("[data-act=grade-next] button").press("Enter")
    ready(page)
    hands = Hands(page)
    hands.press("?")
    expect(page.locator("[data-keys]")).to_be_visible()
    assert barriers(page) == []
    hands.press("Escape")
    hands.turn("s")
    ready(page)
    hands.press("9", "5", "Enter", "Alt+1")
    assert page.evaluate("String(getSelection())") == "〔那一处〕"
    hands.press("Control+Enter")
    expect(page.get_by_text("还没有换成只对这一份说的话")).to_be_visible()
    assert count(app, Grade) == 0
    ready(page)
    hands.press("Escape", "c")
    page.fill("[name=comment]", "")
    hands.write("纸条上的十一点很真，下次请再写写孩子后来怎么说。sru?")
    assert page.input_value("[name=comment]").endswith("sru?")  # keys are letters while somebody writes
    hands.turn("Control+Enter")
    ready(page)
    hands.turn("u")
    assert "again=" in page.url
    assert page.input_value("[name=comment]").endswith("sru?")
    assert page.input_value("[name=score]") == "95"
    assert (count(app, Grade), count(app, WithdrawnGrade)) == (0, 1)
    ready(page)
    hands.press("r")
    expect(page.locator("[name=reason]")).to_be_focused()
    hands.write("请补上后来的事。")
    hands.press("Control+Enter")
    expect(page.get_by_text("请补上后来的事。")).to_be_visible()
    assert count(app, Return) == 1
    go_on(hands)


def test_recommending_needs_no_mouse_and_leads_on(app: Flask, evening: Callable[[], Page]) -> None:
    page = evening()
    page.locator("[data-act=grade-next] button").press("Enter")
    ready(page)
    hands, first = Hands(page), page.url
    hands.press("q")
    expect(page.locator("[data-key=Q] summary")).to_be_focused()
    expect(page.get_by_text("至少", exact=False).last).to_be_in_viewport()
    hands.press("9", "6", "Enter")
    hands.write(COMMENT)
    hands.press("Escape")
    hands.turn("t")
    expect(page.locator("[name=reason]")).to_be_focused()
    hands.write("第二段可以直接拿到班会上用。")
    hands.turn("Control+Enter")
    assert page.url == first
    assert count(app, Recommendation) == 1
    go_on(hands)


def test_salon_posts_take_two_keys_each(app: Flask, given: Given, evening: Callable[[], Page]) -> None:
    thread = given.a_thread()
    given.a_reply(thread, given.classmate, text="我那班也有一个，我在门口等了他三天。")
    page = evening()
    page.goto("/grading?only=thread")
    page.locator("[data-act=grade-next] button").press("Enter")
    hands = Hands(page)
    for key in ("1", "2"):
        expect(page.locator("[data-rated-next] .key").first).to_have_text("1–4")
        page.wait_for_load_state("networkidle")
        hands.press(key)
        hands.turn("Enter")
    assert page.url.endswith("/grading?only=thread") or page.url.endswith("/grading")
    assert hands.keys == 4
    with app.app_context():
        assert db.session.scalars(select(Grade.grade).order_by(Grade.id)).all() == ["优", "良"]


def test_a_line_that_broke_keeps_the_words(app: Flask, evening: Callable[[], Page]) -> None:
    page = evening()
    page.locator("[data-act=grade-next] button").press("Enter")
    ready(page)
    hands = Hands(page)
    hands.press("9", "0", "Enter")
    hands.write(COMMENT)
    page.context.set_offline(True)
    hands.press("Control+Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.input_value("[name=comment]") == COMMENT
    page.context.set_offline(False)
    hands.turn("Control+Enter")
    assert count(app, Grade) == 1
