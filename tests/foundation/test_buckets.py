"""The bucket, spoken with as a real server speaks; what holds for the folder holds for it."""

import os
import socket
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app.foundation import buckets, clock, files, freshness
from app.foundation.buckets import Access, BucketStore, StoreAway, bucket_at
from app.foundation.database import db
from app.foundation.shortage import AWAY, shortage_of
from app.foundation.stored_files import StoredFile
from tests.support.given import Given

pytest_plugins = ["tests.support.buckets"]
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PAGE = "/course/module-1/topic-11/assignment"
TEXT = "今天我请全班同学把昨晚的作业时间写在纸条上，收上来一看，最长的写到了十一点。"
NOWHERE = Access("http://127.0.0.1:1", "us-east-1", "a", "b")


@pytest.fixture
def in_bucket(app, bucket):
    before = app.extensions["files"]
    app.extensions["files"] = bucket
    yield bucket
    app.extensions["files"] = before


def test_bytes_go_in_come_out_from_any_place_and_leave(bucket, database):
    content = os.urandom(1_500_000)
    assert not bucket.holds("ab01")
    assert bucket.open("ab01") is None
    bucket.write("ab01", content)
    assert bucket.holds("ab01")
    stream, size = bucket.open("ab01")
    with stream:
        assert size == len(content)
        assert stream.read(10) == content[:10]
        stream.seek(1_400_000)
        assert stream.read() == content[1_400_000:]
        assert stream.seek(0, os.SEEK_END) == size
        assert stream.read(1) == b""
    bucket.remove("ab01")
    bucket.remove("ab01")
    assert not bucket.holds("ab01")


def test_a_large_file_is_never_held_as_a_whole(bucket, database):
    content = os.urandom(1024) * 12_000
    bucket.write("cd01", content)
    stream, _size = bucket.open("cd01")
    with stream:
        assert stream.read(100) == content[:100]
        assert len(stream.raw._left) < len(content) // 4, "a piece lies here, not the file"
        assert stream.read() == content[100:]


def test_a_bucket_keeps_registers_and_discards_like_a_folder(app, in_bucket):
    with app.app_context():
        kept = files.keep("一.txt", "text/plain", "作业不过夜。".encode())
        files.register([kept])
        again = files.keep("二.txt", "text/plain", "作业不过夜。".encode())
        assert again.storage_name == kept.storage_name
        files.discard([again])
        assert files.read(kept.storage_name).decode() == "作业不过夜。"
        loose = files.keep("三.txt", "text/plain", b"nobody speaks of it")
        files.discard([loose])
        assert not in_bucket.holds(loose.storage_name)


def test_an_assignment_with_a_file_is_handed_in_and_downloaded_again(app, given: Given, browse, in_bucket):
    learner, content = browse(given.learner), "第一条：作业不过夜。".encode() * 10_000
    assert learner.submit(PAGE, "hand-in", text=TEXT, files=(BytesIO(content), "班规.txt")).status_code == 302
    with app.app_context():
        name = db.session.scalars(select(StoredFile.storage_name)).one()
    assert in_bucket.holds(name)
    address = "/submissions/1/files/1"
    whole = learner.get(address, buffered=True)
    assert whole.data == content
    assert whole.headers["Content-Length"] == str(len(content))
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Security-Policy"].startswith("sandbox")
    assert whole.headers["Content-Disposition"].startswith("attachment")
    rest = learner.get(address, headers={"Range": "bytes=250000-"}, buffered=True)
    assert (rest.status_code, rest.data) == (206, content[250_000:])
    assert learner.get(address, headers={"If-None-Match": whole.headers["ETag"]}).status_code == 304
    assert browse(given.classmate).get(address).status_code == 404
    in_bucket.remove(name)
    assert learner.get(address).status_code == 404


def test_a_store_that_does_not_answer_is_a_shortage_and_no_fault_of_the_person(app, given, browse, database):
    away = bucket_at("s3://attachments", NOWHERE)
    for act in (
        lambda: away.holds("x"),
        lambda: away.write("x", b"y"),
        lambda: away.remove("x"),
        lambda: away.open("x"),
    ):
        with pytest.raises(StoreAway) as problem:
            act()
        assert shortage_of(problem.value) == AWAY
    app.extensions["files"], folder = away, app.extensions["files"]
    app.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        answer = browse(given.learner).submit(PAGE, "hand-in", text=TEXT, files=(BytesIO(b"a note"), "班规.txt"))
    finally:
        app.extensions["files"] = folder
        app.config["PROPAGATE_EXCEPTIONS"] = None
    assert answer.status_code == 503
    assert TEXT in answer.get_data(as_text=True)


def test_secrets_are_not_shown(bucket, database):
    assert "a-secret" not in repr(bucket)


def test_a_bucket_says_whether_it_is_there(bucket, database):
    assert bucket.answers()
    assert not BucketStore("no-such-bucket", "training", bucket.access).answers()
    assert not bucket_at("s3://attachments", NOWHERE).answers(), "nobody listens"


def test_a_bucket_that_keeps_silent_is_not_waited_for(database, monkeypatch):
    monkeypatch.setattr(
        buckets, "IMPATIENCE", {"timeout": timedelta(seconds=0.3), "connect_timeout": timedelta(seconds=0.3)}
    )
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert not bucket_at("s3://attachments", Access(f"http://127.0.0.1:{silent.getsockname()[1]}")).answers()


def test_a_bucket_is_looked_at_every_few_seconds_and_no_more(given, bucket, database, monkeypatch):
    freshness.forget()
    looked = []
    monkeypatch.setattr(BucketStore, "_looks_in", lambda one: bool(looked.append(one) or len(looked) == 1))
    assert [bucket.answers() for _ in range(5)] == [True] * 5
    clock.travel_to(clock.now() + timedelta(seconds=buckets.LOOKED_IN + 1))
    assert [bucket.answers() for _ in range(5)] == [False] * 5
    assert len(looked) == 2
    freshness.forget()


def test_the_house_names_a_bucket_that_is_away_and_tells_nothing_else(app, browse, database):
    away = bucket_at("s3://attachments", NOWHERE)
    app.extensions["files"], folder = away, app.extensions["files"]
    try:
        answer = browse().get("/readyz")
    finally:
        app.extensions["files"] = folder
    assert (answer.status_code, answer.json) == (200, {"status": "degraded", "missing": ["files"]})
