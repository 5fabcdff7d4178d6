"""Files beside posts: checked like those of assignments, small on the page, given only to whoever may read the post."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from app.discussions.models import Post, PostAttachment
from app.discussions.operations import hide_post, rebuild_thread
from app.discussions.operations.attaching import MOST_FILES
from app.foundation.database import db
from app.foundation.stored_files import StoredFile
from app.foundation.transactions import transaction
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PDF = b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"


def picture(side: int = 1600) -> BytesIO:
    result = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    Image.new("RGB", (side, side // 2), "#a83220").save(result, "JPEG", exif=exif)
    return BytesIO(result.getvalue())


def start(browse: Browse, person, *files: tuple[BytesIO, str]):
    address = "/classrooms/c-101/salon/new"
    return browse(person).submit(address, "start-thread", title="板报", text="请看照片。", files=list(files))


def attached(app: Flask, post_id: int = 1) -> list[dict]:
    with app.app_context():
        return db.session.get_one(Post, post_id).attached or []


def test_a_picture_comes_small_and_whole_and_a_document_to_be_kept(app: Flask, given: Given, browse: Browse) -> None:
    assert start(browse, given.learner, (picture(), "板报.jpg"), (BytesIO(PDF), "安排.pdf")).status_code == 302
    shown, plan = attached(app)
    assert (shown["name"], shown["width"], shown["height"]) == ("板报.jpg", 640, 320)
    assert (plan["name"], plan["width"]) == ("安排.pdf", None)
    client = browse(given.classmate)
    small = client.get(f"/posts/1/files/{shown['id']}?small=1", buffered=True)
    whole = client.get(f"/posts/1/files/{shown['id']}?inline=1", buffered=True)
    assert Image.open(BytesIO(small.data)).size == (640, 320)
    assert Image.open(BytesIO(whole.data)).size == (1600, 800)
    assert len(Image.open(BytesIO(whole.data)).getexif()) == 0
    kept = client.get(f"/posts/1/files/{plan['id']}?inline=1", buffered=True)
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in kept.headers["Content-Security-Policy"]
    with app.app_context(), transaction() as session:
        post = session.get_one(Post, 1)
        before, post.attached = post.attached, None
    with app.app_context():
        rebuild_thread(1)
        assert db.session.get_one(Post, 1).attached == before


@ONE
@pytest.mark.parametrize("name", ["learner2", "left", "far_tutor"])
def test_a_foreign_file_is_not_there(given: Given, browse: Browse, name: str) -> None:
    start(browse, given.learner, (picture(), "a.jpg"))
    client = browse(getattr(given, name))
    assert {client.get(f"/posts/1/files/{n}", buffered=True).status_code for n in (1, 999)} == {404}


@ONE
def test_files_of_a_hidden_post_are_left_to_its_author_and_those_who_tidy(
    app: Flask, given: Given, browse: Browse
) -> None:
    start(browse, given.learner, (picture(), "a.jpg"))
    with app.app_context():
        hide_post(1, given.tutor.id)
    names = ("learner", "tutor", "team", "classmate", "expert")
    found = {
        name for name in names if browse(getattr(given, name)).get("/posts/1/files/1", buffered=True).status_code == 200
    }
    assert found == {"learner", "tutor", "team"}


@ONE
def test_a_file_stands_beside_its_own_post_alone(given: Given, browse: Browse) -> None:
    start(browse, given.learner, (picture(), "a.jpg"))
    given.a_reply(1)
    assert browse(given.learner).get("/posts/2/files/1", buffered=True).status_code == 404


@ONE
def test_what_is_not_taken_leaves_nothing_behind(app: Flask, given: Given, browse: Browse) -> None:
    refused = start(browse, given.learner, (BytesIO(PDF), "a.pdf"), (BytesIO(b"MZ\x00\x01"), "安装.exe"))
    assert (refused.status_code, "请看照片。" in refused.get_data(as_text=True)) == (422, True)
    too_many = [(BytesIO(f"第{n}份".encode()), f"{n}.txt") for n in range(MOST_FILES + 1)]
    assert start(browse, given.learner, *too_many).status_code == 422
    with app.app_context():
        assert db.session.scalars(select(StoredFile)).all() == []


def test_an_edit_takes_a_file_away_and_adds_another(app: Flask, given: Given, browse: Browse) -> None:
    start(browse, given.learner, (picture(), "认得出孩子.jpg"), (BytesIO(PDF), "安排.pdf"))
    gone, plan = attached(app)
    client = browse(given.learner)
    new = (BytesIO("补一份名单".encode()), "补充.txt")
    edited = client.submit("/posts/1/edit", "edit-post", text="请看照片。", keep=[str(plan["id"]), "777"], files=[new])
    assert edited.status_code == 302
    assert [file["name"] for file in attached(app)] == ["安排.pdf", "补充.txt"]
    assert client.get(f"/posts/1/files/{gone['id']}?small=1", buffered=True).status_code == 404
    with app.app_context():
        assert db.session.get_one(Post, 1).edited_at is not None
        rows = db.session.scalars(select(PostAttachment).order_by(PostAttachment.id))
        assert [row.removed_at is not None for row in rows] == [True, False, False]
