"""First use with a one-time code, and a change of password."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app import create_app
from app.foundation import clock
from app.foundation.database import Base, db
from app.foundation.transactions import transaction
from app.people.codes import ALPHABET, hash_of, new_code
from app.people.models import ActivationCode, Person
from app.people.operations import issue_activation_code
from app.settings import SettingsError
from tests.support.databases import settings_for

NEW = "雨停了我们去操场"


def code_for(app, person):
    with app.app_context():
        return issue_activation_code(person.id)


def activate(browser, account, code, password=NEW, again=None):
    return browser.submit(
        "/activate", "activate", account=account, code=code, new_password=password, again=again or password
    )


def test_a_code_is_random_readable_and_recognised_however_it_is_typed():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 14 and set(code) <= {*ALPHABET, "-"} for code in codes)
    assert not {*"01OIL"} & {*ALPHABET}
    assert hash_of("7kqm 2xwd-h9rt") == hash_of("7KQM-2XWD-H9RT") != hash_of("7KQM-2XWD-H9RS")


def test_first_use_sets_a_password_and_signs_in_and_the_code_works_once(app, given, browse):
    code, browser = code_for(app, given.learner), browse()
    answer = activate(browser, "Learner", code.lower())
    assert (answer.status_code, answer.location) == (302, "/")
    assert "林小满" in browser.get("/me/account").text
    assert activate(browse(), "learner", code).status_code == 422
    assert browse().submit("/sign-in", "sign-in", account="learner", password=NEW).status_code == 302


def test_only_the_hash_of_a_code_is_kept(app, given):
    code = code_for(app, given.learner)
    with app.app_context():
        kept = db.session.scalars(select(ActivationCode)).one()
        assert code not in str(vars(kept))
        assert kept.code_hash == hash_of(code)


def test_a_code_that_expired_was_replaced_or_is_somebody_elses_is_refused_alike(app, given, browse):
    first, second = code_for(app, given.learner), code_for(app, given.learner)
    of_disabled = code_for(app, given.disabled)
    tries = [("learner", first), ("tutor", second), ("nobody", second), ("disabled", of_disabled), ("learner", "?")]
    for account, code in tries:
        answer = activate(browse(), account, code)
        assert answer.status_code == 422
        assert "账号或激活码不对，或者激活码已经过期。" in answer.text
    clock.travel_to(clock.now() + timedelta(days=31))
    assert activate(browse(), "learner", second).status_code == 422


@pytest.mark.parametrize("password", ["short7!", "12345678", "learner1", "aaaaaaaaaa", "password1", "qwertyuiop"])
def test_a_password_that_anybody_would_try_is_refused_beside_its_field(app, given, browse, password):
    code = code_for(app, given.learner)
    answer = activate(browse(), "learner", code, password)
    assert answer.status_code == 422
    assert 'id="new_password-error"' in answer.text
    assert activate(browse(), "learner", code).status_code == 302, "the code was not used up"


def test_two_different_new_passwords_are_noticed(app, given, browse):
    answer = activate(browse(), "learner", code_for(app, given.learner), NEW, NEW + "。")
    assert answer.status_code == 422
    assert 'id="again-error"' in answer.text
    assert "选填" not in answer.text


def test_guessing_codes_is_limited(given, browse):
    browser = browse()
    assert [activate(browser, "learner", "AAAA-BBBB-CCCC").status_code for _ in range(11)] == [422] * 10 + [429]


def change(browser, old, new=NEW):
    return browser.submit("/me/password", "change-password", old_password=old, new_password=new, again=new)


def test_a_new_password_ends_other_devices_and_keeps_this_one(app, given, browse):
    here, elsewhere = browse(), browse()
    activate(here, "learner", code_for(app, given.learner))
    elsewhere.submit("/sign-in", "sign-in", account="learner", password=NEW, remember="y")
    answer = change(here, "not the old one", "另一句自己的话 2026")
    assert answer.status_code == 422
    assert 'id="old_password-error"' in answer.text
    assert change(here, NEW, "另一句自己的话 2026").location == "/me/account"
    assert "密码已经改好" in here.get("/me/account").text
    assert elsewhere.get("/me/account").status_code == 302
    assert browse().submit("/sign-in", "sign-in", account="learner", password=NEW).status_code == 422


def test_an_account_without_a_password_has_none_to_change(given, browse):
    assert change(browse(given.learner), "").status_code == 422
    assert change(browse(given.learner), "anything").status_code == 422


def test_the_command_line_gives_codes_and_closes_accounts(app, given, browse):
    run = app.test_cli_runner().invoke
    code = run(args=["people", "activation-code", "learner"]).output.strip()
    assert activate(browse(), "learner", code).status_code == 302
    assert run(args=["people", "disable", "learner"]).exit_code == 0
    assert browse().submit("/sign-in", "sign-in", account="learner", password=NEW).status_code == 422
    assert run(args=["people", "enable", "learner"]).exit_code == 0
    assert run(args=["people", "activation-code", "nobody"]).exit_code == 1


def test_production_refuses_to_start_with_demo_people_and_with_them_alone(tmp_path):
    """A database of its own: engines that stay open here must not hold the other tests' file."""
    url = f"sqlite:///{tmp_path / 'new.db'}"
    live = settings_for(url, tmp_path, environment="production", secret_key="k" * 40)
    assert create_app(live).config["REMEMBER_COOKIE_NAME"] == "__Host-remember"
    with create_app(settings_for(url, tmp_path)).app_context():
        Base.metadata.create_all(db.engine)
        with transaction() as session:
            session.add(Person(account="real", name="林小满", created_at=clock.now()))
    assert create_app(live)
    with create_app(settings_for(url, tmp_path)).app_context(), transaction() as session:
        session.add(Person(account="learner", name="何清明", created_at=clock.now(), is_demo=True))
    with pytest.raises(SettingsError, match="demo"):
        create_app(live)
