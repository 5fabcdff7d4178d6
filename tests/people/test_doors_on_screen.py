"""The doors and the class in a real browser: on a phone and a desk, with and without script, by keyboard."""

import pytest

from app.foundation.transactions import transaction
from app.people.models import Person
from app.people.operations import end_sessions, issue_activation_code
from app.people.passwords import hash_password
from tests.support.given import PASSWORD
from tests.support.screens import DESK, PHONE, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
TEXT = "下了一夜的雨，早读只到了一半的人，我先把灯打开。"


@pytest.fixture
def known(app, given):
    """Everybody has the password of the demo."""
    with app.app_context(), transaction() as session:
        session.execute(Person.__table__.update().values(password_hash=hash_password(PASSWORD)))
    return given


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_doors_and_class_can_be_used_by_everybody(known, live, screens, sign_in_on, width, dark):
    known.a_thread()
    page = screens.open(live.url + "/sign-in", width, dark=dark)
    for address in ("/sign-in", "/activate"):
        page.goto(address)
        page.click("main button[type=submit]")
        page.wait_for_selector(".problems")
        assert barriers(page) == []
        assert not spills_over(page)
    sign_in_on(page, "tutor", PASSWORD)
    for address in ("/classrooms/c-101", "/me/account", "/me/password"):
        page.goto(address)
        assert barriers(page) == []
        assert not spills_over(page)


@pytest.mark.parametrize("script", [True, False])
def test_first_use_from_the_code_to_the_class(app, known, live, screens, script):
    with app.app_context():
        code = issue_activation_code(known.learner.id)
    page = screens.open(live.url + "/activate", PHONE, script=script)
    page.fill("[name=account]", "learner")
    page.fill("[name=code]", code.lower())
    page.fill("[name=new_password]", "雨停了我们去操场")
    page.fill("[name=again]", "雨停了我们去操场")
    page.press("[name=again]", "Enter")
    page.wait_for_url(live.url + "/")
    page.click("nav.nav a[href='/classrooms/c-101']")
    page.wait_for_url("**/classrooms/c-101")
    assert "芙蓉一班" in page.inner_text("h1")


@pytest.mark.parametrize("script", [True, False])
def test_a_text_survives_a_sign_in_that_ended_while_it_was_written(app, known, live, screens, sign_in_on, script):
    page = screens.open(live.url + "/sign-in", script=script)
    sign_in_on(page, "learner", PASSWORD)
    page.goto("/classrooms/c-101/salon/new")
    page.fill("[name=title]", "雨天的早读")
    page.fill("textarea[name=text]", TEXT)
    with app.app_context():
        end_sessions(known.learner.id)
    page.click("form[data-act=start-thread] button[type=submit]")
    page.fill("[name=account]", "learner")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("form[data-act=send-kept-text]")
    assert page.input_value("textarea[name=text]") == TEXT
    page.click("form[data-act=send-kept-text] button[type=submit]")
    page.wait_for_url("**/threads/**")
    assert "雨天的早读" in page.inner_text("h1")
    assert TEXT in page.inner_text("main")


def test_english_is_remembered_on_the_device(known, live, screens):
    page = screens.open(live.url + "/sign-in?lang=en")
    assert "Sign in" in page.inner_text("h1")
    page.goto("/activate")
    assert "First time here" in page.inner_text("h1")
    page.fill("[name=account]", "x")
    page.click("main button[type=submit]")
    page.wait_for_selector(".problems")
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in page.inner_text("main"))
