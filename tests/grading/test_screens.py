"""The tutor's desk in a real browser: quick by keyboard, whole on a phone, the same without script."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.grading.models import Grade
from app.people.models import Person
from tests.support.browsing import sign_in
from tests.support.given import Given
from tests.support.grading import COMMENT, SECOND, count
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


@pytest.fixture
def desk(app: Flask, live: LiveServer, screens: Screens) -> Callable[..., Page]:
    """`desk(person, path, …)` is a page that the person has open."""

    def start(person: Person, path: str, **options) -> Page:
        client = app.test_client()
        sign_in(client, person)
        cookie = client.get_cookie("session")
        assert cookie is not None
        page = screens.open(live.url, **options)
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live.url}])
        page.goto(path)
        return page

    return start


def test_score_names_its_grade_and_the_keyboard_goes_on(app: Flask, given: Given, desk: Callable[..., Page]) -> None:
    given.a_submission(by=given.classmate)
    journal = given.a_journal()
    page = desk(given.tutor, "/grading")
    page.click("[data-act=grade-next] button")
    said = page.locator("[data-grade]")
    page.fill("[name=score]", "93")
    expect(said).to_have_text("优")
    page.fill("[name=score]", "930")
    expect(said).to_have_text("")
    page.fill("[name=score]", "60")
    expect(said).to_have_text("合格")
    page.fill("[name=comment]", COMMENT)
    with page.expect_navigation(url=f"**/journals/{journal}"):
        page.press("[name=comment]", "Control+Enter")
    page.check("[name=grade][value=良]")
    page.fill("[name=comment]", SECOND)
    with page.expect_navigation(url="**/grading"):
        page.press("[name=comment]", "Control+Enter")
    assert count(app, Grade) == 2


def test_without_script_the_same_work_is_done(app: Flask, given: Given, desk: Callable[..., Page]) -> None:
    given.a_submission()
    page = desk(given.tutor, "/grading", script=False, width=PHONE)
    page.click("[data-act=grade-next] button")
    page.fill("[name=score]", "88")
    page.fill("[name=comment]", "优")
    page.click("[name=next]")
    assert page.input_value("[name=comment]") == "优"
    page.click("[data-act=grade] [type=submit]")
    assert page.url.endswith("/grading")
    assert count(app, Grade) == 1


def test_nothing_bars_the_way(given: Given, desk: Callable[..., Page]) -> None:
    work, thread = given.a_submission(), given.a_thread()
    page = desk(given.tutor, "/grading", width=PHONE)
    for path in ("/grading", f"/submissions/{work}", f"/threads/{thread}"):
        page.goto(path)
        assert barriers(page) == []
        assert not spills_over(page), path
