"""The door: who comes in, who does not, and what somebody outside can learn from the answers."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.foundation import limits
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.people import passwords
from app.people.models import Person
from app.people.operations import disable_person, enable_person
from app.people.passwords import hash_password
from tests.support.given import PASSWORD

KNOWN_HASH = hash_password(PASSWORD)


@pytest.fixture
def doors(app, given, browse):
    """Everybody in the cast has the same password."""
    with app.app_context(), transaction() as session:
        session.execute(Person.__table__.update().values(password_hash=KNOWN_HASH))
    return browse


def knock(browser, account, password=PASSWORD, page="/sign-in", **fields):
    return browser.submit(page, "sign-in", account=account, password=password, **fields)


def test_a_learner_signs_in_and_lands_where_they_wanted_to_go(doors):
    browser = doors()
    answer = browser.get("/me/account?x=1")
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/me/account?x%3D1")
    answer = knock(browser, " Learner ", page=answer.location)
    assert (answer.status_code, answer.location) == (302, "/me/account?x=1")
    assert "林小满" in browser.get("/me/account").text


@pytest.mark.parametrize("account", ["nobody", "learner", "disabled", "x\x00y", "家" * 80])
def test_whoever_may_not_come_in_gets_one_and_the_same_answer(doors, account):
    password = PASSWORD if account == "disabled" else "wrong password"
    answer = knock(doors(), account, password)
    assert answer.status_code == 422
    said = "账号或密码不对" if "\x00" not in account else "控制字符"
    assert said in answer.text
    assert password not in answer.text


def test_an_unknown_account_costs_the_same_work_as_a_known_one(doors, monkeypatch):
    checked = []
    monkeypatch.setattr("app.people.queries.is_password", lambda password, kept: checked.append(kept) or False)
    for account in ("nobody", "learner", "disabled"):
        knock(doors(), account)
    assert checked == [None, KNOWN_HASH, KNOWN_HASH]


def test_a_missing_hash_is_checked_as_slowly_and_never_right():
    assert not passwords.is_password("nobody has this password", None)
    assert not passwords.is_password(PASSWORD, "not a hash at all")
    assert not passwords.is_password("\ud800", KNOWN_HASH)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "evil",
        "/\t/evil.example",
        "/x\n",
        "",
        "javascript:x",
    ],
)
def test_nobody_is_sent_to_another_site(doors, elsewhere):
    answer = doors().submit("/sign-in", "sign-in", account="learner", password=PASSWORD, next=elsewhere)
    assert (answer.status_code, answer.location) == (302, "/")


def test_ten_failures_shut_the_door_for_that_account_alone_and_not_for_ever(doors):
    browser = doors()
    assert [knock(browser, "learner", "wrong").status_code for _ in range(11)] == [422] * 10 + [429]
    assert knock(browser, "LEARNER").status_code == 429
    assert knock(browser, "tutor").status_code == 302


def test_an_unknown_account_is_shut_just_like_a_known_one(doors):
    browser = doors()
    assert [knock(browser, "nobody", "wrong").status_code for _ in range(11)] == [422] * 10 + [429]


def test_a_right_password_makes_earlier_failures_forgotten(doors):
    browser = doors()
    for _ in range(3):
        assert [knock(doors(), "learner", "wrong").status_code for _ in range(9)] == [422] * 9
        assert knock(doors(), "learner").status_code == 302
    assert browser.get("/sign-in").status_code == 200


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sixty_right_sign_ins_from_one_address_all_succeed(doors):
    doors()  # chooses the client

    def come(number: int) -> int:
        return knock(doors(), ["learner", "tutor", "classmate"][number % 3]).status_code

    with ThreadPoolExecutor(12) as crowd:
        assert list(crowd.map(come, range(60))) == [302] * 60


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_burst_of_guesses_is_counted_while_it_comes(doors):
    with ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda _: knock(doors(), "learner", "wrong").status_code, range(40)))
    assert 10 <= answers.count(422) <= 12
    assert answers.count(422) + answers.count(429) == 40


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_one_address_may_not_fail_for_ever_over_many_accounts(doors, monkeypatch):
    monkeypatch.setattr("app.people.queries.is_password", lambda password, kept: False)
    browser = doors()
    target, hidden = browser.form("/sign-in", "sign-in")
    answers = [
        browser.post(target, data={**hidden, "account": f"guess{n}", "password": "wrong"}).status_code
        for n in range(301)
    ]
    assert answers == [422] * 300 + [429]


def test_the_session_before_signing_in_is_not_the_one_after(doors):
    browser = doors()
    browser.get("/sign-in")
    with browser.session_transaction() as session:
        session["planted"] = "by somebody else"
        token = session["csrf_token"]
    knock(browser, "learner")
    with browser.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != token


def test_pages_that_load_at_once_after_signing_in_share_a_token(doors):
    browser = doors()
    knock(browser, "learner")
    with browser.session_transaction() as session:
        token = session["csrf_token"]
    browser.get("/course")
    with browser.session_transaction() as session:
        assert session["csrf_token"] == token


def test_a_device_remembers_only_who_asked_for_it(doors):
    forgetful, faithful = doors(), doors()
    knock(forgetful, "learner")
    knock(faithful, "learner", remember="y")
    for browser, status in ((forgetful, 302), (faithful, 200)):
        browser.delete_cookie("session")
        assert browser.get("/me/account").status_code == status


def test_signing_out_ends_copied_cookies_too(app, doors, given):
    here, thief = doors(), doors()
    knock(here, "learner", remember="y")
    for name in ("session", "remember"):
        thief.set_cookie(name, here.get_cookie(name).value)
    assert thief.get("/me/account").status_code == 200
    answer = here.post("/sign-out", data={"csrf_token": here.token("/me/account")})
    assert answer.status_code == 302
    assert here.get("/me/account").status_code == 302
    assert here.get_cookie("remember") is None
    assert thief.get("/me/account").status_code == 302
    with app.app_context():
        ended = select(func.count()).select_from(RecordedEvent).where(RecordedEvent.name == "SessionsEnded")
        assert db.session.scalar(ended) == 1


def test_signing_out_needs_a_token(doors):
    browser = doors()
    knock(browser, "learner")
    assert browser.post("/sign-out").status_code == 422
    assert browser.get("/me/account").status_code == 200


def test_who_is_signed_in_goes_straight_on(doors, given):
    answer = doors(given.learner).get("/sign-in?next=/course")
    assert (answer.status_code, answer.location) == (302, "/course")


def test_a_disabled_person_is_out_at_once(app, doors, given):
    browser = doors(given.learner)
    assert browser.get("/me/account").status_code == 200
    with app.app_context():
        disable_person(given.learner.id, given.team.id)
    assert browser.get("/me/account").status_code == 302
    with app.app_context():
        enable_person(given.learner.id, given.team.id)
    assert browser.get("/me/account").status_code == 302, "a sign-in that ended does not come back"
    assert knock(browser, "learner").status_code == 302


class GoneCounters:
    def test(self, *_):
        raise ConnectionError("no counters")

    hit = clear = test


def test_counting_goes_on_alone_when_the_shared_counters_are_gone(app, monkeypatch):
    failures = limits.Failures(f"alone-{app.config['SQLALCHEMY_DATABASE_URI'][:6]}", "2 per minute")
    monkeypatch.setattr(limits, "_alone_until", 0.0)
    monkeypatch.setattr(limits.limiter, "_limiter", GoneCounters())
    failures.add("a")
    assert not failures.are_too_many("a")
    failures.add("a")
    assert failures.are_too_many("a")
    assert not failures.are_too_many("b")
    failures.forget("a")
    assert not failures.are_too_many("a")
