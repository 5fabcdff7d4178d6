"""Monday morning on a phone: from the home page to the list, the words, and what one of them reads."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.visiting import visitor
from tests.reminders.scene import an_address, learners
from tests.support.given import EVENING, Given
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def stands(page: Page) -> None:
    assert barriers(page) == []
    assert not spills_over(page), page.url


def test_from_the_list_to_reminders_sent(app: Flask, live: LiveServer, given: Given, screens: Screens) -> None:
    from app.foundation import clock

    clock.travel_to(EVENING.replace(day=16, hour=0, minute=30))  # half past eight on Monday
    with app.app_context():
        an_address(given.learner)
        learners(given, 2)
    visit = visitor(live, screens)
    page = visit(given.class_administrator, width=PHONE)
    page.goto("/")
    page.get_by_role("link", name="今天要联系谁").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天要联系谁")
    stands(page)
    page.get_by_label("选上周立秋").uncheck()
    page.get_by_role("button", name="站内通知").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("提醒 3 位学员")
    stands(page)
    page.get_by_label("要说的话").fill("{姓名}老师，早！差{缺什么}。")
    page.get_by_role("button", name="照我的话再看").click()
    expect(page.locator("blockquote")).to_contain_text("林小满老师，早！差 666 分钟学习")
    page.get_by_role("button", name="发出").click()
    expect(page.get_by_role("status")).to_contain_text("发出去了")
    expect(page.get_by_role("row", name="林小满")).to_contain_text("已发")
    stands(page)
    page.get_by_role("link", name="林小满").click()
    page.get_by_label("说好在哪一天以前补上").fill("2026-03-18")
    page.get_by_label("说了什么").fill("电话里说这两天补。")
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_text("说好 3月18日 以前补上").first).to_be_visible()
    stands(page)
    hers = visit(given.learner, width=PHONE)
    hers.goto("/notices")
    hers.get_by_role("button", name="许芒种老师提醒您").click()
    expect(hers.get_by_text("林小满老师，早！差 666 分钟学习")).to_be_visible()
    assert "电话里说这两天补" not in hers.content()
    stands(hers)
