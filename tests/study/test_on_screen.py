"""A real page in a real browser: it speaks up by itself, moves the rings, and works without a script."""

import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error
from sqlalchemy import select

from app.foundation.database import db
from app.study.models import StudyInterval
from tests.study.reading import at
from tests.study.test_readers import studied
from tests.support.browsing import sign_in
from tests.support.screens import PHONE, barriers, spills_over, until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
TOPIC = "/course/module-1/topic-11"
RING = '.contents a[href="#case"] .ring'
SIGNAL = "**/study/signals"
KEPT = "Object.keys(localStorage).filter((name) => name.startsWith('reading:'))"


@pytest.fixture
def open_topic(live, screens):
    """The topic on a screen of its own, its person signed in; the page's clock stands still until it is moved."""

    def start(person, address=TOPIC, **how):
        page = screens.open(live.url + "/healthz", **how)
        client = live.app.test_client()
        sign_in(client, person)
        page.context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": live.url}])
        page.clock.install()
        page.goto(address)
        return page

    return start


def verdicts(app) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.execute(select(StudyInterval.section, StudyInterval.verdict).order_by(StudyInterval.id))
        return [(row.section, row.verdict) for row in rows]


def pass_time(page, seconds: int, until: int) -> None:
    """Let time go by on both clocks, and wait for the page to say so."""
    at(until)
    with page.expect_response(SIGNAL):
        page.clock.run_for(seconds * 1000)


def kept_by(page) -> list[str]:
    """What the browser keeps because the server has not heard it."""
    return page.evaluate(KEPT)


def read_on(page, minutes: range) -> None:
    """Let minutes go by on both clocks, with a movement in each."""
    for minute in minutes:
        page.mouse.move(200 + minute, 300)
        at(60 * minute)
        page.clock.run_for(60_000)


def fall_over(page) -> None:
    """The end of a page that says no last word."""
    with page.expect_event("crash"), suppress(Error):
        page.goto("chrome://crash", timeout=3000)
    page.close()


def test_a_page_in_sight_speaks_up_by_itself_and_its_ring_grows(app, given, open_topic):
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    assert "已读 0%" in page.get_attribute(RING, "aria-label")
    page.clock.run_for(15_000)
    page.mouse.move(200, 300)
    page.mouse.move(210, 320)
    page.clock.run_for(106_000)
    page.wait_for_selector(f"{RING}.ring--done")
    assert studied(app, given) == 0
    pass_time(page, 120, until=241)
    page.mouse.move(200, 300)
    page.mouse.move(210, 320)
    pass_time(page, 241, until=482)
    assert verdicts(app) == [("case", "counted"), ("case", "quiet")] * 2
    assert 475 <= studied(app, given) <= 482
    page.reload()
    page.wait_for_selector(f"{RING}.ring--done")


def test_going_on_to_the_next_section_is_told(app, given, open_topic):
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    page.clock.run_for(30_000)
    page.evaluate("document.querySelector('#assignment').scrollIntoView()")
    page.clock.run_for(500)
    page.wait_for_selector('.contents a[href="#assignment"][aria-current="true"]')
    pass_time(page, 210, until=240)
    assert [section for section, _ in verdicts(app)][:2] == ["case", "assignment"]
    assert 230 <= studied(app, given) <= 245


def test_a_page_out_of_sight_is_silent_and_its_absence_is_not_counted(app, given, open_topic):
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    at(60)
    page.clock.run_for(60_000)
    hide = "h => { Object.defineProperty(document, 'hidden', {value: h, configurable: true});"
    turn = hide + " document.dispatchEvent(new Event('visibilitychange')); }"
    with page.expect_response(SIGNAL):
        page.evaluate(turn, True)
    at(660)
    page.clock.run_for(600_000)
    page.evaluate(turn, False)
    pass_time(page, 15, until=675)
    assert [verdict for _, verdict in verdicts(app)] == ["quiet", "hidden", "quiet"]
    assert 70 <= studied(app, given) <= 80


def test_a_line_that_was_lost_for_minutes_loses_no_reading(app, given, open_topic, screens):
    """One page waits until the line is back; another is closed before, and the next one speaks for it."""
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    page.context.set_offline(True)
    read_on(page, range(1, 11))
    until(page, f"{KEPT}.length > 0")
    assert studied(app, given) == 0
    with page.expect_response(SIGNAL):
        page.context.set_offline(False)
    assert 590 <= studied(app, given) <= 605
    until(page, f"{KEPT}.length === 0")
    page.context.set_offline(True)
    read_on(page, range(11, 14))
    until(page, f"{KEPT}.length > 0")
    other = page.context.new_page()
    page.close()
    other.context.set_offline(False)
    with other.expect_response(SIGNAL):
        other.goto(page.url)
    assert 760 <= studied(app, given) <= 790
    other.close()
    screens.faults[:] = [fault for fault in screens.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_two_tabs_count_each_minute_once(app, given, open_topic):
    at(0)
    page = open_topic(given.learner)
    twin = page.context.new_page()
    twin.clock.install()
    twin.goto(page.url)
    twin.wait_for_selector('.contents a[aria-current="true"]')
    for tab in (page, twin):
        tab.mouse.move(200, 300)
        tab.mouse.move(210, 320)
    at(241)
    for tab in (page, twin):
        with tab.expect_response(SIGNAL):
            tab.clock.run_for(241_000)
    assert len(verdicts(app)) >= 2
    assert 235 <= studied(app, given) <= 245


def test_leaving_the_page_loses_nothing(app, given, open_topic):
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    at(50)
    page.clock.run_for(50_000)
    page.goto("/course")
    for _ in range(100):  # the browser sends its last word while the next page is already coming
        if studied(app, given):
            break
        time.sleep(0.05)
    assert 45 <= studied(app, given) <= 50


def test_what_a_page_read_that_fell_over_is_said_by_another(app, given, open_topic):
    """Each minute lies in the browser; whoever opens another page meanwhile leaves the copy to the page that lives."""
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    beside = page.context.new_page()
    read_on(page, range(1, 4))
    assert len(kept_by(page)) == 1
    beside.goto(page.url)
    beside.wait_for_selector('.contents a[aria-current="true"]')
    assert len(kept_by(beside)) == 1
    assert studied(app, given) == 0
    beside.goto("about:blank")
    fall_over(page)
    at(400)
    beside.clock.fast_forward(220_000)
    with beside.expect_response(SIGNAL):
        beside.goto(TOPIC)
    assert 170 <= studied(app, given) <= 185
    until(beside, f"{KEPT}.length === 0")


def test_a_page_that_is_left_long_after_an_answer_leaves_its_copy_and_says_nothing_twice(app, given, open_topic):
    at(0)
    page = open_topic(given.learner)
    page.wait_for_selector('.contents a[aria-current="true"]')
    at(90)
    page.clock.run_for(90_000)
    page.goto("/course")
    assert kept_by(page) == []
    page.goto(TOPIC)
    page.wait_for_selector('.contents a[aria-current="true"]')
    at(90 + 200)
    page.clock.run_for(200_000)
    page.goto("/course")
    assert len(kept_by(page)) == 1
    at(90 + 200 + 300)
    page.clock.fast_forward(300_000)
    with page.expect_response(SIGNAL):
        page.goto(TOPIC)
    assert kept_by(page) == []
    assert 280 <= studied(app, given) <= 295


def test_without_a_script_the_button_says_it(app, given, open_topic):
    at(0)
    page = open_topic(given.learner, script=False)
    at(200)
    page.click("#case button")
    assert page.url.endswith("#commentary")
    assert "这一节读完了" in page.inner_text("#case")
    page.goto("/me/study-time")
    assert "专题11" in page.inner_text("main")
    assert 195 <= studied(app, given) <= 200


@pytest.mark.parametrize("address", ["/course", TOPIC, "/me/study-time"])
def test_pages_of_the_course_fit_a_phone_and_bar_nobody(given, open_topic, address):
    for how in ({"width": PHONE}, {"dark": True}):
        page = open_topic(given.learner, address, **how)
        assert not spills_over(page)
        assert barriers(page) == []
