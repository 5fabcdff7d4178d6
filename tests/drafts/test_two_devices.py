"""Two devices, two tabs, two presses: both texts are shown, one act is done."""

import time

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import func, select

from app.assignments.models import SubmissionVersion
from app.bulletins.blocks import block, numbered
from app.bulletins.operations import begin_bulletin, box_of_draft, save_draft_of
from app.drafts.models import Draft
from app.drafts.operations import save_draft
from app.foundation.database import db
from tests.support.devices import NEW, WORDS, arrive, drafts, kept_here, state, without_server
from tests.support.screens import until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def test_two_devices_are_shown_side_by_side_and_the_person_chooses(app, given, device):
    phone, laptop = device(given.learner), device(given.learner)
    phone.fill("#text", "早读以前先开灯，再开窗。")
    state(phone, "^saved$")
    laptop.fill("#text", "早读以前先开灯，再等人。")
    laptop.wait_for_selector("#text-choice")
    expect(laptop.locator("#text-choice-here mark")).to_have_text("等人")
    expect(laptop.locator("#text-choice-there mark")).to_have_text("开窗")
    laptop.get_by_role("button", name="都留下").click()
    state(laptop, "^saved$")
    assert laptop.locator("#text-choice").count() == 0
    assert "再开窗" in laptop.input_value("#text")
    assert "再等人" in laptop.input_value("#text")
    third = device(given.learner)
    assert third.input_value("#text") == laptop.input_value("#text")
    assert third.locator("#text-choice").count() == 0


def test_what_was_not_chosen_is_an_earlier_version(app, given, device):
    with app.app_context():
        save_draft(given.learner.id, "journal:new", "手机上写的", "a-phone-of-hers")
        save_draft(given.learner.id, "journal:new", "电脑上写的", "a-laptop-of-hers")
    page = device(given.learner)
    assert page.input_value("#text") == "电脑上写的"
    page.get_by_role("button", name="用那一份").click()
    state(page, "^saved$")
    assert page.input_value("#text") == "手机上写的"
    page.get_by_role("link", name="各个版本").click()
    expect(page.get_by_role("main")).to_contain_text("电脑上写的")


def test_spaces_from_another_device_are_no_text_to_choose(app, given, device):
    with app.app_context():
        save_draft(given.learner.id, "journal:new", " \n ", "a-phone-of-hers")
        save_draft(given.learner.id, "journal:new", WORDS, "a-laptop-of-hers")
    page = device(given.learner)
    expect(page.locator("#text")).to_have_value(WORDS)
    state(page, "^restored$")
    page.locator("#text").press_sequentially("。")
    state(page, "^saved$")
    assert page.locator("#text-choice").count() == 0


def test_a_device_goes_on_from_what_another_wrote_on_top_of_its_own(app, given, device):
    """The copy on the first device is older then, and known to the server: it is no second version."""
    laptop = device(given.learner)
    laptop.fill("#text", WORDS)
    state(laptop, "^saved$")
    kept_here(laptop, '"safe":true')
    laptop.goto("/course")
    phone = device(given.learner)
    phone.fill("#text", WORDS + "手机上接着写。")
    state(phone, "^saved$")
    arrive(laptop)
    assert laptop.input_value("#text") == WORDS + "手机上接着写。"
    assert laptop.locator("#text-choice").count() == 0


def test_quick_fingers_do_not_cost_what_was_left_here(app, given, device):
    """Somebody types before the script has come, over a copy that this device alone has."""
    first = device(given.learner)
    first.evaluate(
        """([person, text]) => localStorage.setItem(
          `draft:${person}:journal:new`, JSON.stringify({ text, base: null, key: "", at: new Date() }))""",
        [given.learner.id, WORDS],
    )
    page, held = first.context.new_page(), []
    page.route("**/behaviors/autosave.js", lambda route: held.append(route))  # noqa: PLW0108 - a built-in cannot be marked
    page.goto(NEW, wait_until="domcontentloaded")
    page.fill("#text", "一上来就写的新的一段。")
    while not held:
        page.wait_for_timeout(50)
    for script in held:
        script.continue_()
    expect(page.locator("#text-choice-there")).to_have_text(WORDS)
    state(page, "^saved$")
    assert page.input_value("#text") == "一上来就写的新的一段。"
    with app.app_context():
        assert set(db.session.scalars(select(Draft.text))) == {WORDS, "一上来就写的新的一段。"}


def test_two_windows_of_one_box_that_crash_without_a_line_are_both_found(app, given, device):
    first = device(given.learner)
    second, tab = first.context.new_page(), first.context.new_page()
    arrive(second)
    for window, words in ((first, WORDS), (second, "家访要带一把伞。"), (first, WORDS + "后来天晴了。")):
        without_server(window)
        window.fill("#text", words)
        kept_here(window, words)
    for window in (first, second):
        with pytest.raises(Error):
            window.goto("chrome://crash", timeout=3000)
    assert drafts(app) == []
    arrive(tab)
    state(tab, "conflict|restored|saved")
    expect(tab.locator("#text-choice-there")).to_contain_text("家访要带一把伞。")
    assert tab.input_value("#text") == WORDS + "后来天晴了。"
    until(tab, "() => !Object.keys(localStorage).some((name) => name.includes('#'))")


def test_what_a_colleague_saved_meanwhile_stands_beside_ones_own_words(app, given, device):
    author, room = given.class_administrator.id, given.classroom.id
    with app.app_context():
        draft = begin_bulletin(author, room, "2026-W10", "灯", numbered([block("text", text="开头。")]))
        box = f"{box_of_draft(draft)}:b1"
        save_draft(given.tutor.id, box, "辅导教师写的。", "a-phone-of-hers")
        save_draft_of(author, draft, 1, "灯", numbered([block("text", text="管理员后来写的。")]))
    page = device(given.tutor, f"/bulletin-drafts/{draft}", f"/drafts/{box}")
    expect(page.locator("#text-b1-choice-there")).to_have_text("管理员后来写的。")
    assert f"{given.class_administrator.name}后来保存过" in page.inner_text("#text-b1-choice")
    assert page.input_value("#text-b1") == "辅导教师写的。"
    page.locator("#text-b1-choice").get_by_role("button", name="都留下").click()
    expect(page.locator("#text-b1")).to_have_value("辅导教师写的。\n\n----------\n\n管理员后来写的。")


def test_pressing_twice_on_a_slow_line_hands_in_once(app, given, device):
    address = f"/course/{given.topic.module.slug}/{given.topic.slug}/assignment"
    page = device(given.learner, address, f"/drafts/submission:{given.topic.id}")
    page.fill("#text", WORDS * 3)
    sent = []

    def slowly(route):
        if route.request.method == "POST":
            sent.append(route)
            time.sleep(1)
        route.fallback()

    page.route(f"**{address}", slowly)
    page.evaluate(
        """() => {
          const button = document.querySelector("form[data-act=hand-in] [type=submit]");
          button.click();
          setTimeout(() => button.click(), 100);
          setTimeout(() => button.form.requestSubmit(), 200); // Enter in a field
        }"""
    )
    page.wait_for_url("**/submissions/*")
    with app.app_context():
        assert db.session.scalar(select(func.count(SubmissionVersion.id))) == 1
    assert drafts(app) == []
    assert len(sent) == 1
