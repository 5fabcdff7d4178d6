"""Text boxes keep themselves, in a real browser: closed and crashed tabs, no line, an ended sign-in, a full disk."""

import re

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import func, select, update

from app.drafts.models import Draft
from app.drafts.operations import Where, save_draft
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.journals.models import Journal
from app.people.models import Person
from tests.support.devices import BOX, NEW, SAVES, WORDS, arrive, cookies_of, drafts, kept_here, state, without_server
from tests.support.screens import until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def test_it_saves_within_seconds_counts_on_and_a_closed_tab_loses_nothing(app, given, device):
    page = device(given.learner)
    page.fill("#title", "雨天")
    page.fill("#text", WORDS)
    state(page, "^saved$")
    output = page.locator("#text-saved")
    expect(output).to_have_text(re.compile("^已保存，刚刚$"))
    expect(output).to_have_text(re.compile(r"^已保存，\d+ 秒前$"))
    assert output.get_attribute("aria-live") == "off"
    expect(page.get_by_role("link", name="各个版本")).to_be_visible()
    assert page.inner_text("#title-saved") == ""
    assert set(drafts(app)) == {"雨天", WORDS}
    tab = page.context.new_page()
    page.close()
    tab.goto(NEW)
    assert tab.input_value("#text") == WORDS
    assert tab.input_value("#title") == "雨天"


def test_a_tab_that_crashes_is_found_again_on_this_device(app, given, device):
    page = device(given.learner)
    without_server(page)
    page.fill("#text", WORDS)
    kept_here(page, WORDS)
    tab = page.context.new_page()
    with pytest.raises(Error):
        page.goto("chrome://crash", timeout=3000)
    assert drafts(app) == []
    without_server(tab)
    arrive(tab)
    state(tab, "restored|offline")
    assert tab.input_value("#text") == WORDS
    tab.unroute(SAVES)
    tab.get_by_role("button", name="不用草稿").click()
    expect(tab.locator("#text")).to_have_value("")
    state(tab, "^saved$")
    with app.app_context():
        assert WORDS in set(db.session.scalars(select(Draft.text)))


def test_without_a_line_the_text_stays_here_and_goes_out_by_itself(app, given, device):
    page = device(given.learner)
    page.context.set_offline(True)
    page.fill("#text", WORDS)
    state(page, "^offline$")
    assert page.inner_text("#text-saved") == "离线，已存在本机"
    assert page.get_attribute("#text-saved", "aria-live") == "polite"
    kept_here(page, WORDS)
    assert drafts(app) == []
    page.context.set_offline(False)
    state(page, "^saved$")
    assert drafts(app) == [WORDS]


def test_a_full_disk_is_said_and_the_text_goes_there_once_there_is_room(app, given, device, full_disk):
    page = device(given.learner)
    long = WORDS * 1000
    with full_disk():
        page.fill("#text", long)
        state(page, "^full$")
        assert "已存在本机" in page.inner_text("#text-saved")
        kept_here(page, WORDS)
        page.context.new_page().goto("/course")
    assert drafts(app) == []
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    state(page, "^saved$")
    assert drafts(app) == [long]


def test_where_nothing_can_be_kept_at_all_it_warns(app, given, device):
    page = device(given.learner)
    page.evaluate(
        """() => {
          for (let size = 2 ** 22; size; size >>= 1) {
            try { for (let n = 0; ; n += 1) localStorage.setItem(`full-${size}-${n}`, "x".repeat(size)); } catch { /* next */ }
          }
        }"""
    )
    page.fill("#text", WORDS)
    state(page, "^saved$")  # a full device is no harm while the server takes it
    without_server(page, 503)
    page.fill("#text", WORDS * 2)
    state(page, "^nowhere$")
    assert "复制到别处" in page.inner_text("#text-saved")
    page.evaluate("localStorage.clear()")
    page.unroute(SAVES)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    state(page, "^saved$")
    assert drafts(app)[-1] == WORDS * 2


def test_an_ended_sign_in_keeps_the_text_and_goes_on_after_signing_in(app, given, live, device):
    page = device(given.learner)
    with app.app_context(), transaction() as session:
        session.execute(update(Person).where(Person.id == given.learner.id).values(session_version=7))
    page.fill("#text", WORDS)
    state(page, "^signed-out$")
    assert page.get_attribute("#text-saved a", "target") == "_blank"
    page.context.add_cookies(cookies_of(live, given.classmate))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    state(page, "^stranger$")
    assert drafts(app) == []
    with app.app_context():
        again = db.session.get(Person, given.learner.id)
        page.context.add_cookies(cookies_of(live, again))
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    state(page, "^saved$")
    assert drafts(app) == [WORDS]
    page.fill("#title", "雨天")
    page.click("button[value='0']")
    page.wait_for_url("**/journals/*")
    with app.app_context():
        assert db.session.scalar(select(func.count(Journal.id))) == 1


def test_after_the_form_was_taken_the_box_is_empty_here_and_there(app, given, device):
    page = device(given.learner)
    page.fill("#title", "雨天")
    page.fill("#text", WORDS)
    page.click("button[value='1']")
    page.wait_for_url(re.compile(r"/journals/\d+$"))
    arrive(page)
    assert page.input_value("#text") == ""
    assert page.input_value("#title") == ""
    assert drafts(app) == []
    until(page, "() => !Object.keys(localStorage).some((name) => name.startsWith('draft:'))")


def test_what_is_written_while_the_form_travels_is_a_draft_of_its_own(app, given, device):
    page = device(given.learner)
    page.fill("#title", "雨天")
    page.fill("#text", WORDS)
    page.evaluate("document.querySelector('form.form').target = 'elsewhere'")  # the answer never reaches this page
    with page.context.expect_page():
        page.evaluate("document.querySelector('form.form').requestSubmit()")
    page.fill("#text", WORDS + "又想起一件事。")
    state(page, "^(later|saved)$")
    state(page, "^saved$")
    assert WORDS + "又想起一件事。" in drafts(app)
    with app.app_context():
        assert db.session.scalars(select(Journal.text)).all() == [WORDS]


@pytest.mark.parametrize("end", ["", "\n\n"])
def test_a_refused_form_keeps_what_was_typed_over_any_draft(app, given, device, end):
    """An empty line at its end, which the form leaves out, makes no second text of it."""
    page = device(given.learner)
    page.fill("#text", "先写的")
    state(page, "^saved$")
    page.fill("#text", WORDS + end)
    page.click("button[value='1']")
    page.wait_for_selector(".problems")
    state(page, "^saved$")
    assert page.input_value("#text") == WORDS
    assert page.locator("#text-choice").count() == 0
    assert WORDS in drafts(app)


def test_signing_out_leaves_nothing_here_that_the_server_has(app, given, device):
    page = device(given.learner)
    page.fill("#text", WORDS)
    state(page, "^saved$")
    kept_here(page, WORDS)
    page.evaluate("localStorage.setItem('draft:7:reply:1', JSON.stringify({text: '没有存上的', at: new Date()}))")
    page.goto("/course")
    page.locator("summary.menu-name, details.menu > summary").first.click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in")
    until(page, "() => Object.keys(localStorage).join() === 'draft:7:reply:1'")


def test_going_back_to_an_earlier_version(app, given, device):
    with app.app_context():
        where: dict = {"device": "a-device-of-hers", "where": Where("phone", NEW, "写日志")}
        first = save_draft(given.learner.id, "journal:new", WORDS * 3, **where)
        save_draft(given.learner.id, "journal:new", "误删以后", base_id=first.id, **where)
    page = device(given.learner)
    state(page, "restored")
    assert page.input_value("#text") == "误删以后"
    page.type("#text", "，又写了一点")
    state(page, "^saved$")
    page.get_by_role("link", name="各个版本").click()
    page.get_by_role("listitem").filter(has_text=WORDS).get_by_role("link").first.click()
    expect(page.locator("#version")).to_have_value(WORDS * 3)
    with page.expect_response(lambda answer: f"{BOX}?sent=" in answer.url):
        page.get_by_role("button", name="回到这一版").click()
    assert page.url.endswith(NEW)
    state(page, "restored")
    assert page.input_value("#text") == WORDS * 3
    assert page.locator("#text-choice").count() == 0
