"""The store: bytes first, rows after, the same bytes once."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.foundation import files
from app.foundation.database import db
from app.foundation.stored_files import StoredFile
from app.foundation.stores import FolderStore
from app.foundation.transactions import transaction
from app.settings import Settings, SettingsError

CONTENT = "第一条：作业不过夜。".encode()


def on_disk(app) -> list[Path]:
    return [path for path in app.extensions["files"].folder.rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def _an_empty_folder(app, tmp_path):
    before = app.extensions["files"]
    app.extensions["files"] = FolderStore(tmp_path / "files")
    app.extensions["files"].folder.mkdir()
    yield
    app.extensions["files"] = before


def test_bytes_are_on_disk_before_a_row_speaks_of_them(app):
    with app.app_context():
        kept = files.keep("一.txt", "text/plain", CONTENT)
        assert files.read(kept.storage_name) == CONTENT
        assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0
        files.register([kept])
        row = db.session.get(StoredFile, kept.digest)
    assert kept.digest == sha256(CONTENT).hexdigest() == row.digest
    assert row.size == len(CONTENT)
    assert kept.digest not in kept.storage_name


def test_the_same_bytes_are_kept_once(app):
    with app.app_context():
        first = files.keep("一.txt", "text/plain", CONTENT)
        files.register([first])
        second = files.keep("二.txt", "text/plain", CONTENT)
        files.register([second])
        assert second.storage_name == first.storage_name
        assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 1
    assert len(on_disk(app)) == 1


def test_two_that_keep_the_same_bytes_at_once_end_with_one_row_that_has_its_bytes(app):
    with app.app_context():
        first, second = (files.keep("一.txt", "text/plain", CONTENT) for _ in range(2))
        files.register([first])
        files.register([second])
        name = db.session.scalars(select(StoredFile.storage_name)).one()
        assert files.read(name) == CONTENT


def test_an_act_that_fails_leaves_no_row(app):
    with app.app_context():
        kept = files.keep("一.txt", "text/plain", CONTENT)
        with pytest.raises(RuntimeError, match="later"), transaction():
            files.register([kept])
            raise RuntimeError("something went wrong later")
        assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_a_full_disk_leaves_nothing_half_written(app, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.foundation.stores.os.fsync", full)
    with app.app_context(), pytest.raises(OSError, match="No space"):
        files.keep("一.txt", "text/plain", CONTENT)
    assert on_disk(app) == []


def test_lost_bytes_come_back_when_they_are_sent_again(app):
    with app.app_context():
        kept = files.keep("一.txt", "text/plain", CONTENT)
        files.register([kept])
        app.extensions["files"].remove(kept.storage_name)
        again = files.keep("一.txt", "text/plain", CONTENT)
        assert files.read(again.storage_name) == CONTENT


def test_nobody_waits_for_the_disk_inside_a_transaction(app):
    with app.app_context(), transaction(), pytest.raises(RuntimeError):
        files.keep("一.txt", "text/plain", CONTENT)


def test_a_folder_or_a_bucket_can_be_the_store_and_nothing_else(tmp_path):
    with pytest.raises(SettingsError, match="folder"):
        Settings.from_environment({"FILES_URL": "ftp://host/files", "INSTANCE_PATH": str(tmp_path)})
    for url in ("ftp://host/files", "s3://", "s3:///files", "s3://bucket/files?x=1"):
        with pytest.raises(ValueError, match="FILES_URL"):
            files.open_store(Flask("x"), url)
    for wrong in ({"FILES_KEY_ID": "a"}, {"FILES_SECRET": "b"}, {"FILES_ENDPOINT": "127.0.0.1:9000"}):
        with pytest.raises(SettingsError, match="FILES_"):
            Settings.from_environment({"INSTANCE_PATH": str(tmp_path), **wrong})
    app = Flask("x")
    files.open_store(app, f"file://{tmp_path}/kept")
    assert (tmp_path / "kept").is_dir()


def test_the_house_names_a_folder_that_is_not_there(app, browse):
    folder = app.extensions["files"].folder
    assert browse().get("/readyz").json == {"status": "ready", "missing": []}
    assert list(folder.iterdir()) == [], "looking leaves nothing behind"
    folder.rmdir()
    for _ in ("gone", "a file in its place"):
        answer = browse().get("/readyz")
        assert (answer.status_code, answer.json) == (200, {"status": "degraded", "missing": ["files"]})
        folder.touch()


def test_a_folder_that_may_not_be_written_does_not_answer(database):
    with tempfile.TemporaryDirectory() as folder:
        store = FolderStore(Path(folder))
        Path(folder).chmod(0o777)
        assert _as_nobody(store)
        Path(folder).chmod(0o555)
        assert not _as_nobody(store)


def _as_nobody(store: FolderStore) -> bool:
    """Asked by a child without the rights of root, to whom every folder is open."""
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65_534)
        os._exit(0 if store.answers() else 1)
    return os.waitpid(child, 0)[1] == 0
