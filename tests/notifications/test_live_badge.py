"""The number on the bell, on every page, in every tab, with and without sockets and scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from app.foundation.connections import MOST_SOCKETS, Register
from app.notifications.operations import tell
from app.people.models import Person
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens, barriers, spills_over, until
from tests.support.sockets import cookie_of, eventually

NO_SOCKETS = """window.WebSocket = class {
  constructor() { window.triedASocket = true; setTimeout(() => this.onclose?.(), 20); }
  close() {}
};"""
SHOWN = "document.querySelector('.bell:not(.search-link) .count').textContent"
COMES_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
Visit = Callable[..., Page]


@pytest.fixture
def visit(live: LiveServer, screens: Screens) -> Visit:
    def open_page(person: Person, path: str, width: int = 1280, script: bool = True, before: str = "") -> Page:
        page = screens.open(f"{live.url}/healthz", width=width, script=script)
        name, _, value = cookie_of(live.app, person).partition("=")
        page.context.add_cookies([{"name": name, "value": value, "url": live.url}])
        if before:
            page.context.add_init_script(before)
        page.goto(f"{live.url}{path}")
        return page

    return open_page


def bell(page: Page) -> Locator:
    return page.locator(".bell:not(.search-link)")


def number(page: Page) -> Locator:
    return bell(page).locator(".count")


def told(live: LiveServer, person: Person, cause: str) -> None:
    with live.app.app_context():
        tell(person.id, "graded", cause, "/me", {"title": "作业风波", "grade": "优"})


@pytest.mark.browser
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_number_comes_by_itself_and_goes_in_all_tabs(live: LiveServer, given: Given, visit: Visit) -> None:
    course = visit(given.learner, "/course", width=PHONE)
    thread = course.context.new_page()
    thread.goto(f"{live.url}/threads/{given.a_thread()}")
    register = live.app.extensions["connections"]
    assert eventually(lambda: len(register.all()) == 2, 10)
    expect(number(course)).to_be_hidden()
    told(live, given.learner, "grade:1")
    for page in (course, thread):
        expect(number(page)).to_have_text("1")
        expect(bell(page)).to_have_attribute("aria-label", "通知，1 条未读")
    inbox = course.context.new_page()
    inbox.goto(f"{live.url}/notices")
    assert not spills_over(inbox)
    assert not barriers(inbox)
    inbox.get_by_role("button", name="全部标为已读").click()
    for page in (course, thread, inbox):
        expect(number(page)).to_be_hidden()
        expect(bell(page)).to_have_attribute("aria-label", "通知")


@pytest.mark.browser
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_sockets_the_page_asks_when_it_is_looked_at_again(live: LiveServer, given: Given, visit: Visit) -> None:
    page = visit(given.learner, "/course", before=NO_SOCKETS)
    until(page, "window.triedASocket")  # by then the badge listens
    assert number(page).is_hidden()
    told(live, given.learner, "grade:1")
    until(page, f"() => {{ {COMES_BACK}; return {SHOWN} === '1' }}")
    plain = visit(given.learner, "/course", script=False)
    assert number(plain).inner_text() == "1"


FOR_BADGES = MOST_SOCKETS // 2


def test_badges_leave_places_for_pages_that_listen_to_more() -> None:
    register = Register()
    with_badges = [register.admit(person, FOR_BADGES) for person in range(FOR_BADGES)]
    assert all(place.__enter__() for place in with_badges)
    with register.admit(1000, FOR_BADGES) as is_welcome:
        assert not is_welcome
    with register.admit(1000, MOST_SOCKETS) as is_welcome:
        assert is_welcome
    for place in with_badges:
        place.__exit__(None, None, None)
    with register.admit(1000, FOR_BADGES) as is_welcome:
        assert is_welcome
