"""The address that text boxes speak to."""

import pytest
from sqlalchemy import func, select

from app.drafts.models import Draft
from app.foundation.database import db
from app.foundation.transactions import once

HERE = "/drafts/journal:new"
DEVICE, OTHER = "aaaaaaaa", "bbbbbbbb"


@pytest.fixture
def post(browse, given):
    """Save as a person, with the token that the person's pages carry."""
    browsers = {}

    def send(fields, person=None, address=HERE):
        person = person or given.learner
        if person.id not in browsers:
            browser = browse(person)
            browsers[person.id] = browser, browser.token("/me/submissions")
        browser, token = browsers[person.id]
        return browser.post(address, json=fields, headers={"X-CSRFToken": token})

    return send


def test_saving_says_where_and_when(browse, given, post):
    answer = post({"text": "今天 𠮷 老师", "device": DEVICE})
    assert answer.status_code == 200
    assert answer.json["id"] > 0
    assert answer.json["saved_at"].startswith("2026-03-18T12:0")
    found = browse(given.learner).get(HERE).json
    assert [draft["text"] for draft in found["drafts"]] == ["今天 𠮷 老师"]
    assert found["person"] == given.learner.id


def test_another_devices_text_comes_back_with_409(post):
    post({"text": "手机", "device": DEVICE})
    answer = post({"text": "电脑", "device": OTHER})
    assert answer.status_code == 409
    assert answer.json["other"]["text"] == "手机"
    assert answer.json["id"] > answer.json["other"]["id"]
    settled = post({"text": "都要", "device": OTHER, "base": answer.json["other"]["id"]})
    assert settled.status_code == 200


def test_nobody_reads_anothers_draft(browse, given, post):
    post({"text": "CANARY-DRAFT", "device": DEVICE})
    for person in (given.classmate, given.tutor, given.team):
        answer = browse(person).get(HERE)
        assert answer.json["drafts"] == []
        assert "CANARY-DRAFT" not in answer.text


def test_a_guest_is_told_to_sign_in_and_nothing_is_kept(app, browse):
    assert browse().get(HERE, headers={"Accept": "application/json"}).status_code == 401
    assert browse().post(HERE, json={"text": "写", "device": DEVICE}).status_code in {401, 422}
    with app.app_context():
        assert db.session.scalar(select(func.count(Draft.id))) == 0


def test_saving_needs_the_pages_token(app, browse, given):
    assert browse(given.learner).post(HERE, json={"text": "写", "device": DEVICE}).status_code == 422
    with app.app_context():
        assert db.session.scalar(select(func.count(Draft.id))) == 0


@pytest.mark.parametrize(
    "fields",
    [
        None, [], "text", {}, {"text": 7, "device": DEVICE}, {"text": "写"}, {"text": "写", "device": "short"},
        {"text": "写", "device": "a" * 41}, {"text": "写", "device": "<script>"}, {"text": "写\x00", "device": DEVICE},
        {"text": "写\ud842", "device": DEVICE}, {"text": "写", "device": DEVICE, "base": "1"},
        {"text": "写", "device": DEVICE, "base": True}, {"text": "写", "device": DEVICE, "base": 2**70},
        {"text": "写", "device": DEVICE, "key": "\x00"}, {"text": "写" * 70_000, "device": DEVICE},
    ],
    ids=range(16),
)  # fmt: skip
def test_what_no_page_sends_is_refused_in_plain_words(app, post, fields):
    answer = post(fields)
    assert answer.status_code == 422
    assert answer.json["message"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Draft.id))) == 0


@pytest.mark.parametrize("box", ["journal", "Journal:1", "journal:", "a" * 90 + ":1", "journal:1'--", "journal:一"])
def test_a_box_that_no_page_has_is_missing(browse, given, box):
    assert browse(given.learner).get(f"/drafts/{box}").status_code == 404


def test_whether_a_form_was_taken_is_told_to_its_sender_alone(app, browse, given):
    with app.app_context():
        once("k1", "write", given.learner.id, lambda: "done")
    assert browse(given.learner).get(HERE + "?sent=k1").json["sent"] is True
    assert browse(given.learner).get(HERE + "?sent=k2").json["sent"] is False
    assert browse(given.learner).get(HERE + "?sent=k1!").json["sent"] is False
    assert browse(given.classmate).get(HERE + "?sent=k1").json["sent"] is False


def test_reading_and_saving_ask_the_database_little(browse, given, post, statements):
    post({"text": "写", "device": DEVICE})
    with statements() as sent:
        browse(given.learner).get(HERE)
    assert sent.number <= 4, sent.sent
    with statements() as sent:
        post({"text": "写了", "device": DEVICE})
    assert sent.number <= 8, sent.sent
