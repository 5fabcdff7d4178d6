"""What readers make of a bulletin: words, likes, a name that may be known, and the way to the front page."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.bulletins.models import Bulletin
from app.foundation.database import db
from app.foundation.errors import Forbidden
from app.recommendations.operations import consent_to_showing, pick_work, recommend_work
from tests.browser.hostile import WHOLE
from tests.bulletins.writing import begun, press
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def place(given: Given, browse: Browse) -> str:
    """A published bulletin that speaks of the learner."""
    given.a_journal()
    writer = browse(given.class_administrator)
    edit = begun(writer, "c-101", "2026-W12")
    return str(press(writer, edit, "publish", title="林小满的灯", **{"text-b1": "林小满每晚都在。"}).location)


def test_words_and_likes_are_everybodys_and_go_again(app: Flask, given: Given, browse: Browse, place: str) -> None:
    far = browse(given.far_learner)
    empty = far.submit(place, "comment-on-bulletin", text=" ")
    assert (empty.status_code, "这里还没有写" in empty.text) == (422, True)
    hostile = next(text for text in WHOLE if len(text) < 900 and "<script" in text)
    for text in ("我们班也这样。", hostile):
        assert far.submit(place, "comment-on-bulletin", text=text).status_code == 302
    page = browse(given.classmate).get(place).text
    assert ("我们班也这样" in page, "𠮷田" in page, "<script" in page.split("<main")[1]) == (True, True, False)
    far.submit(place, "like-bulletin", on="1")
    far.submit(place, "like-bulletin", on="1")
    assert "已赞 1" in far.get(place).text
    assert 'data-act="like-bulletin"' not in browse(given.class_administrator).get(place).text
    browse(given.tutor).submit(place, "hide-comment")
    assert "我们班也这样" not in far.get(place).text
    assert 'data-act="hide-comment"' not in browse(given.classmate).get(place).text
    with app.app_context():
        bulletin = db.session.scalars(select(Bulletin)).one()
        assert (bulletin.like_count, bulletin.comment_count) == (1, 1)
    assert "𠮷田在简报" in browse(given.class_administrator).get("/notices").text


@ONE
def test_a_learner_decides_whether_other_classes_read_the_name(
    app: Flask, given: Given, browse: Browse, place: str
) -> None:
    far = browse(given.far_learner)
    assert "林小满" not in far.get(place).text
    assert "林小满" not in far.get("/bulletins").text
    assert 'data-act="agree-name"' not in browse(given.classmate).get(place).text
    assert "别的班能不能看到名字由您定" in browse(given.learner).get("/notices").text
    browse(given.learner).submit(place, "agree-name")
    assert "林小满每晚都在" in far.get(place).text
    assert "林小满的灯" in far.get("/bulletins").text
    browse(given.learner).submit(place, "withdraw-name")
    assert "林小满" not in far.get(place).text + far.get("/bulletins").text


def test_a_bulletin_is_recommended_upwards_and_guests_read_no_name(
    app: Flask, given: Given, browse: Browse, place: str
) -> None:
    number = int(place.rpartition("/")[2])
    assert "recommendation" not in browse(given.class_administrator).get(place).text, "nobody recommends their own"
    sent = browse(given.tutor).submit(f"{place}/recommendation", "recommend", reason="写得真。")
    assert (sent.status_code, sent.location) == (302, place)
    assert "同意展示" in browse(given.class_administrator).get(place).text
    with app.app_context():
        with pytest.raises(Forbidden):
            recommend_work(given.learner.id, "bulletin", number, "我也要推荐")
        consent_to_showing(1, given.class_administrator.id)
        pick_work(1, given.expert.id, "有人味。")
    shown = browse().get("/showcase/1").text
    assert ("一位学友每晚都在" in shown, "林小满" in shown, "有人味" in shown) == (True, False, True)
    assert "一位学友的灯" in browse(given.expert).get("/recommendations?kind=bulletin").text
    edit = browse(given.tutor).submit(place, "revise-bulletin").location
    press(browse(given.tutor), edit, "publish", **{"text-b1": "换了一段话。"})
    assert browse().get("/showcase/1").status_code == 404, "what was changed since is not what was recommended"
