"""A full disk on the server: it says so, keeps answering readers, and takes what was written once there is room."""

import errno
import sqlite3

import psycopg
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.drafts.models import Draft
from app.foundation import files
from app.foundation.database import db
from app.foundation.shortage import AWAY, FULL, shortage_of
from app.journals.models import Journal
from tests.people.test_kept_text import form_of

LONG = "下了一夜的雨，早读只到了一半的人，我先把灯打开。" * 700


@pytest.fixture
def writer(given, browse):
    browser = browse(given.learner)
    browser.headers = {"X-CSRFToken": browser.token(), "Accept": "application/json"}
    return browser


def save(writer):
    return writer.post("/drafts/journal:new", json={"text": LONG, "device": "a" * 12}, headers=writer.headers)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_draft_is_refused_clearly_while_everything_can_be_read(app, writer, full_disk):
    with full_disk():
        answer = save(writer)
        assert answer.status_code == 507
        assert answer.json["message"]
        assert answer.headers["Retry-After"] == "60"
        assert writer.get("/me/journals/new").status_code == 200
        assert writer.get("/course").status_code == 200
        assert writer.get("/drafts/journal:new").json["drafts"] == []
    assert save(writer).status_code == 200
    with app.app_context():
        assert db.session.scalar(select(func.length(Draft.text))) == len(LONG)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_form_keeps_its_words_on_the_page_and_is_taken_once_later(app, writer, full_disk):
    target, hidden = writer.form("/me/journals/new", "write-journal")
    with full_disk():
        refused = writer.post(target, data={**hidden, "title": "雨天", "text": LONG, "publish": "0"})
        assert refused.status_code == 507
        assert LONG in refused.text
        target, kept = form_of(refused, "send-kept-text")
        assert writer.post(target, data={**kept, "text": LONG}).status_code == 507
    answers = [writer.post(target, data={**kept, "text": LONG}) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [302, 302]
    with app.app_context():
        assert db.session.scalars(select(Journal.title)).all() == ["雨天"]


def test_a_file_for_which_there_is_no_room_is_said_too(writer, given, monkeypatch):
    def keep(*_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "keep", keep)
    target, hidden = writer.form(f"/course/{given.topic.module.slug}/{given.topic.slug}/assignment", "hand-in")
    sent = {**hidden, "text": LONG[:3000], "files": (__file__, "笔记.txt")}
    answer = writer.post(target, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 507
    assert LONG[:3000] in answer.text


def test_what_is_short_is_told_from_what_is_broken():
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert shortage_of(OperationalError("INSERT", {}, full)) == FULL
    assert shortage_of(OperationalError("INSERT", {}, psycopg.errors.DiskFull())) == FULL
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    assert shortage_of(OperationalError("BEGIN", {}, busy)) == AWAY
    assert shortage_of(OperationalError("SELECT", {}, psycopg.errors.ConnectionFailure())) == AWAY
    assert shortage_of(OSError(errno.ENOSPC, "full")) == FULL
    assert shortage_of(OSError(errno.ENOENT, "missing")) is None
    assert shortage_of(ProgrammingError("SELECT", {}, psycopg.errors.UndefinedTable())) is None
    assert shortage_of(ZeroDivisionError()) is None
