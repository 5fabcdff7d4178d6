"""An open thread in a real browser: news comes by itself, and what is being typed is left alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.discussions.models import ReadMark, Thread
from app.discussions.operations import edit_post, hide_post, reply
from app.foundation import realtime
from app.foundation.database import db
from app.people.models import Person
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens, barriers, spills_over, until
from tests.support.sockets import cookie_of

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
Open = Callable[..., Page]
TOLD = """
Math.random = () => 0.9;
window.WebSocket = class {
  constructor() { window.line = this; setTimeout(() => this.tell("0{}"), 20); }
  send(text) { if (text.startsWith("421")) this.tell('431[{"joined":true}]'); else if (text === "40") this.tell("40{}"); }
  tell(data) { this.onmessage?.({ data }); }
  close() {}
};
"""
NO_SOCKETS = "window.WebSocket = class { constructor() { setTimeout(() => this.onclose?.(), 20); } close() {} };"


@pytest.fixture
def visit(live: LiveServer, screens: Screens) -> Open:
    """`visit(person, path)` opens a page as somebody who is signed in."""

    def open_page(person: Person, path: str, width: int = 1280, script: str = "") -> Page:
        page = screens.open(f"{live.url}/healthz", width=width)
        name, _, value = cookie_of(live.app, person).partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": live.url}])
        if script:
            page.context.add_init_script(script)
        page.goto(f"{live.url}{path}")
        return page

    return open_page


def listening(page: Page) -> Page:
    """Wait until the page has joined its thread and asked what it missed."""
    with page.expect_response("**/posts?*"):
        page.reload()
    return page


def test_a_reply_appears_on_an_open_page_and_typing_goes_on(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    for _ in range(12):
        given.a_reply(thread_id)
    page = listening(visit(given.learner, f"/threads/{thread_id}"))
    box = page.locator("#reply textarea")
    box.click()
    box.type("我正在写")
    before = box.bounding_box()
    given.a_reply(thread_id, text="刚刚发的一帖")
    expect(page.locator("#post-14")).to_contain_text("刚刚发的一帖", timeout=2000)
    after = box.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1
    page.keyboard.type(",没有被打断")
    assert box.input_value() == "我正在写,没有被打断"


def test_a_pill_tells_of_news_below_and_leads_there(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread(text="\n\n".join(["很长的一段话。"] * 60))
    page = listening(visit(given.learner, f"/threads/{thread_id}", width=PHONE))
    given.a_reply(thread_id)
    given.a_reply(thread_id)
    pill = page.get_by_role("button", name="2 条新回复")
    expect(pill).to_be_visible(timeout=2000)
    assert page.evaluate("scrollY") == 0
    pill.click()
    expect(page.locator("#post-2")).to_be_in_viewport()
    assert not spills_over(page)
    assert barriers(page) == []


def test_edits_and_hidings_reach_an_open_page(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id, text="第一稿")
    page = listening(visit(given.learner, f"/threads/{thread_id}"))
    with live.app.app_context():
        edit_post(post_id, given.classmate.id, "第二稿")
        expect(page.locator("#post-2")).to_contain_text("第二稿", timeout=2000)
        hide_post(post_id, given.tutor.id)
        expect(page.locator("#post-2")).to_contain_text("此帖已由何清明隐藏", timeout=2000)
    assert page.locator("#post-2").get_by_text("第二稿").count() == 0


def test_what_came_while_the_socket_was_down_is_asked_for(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    page = listening(visit(given.learner, f"/threads/{thread_id}"))
    with live.app.test_request_context():
        for connection in realtime.connections().all():
            realtime._close(connection.sid)
        while realtime.connections().all():
            page.wait_for_timeout(10)
    given.a_reply(thread_id, text="断线时发的")
    expect(page.locator("#post-2")).to_contain_text("断线时发的")


def test_without_sockets_the_page_asks_again_each_half_minute(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    page = visit(given.learner, "/healthz", script=NO_SOCKETS)
    page.clock.install()
    page.goto(f"{live.url}/threads/{thread_id}")
    page.wait_for_selector(".news", state="attached")
    given.a_reply(thread_id, text="没有长连接也看得到")
    page.clock.run_for(31_000)
    expect(page.locator("#post-2")).to_contain_text("没有长连接也看得到")


def test_where_a_thousand_look_not_all_ask_at_once(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    page = visit(given.learner, "/healthz", script=TOLD)
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/posts?" in request.url else None)
    page.goto(f"{live.url}/threads/{thread_id}")
    until(page, "() => window.line")
    with page.expect_response("**/posts?*"):
        page.clock.run_for(100)
    asked.clear()
    given.a_reply(thread_id, text="大家都在等的一帖")
    page.evaluate("""line.tell('42["presence",{"looking":1000,"writing":0}]'); line.tell('42["post",{}]')""")
    page.clock.run_for(800)
    page.evaluate("""line.tell('42["post",{}]')""")
    assert asked == []
    page.clock.run_for(200)
    expect(page.locator("#post-2")).to_contain_text("大家都在等的一帖")
    assert len(asked) == 1
    page.evaluate("""line.tell('42["presence",{"looking":2,"writing":0}]'); line.tell('42["changed",{}]')""")
    with page.expect_request("**/posts?*"):
        page.clock.run_for(10)


def test_looking_at_a_post_is_reading_it(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    with live.app.app_context():
        for number in range(2, 31):
            reply(given.learner.id, thread_id, f"第{number}帖")
    page = visit(given.classmate, f"/threads/{thread_id}?page=2", width=PHONE)
    with page.expect_response("**/reading") as answer:
        page.locator("#post-30").scroll_into_view_if_needed()
    assert answer.value.status == 204
    page.wait_for_timeout(1500)
    with live.app.app_context():
        assert db.session.get_one(ReadMark, (given.classmate.id, thread_id)).last_number == 30
        assert db.session.scalars(select(Thread.view_count)).one() == 1


def test_an_ended_sign_in_is_told_on_the_page(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    page = visit(given.learner, "/healthz", script=NO_SOCKETS)
    page.clock.install()
    page.goto(f"{live.url}/threads/{thread_id}")
    page.wait_for_selector(".news", state="attached")
    page.context.clear_cookies()
    page.clock.run_for(31_000)
    expect(page.get_by_text("登录已经失效，请重新登录后再看新帖。")).to_be_visible()


def test_a_salon_shows_a_new_thread_by_itself(live: LiveServer, given: Given, visit: Open) -> None:
    page = visit(given.learner, "/healthz")
    with page.expect_websocket() as opened:
        page.goto(f"{live.url}/classrooms/c-101/salon")
    opened.value.wait_for_event("framereceived", lambda frame: str(frame).startswith("431"))
    given.a_thread(by=given.classmate)
    expect(page.get_by_role("link", name="迟到的孩子")).to_be_visible(timeout=2000)


def test_a_reply_works_on_a_phone(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    page = visit(given.classmate, f"/threads/{thread_id}", width=PHONE)
    page.fill("#reply textarea", "手机上写的")
    page.get_by_role("button", name="回复").click()
    expect(page.locator("#post-2")).to_contain_text("手机上写的")
