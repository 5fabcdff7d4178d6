"""Liking: once each, taken back any time, names on demand, worth nothing to rings of friends."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.discussions.models import Like, Post
from app.discussions.operations import hide_post, like_post, rebuild_thread
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # what differs between databases is tried below


def press(browse: Browse, person, post_id: int, active: int = 1, **headers: str):
    client = browse(person)
    data = {"csrf_token": client.token("/course"), "active": str(active)}
    return client.post(f"/posts/{post_id}/like", data=data, headers=headers)


def test_a_like_counts_once_and_is_taken_back(app: Flask, given: Given, browse: Browse) -> None:
    given.a_thread()
    for _ in range(2):
        assert press(browse, given.classmate, 1).location.endswith("#post-1")
    assert press(browse, given.tutor, 1, Accept="application/json").get_json() == {"liked": True, "count": 2}
    names = browse(given.learner).get("/posts/1/likes").get_data(as_text=True)
    assert names.index("周立秋") < names.index("何清明")
    assert "周立秋、何清明" in browse(given.learner).get("/posts/1/acts").get_data(as_text=True)
    for _ in range(2):
        assert press(browse, given.classmate, 1, active=0, Accept="application/json").get_json()["count"] == 1
    with app.app_context():
        told = select(RecordedEvent.name).where(RecordedEvent.name.in_(("PostLiked", "LikeTakenBack")))
        assert list(db.session.scalars(told.order_by(RecordedEvent.id))) == ["PostLiked", "PostLiked", "LikeTakenBack"]


@ONE
def test_nobody_likes_what_they_wrote_or_what_is_hidden(app: Flask, given: Given, browse: Browse) -> None:
    given.a_thread()
    reply = given.a_reply(1)
    assert press(browse, given.learner, 1).status_code == 403
    with app.app_context():
        with pytest.raises(Refused):
            like_post(1, given.learner.id)
        hide_post(reply, given.tutor.id)
    assert press(browse, given.learner, reply).status_code == 422
    assert browse(given.learner).get(f"/posts/{reply}/likes").status_code == 404


@ONE
@pytest.mark.parametrize(("name", "status"), [("area", 403), ("team", 403), ("expert", 302), ("learner2", 404)])
def test_likes_come_from_those_who_speak_there(given: Given, browse: Browse, name: str, status: int) -> None:
    given.a_thread()
    assert press(browse, getattr(given, name), 1).status_code == status


def test_a_count_that_went_wrong_is_set_right_from_the_likes(app: Flask, given: Given) -> None:
    given.a_thread()
    with app.app_context():
        like_post(1, given.classmate.id)
        with transaction() as session:
            session.get_one(Post, 1).like_count = 99
        rebuild_thread(1)
        assert db.session.get_one(Post, 1).like_count == len(db.session.scalars(select(Like)).all()) == 1
