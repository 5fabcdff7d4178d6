"""The pages of journals, as a browser without a screen meets them."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from app.drafts.operations import save_draft
from app.foundation import clock
from app.foundation.database import db
from app.journals.models import Journal
from app.journals.operations import edit_journal, mark_journal_graded
from app.journals.queries import PAGE

NEW = "/me/journals/new"
WORDS = {"title": "雨天的晨会", "text": "下了一夜的雨，早读只到了一半的人。"}


def typed(response) -> tuple[str, str]:
    title = re.search(r'<input[^>]*name="title"[^>]*>', response.text)
    text = re.search(r'<textarea[^>]*name="text"[^>]*>\r?\n?(.*?)</textarea>', response.text, re.DOTALL)
    assert title
    assert text
    value = re.search(r'value="([^"]*)"', title.group(0))
    return unescape(value.group(1) if value else ""), unescape(text.group(1))


def the_journal(app) -> Journal:
    with app.app_context():
        return db.session.scalars(select(Journal)).one()


def test_without_a_button_a_journal_is_saved_for_oneself(app, given, browse):
    answer = browse(given.learner).submit(NEW, "write-journal", **WORDS)
    journal = the_journal(app)
    assert answer.location == f"/journals/{journal.id}"
    assert journal.published_at is None


def test_the_button_publishes_and_the_class_reads(app, given, browse):
    browse(given.learner).submit(NEW, "write-journal", **WORDS, publish="1")
    assert the_journal(app).published_at is not None
    assert "雨天的晨会" in browse(given.classmate).get("/classrooms/c-101/journals").text


def test_ones_own_list_tells_private_published_and_how_many_are_asked(given, browse):
    browser = browse(given.learner)
    assert "还没有写过日志" in browser.get("/me/journals").text
    given.a_journal(publish=False, title="只给自己")
    given.a_journal(title="给大家")
    shown = browser.get("/me/journals").text
    assert "私密" in shown
    assert "已发布" in shown
    assert "1 / 6" in shown


def test_a_refused_journal_keeps_what_was_typed(given, browse):
    answer = browse(given.learner).submit(NEW, "write-journal", title="", text=WORDS["text"])
    assert answer.status_code == 422
    assert typed(answer) == ("", WORDS["text"])
    assert "这里还没有写" in answer.text


@pytest.mark.parametrize("text", ["好\x00坏", "长" * 20_001], ids=["nul", "long"])
def test_hostile_text_is_refused_and_never_a_fault(given, browse, text):
    answer = browse(given.learner).submit(NEW, "write-journal", title="题", text=text)
    assert answer.status_code == 422


def test_an_expired_form_gives_the_text_back(given, browse):
    browser = browse(given.learner)
    target, hidden = browser.form(NEW, "write-journal")
    answer = browser.post(target, data={**hidden, **WORDS, "csrf_token": "gone"})
    assert answer.status_code == 422
    assert WORDS["text"] in unescape(answer.text)


def test_a_double_click_writes_once(app, given, browse):
    browser = browse(given.learner)
    target, hidden = browser.form(NEW, "write-journal")
    answers = {browser.post(target, data={**hidden, **WORDS}).location for _ in range(2)}
    assert len(answers) == 1
    assert the_journal(app)


def test_a_journal_is_changed_and_shows_what_it_said(given, browse):
    number = given.a_journal(text="原来的话")
    browser = browse(given.learner)
    page = f"/me/journals/{number}"
    assert browser.submit(page, "edit-journal", title="新题", text="后来的话").status_code == 302
    shown = browser.get(page)
    assert typed(shown) == ("新题", "后来的话")
    assert "原来的话" in shown.text


def test_the_box_opens_with_the_draft_and_leads_back(app, given, browse):
    number = given.a_journal(text="存过的")
    with app.app_context():
        save_draft(given.learner.id, f"journal:{number}", "没存的", "phone-123")
    browser = browse(given.learner)
    page = f"/me/journals/{number}"
    assert typed(browser.get(page))[1] == "没存的"
    assert typed(browser.get(page + "?draft=none"))[1] == "存过的"


def test_a_graded_journal_is_no_longer_changed(app, given, browse):
    number = given.a_journal()
    browser = browse(given.learner)
    target, hidden = browser.form(f"/me/journals/{number}", "edit-journal")
    with app.app_context():
        mark_journal_graded(number, clock.now())
    answer = browser.post(target, data={**hidden, "title": "改", "text": "改了又改"})
    assert answer.status_code == 422
    assert typed(answer) == ("改", "改了又改")
    assert "已经评阅" in browser.get(target).text
    assert 'data-act="edit-journal"' not in browser.get(target).text


def test_a_private_journal_is_published_later_by_its_writer_alone(app, given, browse):
    number = given.a_journal(publish=False)
    address = f"/me/journals/{number}/publication"
    for person in (given.classmate, given.tutor, given.team):
        browser = browse(person)
        token = browser.token("/me/submissions")
        assert browser.post(address, data={"csrf_token": token}).status_code == 404
        assert browser.get(f"/me/journals/{number}").status_code == 404
    browser = browse(given.learner)
    assert browser.post(address, data={"csrf_token": browser.token("/me/submissions")}).status_code == 302
    assert the_journal(app).published_at is not None


def test_the_class_list_shows_published_ones_to_the_class_and_is_missing_for_others(given, browse):
    given.a_journal(title="CANARY-PRIVATE", publish=False)
    given.a_journal(title="CANARY-PUBLISHED")
    address = "/classrooms/c-101/journals"
    may = {"learner", "classmate", "tutor", "class_administrator", "expert", "area", "team"}
    for who in (*sorted(may), "learner2", "far_learner", "left", "tutor2", "far_area"):
        answer = browse(getattr(given, who)).get(address)
        assert answer.status_code == (200 if who in may else 404), who
        assert ("CANARY-PUBLISHED" in answer.text) is (who in may)
        assert "CANARY-PRIVATE" not in answer.text
    assert browse().get(address).status_code == 302


def test_a_long_list_has_pages_that_all_lead_somewhere(given, browse):
    for n in range(PAGE + 1):
        given.a_journal(title=f"第{n}篇")
    browser = browse(given.classmate)
    assert "第0篇" not in browser.get("/classrooms/c-101/journals").text
    assert "第0篇" in browser.get("/classrooms/c-101/journals?page=2").text
    for odd in ("0", "-1", "99", "x", "9" * 30):
        assert browser.get(f"/classrooms/c-101/journals?page={odd}").status_code == 200


def test_the_pages_ask_the_database_little(app, given, browse, statements):
    numbers = [given.a_journal(title=f"第{n}篇") for n in range(5)]
    with app.app_context():
        edit_journal(numbers[0], given.learner.id, "改", "改过")
    browser = browse(given.learner)
    for address in ("/me/journals", NEW, f"/me/journals/{numbers[0]}", "/classrooms/c-101/journals"):
        with statements() as sent:
            assert browser.get(address).status_code == 200
        assert sent.number <= 12, sent.sent
