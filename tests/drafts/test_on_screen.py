"""Text boxes keep themselves, in a real browser: closed tabs, no network, two devices, an expired session."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import func, select, update

from app.assignments.models import SubmissionVersion
from app.drafts.models import Draft
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.journals.models import Journal
from app.people.models import Person
from tests.support.browsing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
NEW = "/me/journals/new"
WORDS = "下了一夜的雨，早读只到了一半的人。"
SAVED = '#text-saved[data-state="saved"]'


def cookies_of(live, person) -> list[dict]:
    client = live.app.test_client()
    sign_in(client, person)
    return [{"name": "session", "value": client.get_cookie("session").value, "url": live.url}]


@pytest.fixture
def device(screens, live):
    """A browser of its own, signed in as the person, on a page."""

    def start(person, address=NEW):
        page = screens.open(live.url + "/healthz")
        page.context.add_cookies(cookies_of(live, person))
        page.goto(address)
        return page

    return start


def drafts(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Draft.text).where(Draft.settled_at.is_(None)).order_by(Draft.id)))


def test_a_pause_of_three_seconds_is_enough_and_a_closed_tab_loses_nothing(app, given, device):
    page = device(given.learner)
    page.fill("#title", "雨天")
    page.fill("#text", WORDS)
    page.wait_for_selector(SAVED, timeout=3500)
    assert "已自动保存" in page.inner_text("#text-saved")
    assert WORDS in drafts(app)
    tab = page.context.new_page()
    page.close()
    tab.goto(NEW)
    assert tab.input_value("#text") == WORDS
    assert tab.input_value("#title") == "雨天"


def once_restored(page: Page) -> str:
    """What was put back, read and undone in one go: soon after it is saved, and nothing is left to undo."""
    for _moment in range(200):
        found = page.evaluate(
            """() => {
              const undo = document.querySelector('#text-saved[data-state="restored"] button');
              const text = document.querySelector('#text').value;
              if (undo) undo.click();
              return undo ? text : null;
            }"""
        )
        if found is not None:
            return str(found)
        page.wait_for_timeout(25)
    raise AssertionError("nothing was restored")


def test_a_tab_closed_at_once_is_found_again_on_this_device(app, given, device):
    page = device(given.learner)
    page.route("**/drafts/*", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    page.wait_for_timeout(300)
    page.wait_for_load_state("networkidle")
    page.fill("#text", WORDS)
    page.wait_for_timeout(2000)  # the copy on the device is made at the first pause; the server hears of nothing here
    tab = page.context.new_page()
    page.close()
    assert WORDS not in drafts(app)
    tab.goto(NEW)
    assert once_restored(tab) == WORDS
    assert tab.input_value("#text") == ""


def test_without_network_the_text_stays_here_and_goes_out_later(app, given, device):
    page = device(given.learner)
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    page.fill("#text", WORDS)
    page.wait_for_selector('#text-saved[data-state="offline"]', timeout=5000)
    assert "已存在本机" in page.inner_text("#text-saved")
    assert drafts(app) == []
    page.context.set_offline(False)
    page.wait_for_selector(SAVED)
    assert drafts(app) == [WORDS]


def test_two_devices_are_shown_side_by_side_and_the_person_chooses(app, given, device):
    phone, laptop = device(given.learner), device(given.learner)
    phone.wait_for_timeout(300)
    phone.fill("#text", "手机上写的")
    phone.wait_for_selector(SAVED)
    laptop.fill("#text", "电脑上写的")
    laptop.wait_for_selector("#text-choice")
    assert laptop.input_value("#text-choice-here") == "电脑上写的"
    assert laptop.input_value("#text-choice-there") == "手机上写的"
    laptop.click("#text-choice > .row button")
    laptop.wait_for_selector(SAVED)
    assert "手机上写的" in laptop.input_value("#text")
    assert "电脑上写的" in laptop.input_value("#text")
    third = device(given.learner)
    assert third.input_value("#text") == laptop.input_value("#text")
    assert third.locator("#text-choice").count() == 0


def test_an_expired_session_keeps_the_text_and_goes_on_after_signing_in(app, given, live, device):
    page = device(given.learner)
    page.wait_for_timeout(300)
    with app.app_context(), transaction() as session:
        session.execute(update(Person).where(Person.id == given.learner.id).values(session_version=7))
    page.fill("#text", WORDS)
    page.wait_for_selector('#text-saved[data-state="signed-out"]', timeout=5000)
    assert page.get_attribute("#text-saved a", "target") == "_blank"
    assert drafts(app) == []
    with app.app_context():
        again = db.session.get(Person, given.learner.id)
        page.context.add_cookies(cookies_of(live, again))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.wait_for_selector(SAVED)
    assert drafts(app) == [WORDS]
    page.fill("#title", "雨天")
    page.click("button[value='0']")
    page.wait_for_url("**/journals/*")
    with app.app_context():
        assert db.session.scalar(select(func.count(Journal.id))) == 1


def test_somebody_elses_session_does_not_get_the_text(app, given, live, device):
    page = device(given.learner)
    page.wait_for_timeout(300)
    page.context.add_cookies(cookies_of(live, given.classmate))
    page.fill("#text", WORDS)
    page.wait_for_selector('#text-saved[data-state="signed-out"]', timeout=5000)
    assert drafts(app) == []


def test_after_the_form_was_taken_the_box_is_empty_here_and_there(app, given, device):
    page = device(given.learner)
    page.fill("#title", "雨天")
    page.fill("#text", WORDS)
    page.click("button[value='1']")
    page.wait_for_url("**/journals/*")
    page.goto(NEW)
    page.wait_for_timeout(600)
    assert page.input_value("#text") == ""
    assert page.input_value("#title") == ""
    assert drafts(app) == []
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('draft:')).length") == 0


def test_a_refused_form_keeps_what_was_typed_over_any_draft(app, given, device):
    page = device(given.learner)
    page.fill("#text", "先写的")
    page.wait_for_selector(SAVED)
    page.fill("#text", WORDS)
    page.click("button[value='1']")
    page.wait_for_selector(".problems")
    page.wait_for_selector(SAVED, timeout=5000)
    assert page.input_value("#text") == WORDS
    assert WORDS in drafts(app)


def test_a_double_click_hands_in_once(app, given, device):
    page = device(given.learner, f"/course/{given.topic.module.slug}/{given.topic.slug}/assignment")
    page.fill("#text", WORDS * 3)
    page.dblclick("form[data-act=hand-in] button[type=submit]")
    page.wait_for_url("**/submissions/*")
    with app.app_context():
        assert db.session.scalar(select(func.count(SubmissionVersion.id))) == 1
