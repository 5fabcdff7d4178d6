"""On a phone, without a script and with one: the administrator's way from the front page to a published bulletin."""

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import visitor
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


@pytest.mark.parametrize("script", [True, False])
def test_from_the_front_page_to_a_published_bulletin(
    given: Given, live: LiveServer, screens: Screens, script: bool
) -> None:
    given.a_journal()
    page = visitor(live, screens)(given.class_administrator, width=PHONE, script=script)
    page.goto("/")
    page.click("[data-act=begin-bulletin] button")
    page.wait_for_url("**/bulletin-drafts/*")
    assert not spills_over(page)
    if script:
        assert barriers(page) == []
    page.fill("[name=title]", "雨天的一周")
    page.fill("[name=text-b1]", "这一周下了四天雨，大家还是来了。")
    page.click("button[value='down:b1']")
    page.wait_for_url("**#block-b1")
    expect(page.locator("[name=text-b1]")).to_have_value("这一周下了四天雨，大家还是来了。")
    page.click("button[value=preview] >> nth=0")
    page.wait_for_url("**/preview*")
    expect(page.locator("h1")).to_have_text("雨天的一周")
    page.click("[data-act=publish-bulletin] button")
    page.wait_for_url("**/bulletins/*")
    expect(page.locator(".bulletin")).to_contain_text("这一周下了四天雨")
    assert not spills_over(page)
    if script:
        assert barriers(page) == []
        for path in ("/bulletins", "/classrooms/c-101/bulletins", "/classrooms/c-101/weeks/2026-W11?of=journals"):
            page.goto(path)
            assert barriers(page) == []
            assert not spills_over(page), path
