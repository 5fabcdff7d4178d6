"""What was typed comes back when a sign-in or a token ran out in the middle."""

import pytest
from sqlalchemy import select

from app.foundation.database import db
from app.foundation.kept_text import KeptForm
from app.foundation.transactions import transaction
from app.journals.models import Journal
from app.people.models import Person
from app.people.operations import end_sessions
from app.people.passwords import hash_password
from tests.support.browsing import FORM, HIDDEN, _value
from tests.support.given import PASSWORD

TEXT = "下了一夜的雨，早读只到了一半的人。<b>我没有发火</b>，先把灯打开。"


@pytest.fixture
def writer(app, given, browse):
    """A browser in which the learner has the page for a new journal open."""
    with app.app_context(), transaction() as session:
        session.get(Person, given.learner.id).password_hash = hash_password(PASSWORD)
    return browse(given.learner)


def form_of(answer, act):
    found = next(m for m in FORM.finditer(answer.text) if f'data-act="{act}"' in m.group(1))
    return _value(found.group(1), "action"), {
        _value(tag, "name"): _value(tag, "value") for tag in HIDDEN.findall(found.group(2))
    }


def test_a_journal_sent_after_the_sign_in_ended_comes_back_and_is_stored_once(app, given, writer):
    target, hidden = writer.form("/me/journals/new", "write-journal")
    with app.app_context():
        end_sessions(given.learner.id)
    sent = {**hidden, "title": "雨天的晨会", "text": TEXT}
    answer = writer.post(target, data=sent)
    assert answer.status_code == 401
    assert "下了一夜的雨" in answer.text

    door, kept = form_of(answer, "sign-in")
    wrong = writer.post(door, data={**kept, "account": "learner", "password": "wrong"})
    assert wrong.status_code == 422
    door, kept = form_of(wrong, "sign-in")
    back = writer.post(door, data={**kept, "account": "learner", "password": PASSWORD})
    assert back.status_code == 200
    assert "&lt;b&gt;我没有发火&lt;/b&gt;" in back.text

    target, hidden = form_of(back, "send-kept-text")
    assert target == "/me/journals/new"
    answers = [writer.post(target, data={**hidden, "text": TEXT}) for _ in "ab"]
    assert [a.status_code for a in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    with app.app_context():
        assert db.session.scalars(select(Journal.title)).all() == ["雨天的晨会"]


def test_a_form_whose_token_is_of_another_session_is_shown_for_sending_again(writer):
    target, hidden = writer.form("/me/journals/new", "write-journal")
    stale = {**hidden, "csrf_token": "of another session", "title": "雨天的晨会", "text": TEXT}
    answer = writer.post(target, data=stale)
    assert answer.status_code == 422
    target, fresh = form_of(answer, "send-kept-text")
    assert writer.post(target, data={**fresh, "text": TEXT}).status_code == 302


def test_what_another_site_sends_is_not_offered_for_sending_again(writer):
    headers = {"Origin": "https://evil.example"}
    answer = writer.post("/me/journals/new", data={"title": "x", "text": TEXT}, headers=headers)
    assert answer.status_code == 422
    assert "下了一夜的雨" not in answer.text


def test_no_password_is_ever_kept(writer):
    secrets = {"old_password": "my old password", "new_password": "my new password", "again": "my new password"}
    answer = writer.post("/me/password", data=secrets)
    assert answer.status_code == 422
    assert "password" not in "".join(value for value in secrets.values() if value in answer.text)


@pytest.mark.parametrize(
    "written",
    [
        None, "", "x", "[]", "{}", '{"action": "//evil.example", "fields": []}', '{"action": "/x", "fields": [1]}',
        '{"action": "https://evil.example/", "fields": []}', '{"action": "/x", "fields": 7}', "[" * 9000,
        '{"action": "/x", "fields": [["text", "' + "a" * 200_001 + '"]]}',
    ],
)  # fmt: skip
def test_a_kept_form_that_was_tampered_with_is_nothing(written):
    assert KeptForm.read(written) is None
