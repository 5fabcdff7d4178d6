"""Two people in one thread, in real browsers: seen writing, liked, quoted, called by name; and all of it without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.discussions.models import Like, Mention, Post, ReadMark
from app.foundation.database import db
from app.people.models import Person
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens, barriers, spills_over
from tests.support.sockets import cookie_of, eventually

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
Open = Callable[..., Page]
LONG_ADDRESS = "https://www.example.org/" + "a" * 200


@pytest.fixture
def visit(live: LiveServer, screens: Screens) -> Open:
    """`visit(person, path)` opens a page as somebody who is signed in."""

    def open_page(person: Person, path: str, width: int = 1280, script: bool = True) -> Page:
        page = screens.open(f"{live.url}/healthz", width=width, script=script)
        name, _, value = cookie_of(live.app, person).partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": live.url}])
        page.goto(f"{live.url}{path}")
        return page

    return open_page


def posts_in(live: LiveServer) -> list[Post]:
    with live.app.app_context():
        return list(db.session.scalars(select(Post).order_by(Post.number)))


def test_two_people_see_each_other_write_and_answer(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread(text="第一句话。第二句话，说得特别好。")
    for _ in range(12):
        given.a_reply(thread_id)
    hers, his = visit(given.learner, f"/threads/{thread_id}"), visit(given.tutor, f"/threads/{thread_id}", width=PHONE)
    expect(hers.locator("[data-presence]")).to_contain_text("2 人在看：您、何清明")
    hers.locator("#post-7").scroll_into_view_if_needed()
    before = hers.locator("#post-7").bounding_box()

    his.locator("#reply textarea").press_sequentially("请 @周")
    expect(hers.locator("[data-presence]")).to_contain_text("何清明正在写回复")
    expect(his.locator("[data-presence]")).not_to_contain_text("正在写")
    expect(his.get_by_role("option")).to_have_text(["周立秋 育才小学"])
    assert (spills_over(his), barriers(his)) == (False, [])
    his.keyboard.press("Enter")
    assert his.locator("#reply textarea").input_value() == "请 @周立秋 "
    his.keyboard.type("也说说。")
    his.evaluate("""() => { const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (said) { sessionStorage.said = said; send.call(this, said); }; }""")
    his.get_by_role("button", name="回复", exact=True).click()

    expect(hers.get_by_role("button", name="1 条新回复")).to_be_visible()
    assert his.evaluate("sessionStorage.said") == f'42["writing",{{"thread":{thread_id},"done":true}}]'
    after = hers.locator("#post-7").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1, "what one reads stays where it is"
    hers.get_by_role("button", name="1 条新回复").click()
    expect(hers.locator("#post-14 .mention")).to_have_text("@周立秋")
    with live.app.app_context():
        assert db.session.scalars(select(Mention.person_id)).all() == [given.classmate.id]


def test_likes_further_acts_and_quoting_keep_the_page(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread(text="第一句话。第二句话，说得特别好。")
    page = visit(given.classmate, f"/threads/{thread_id}", width=PHONE)
    like = page.locator("#post-1 [data-like]")
    like.click()
    expect(like).to_have_text("赞 1")
    expect(like).to_have_attribute("aria-pressed", "true")
    page.locator("#post-1 [data-more]").click()
    expect(page.locator("#post-1 .acts")).to_contain_text("周立秋 赞过。")
    assert barriers(page) == []
    page.evaluate(
        """() => { const words = document.querySelector("#post-1 .post-body p").firstChild;
                   getSelection().setBaseAndExtent(words, 5, words, 10); }"""
    )
    page.get_by_role("button", name="引用这句").click()
    expect(page.locator("#reply .quoted")).to_contain_text("第二句话")
    page.locator("#reply textarea").fill("同意。")
    page.get_by_role("button", name="回复", exact=True).click()
    expect(page.locator("#post-2 .quote")).to_contain_text("第二句话")
    assert [post.quoted_words for post in posts_in(live)] == [None, "第二句话，"]


def test_reading_is_what_stayed_on_screen_and_the_new_ones_begin_at_a_line(
    live: LiveServer, given: Given, visit: Open
) -> None:
    thread_id = given.a_thread(text="\n\n".join(["很长的一段话。"] * 40))
    with live.app.app_context():
        page = visit(given.classmate, f"/threads/{thread_id}", width=PHONE)
        mark = select(ReadMark.last_number).where(ReadMark.person_id == given.classmate.id)
        assert eventually(lambda: _fresh(mark) == 1, 8)
        given.a_reply(thread_id, by=given.tutor, text=LONG_ADDRESS)
        page.goto(f"{live.url}/threads/{thread_id}?unread=1")
        expect(page.locator(".divider")).to_have_text("从这里开始是新的")
        assert page.locator(".divider + #post-2").count() == 1
        assert not spills_over(page)
        assert eventually(lambda: _fresh(mark) == 2, 8)


def _fresh(statement) -> object:
    db.session.rollback()
    return db.session.scalar(statement)


def test_without_script_everything_is_a_plain_form(live: LiveServer, given: Given, visit: Open) -> None:
    thread_id = given.a_thread()
    page = visit(given.tutor, f"/threads/{thread_id}", width=PHONE, script=False)
    page.locator("#post-1 [data-like]").click()
    expect(page.locator("#post-1 [data-like]")).to_have_text("赞 1")
    page.locator("#post-1 [data-quote]").click()
    page.locator("#reply textarea").fill("@林小满 我来试试。")
    page.get_by_role("button", name="回复", exact=True).click()
    expect(page.locator("#post-2 .mention")).to_have_text("@林小满")
    page.locator("#post-2 [data-more]").click()
    page.get_by_role("button", name="标为回答").click()
    expect(page.locator("#post-1 + .apart")).to_contain_text("我来试试")
    page.get_by_text("管理这个话题").click()
    page.get_by_role("button", name="置顶").click()
    page.get_by_text("管理这个话题").click()
    page.get_by_role("button", name="关闭话题").click()
    expect(page.get_by_text("这个话题已经关闭，可以看")).to_be_visible()
    assert page.locator("#reply").count() == 0
    with live.app.app_context():
        assert len(db.session.scalars(select(Like)).all()) == 1
