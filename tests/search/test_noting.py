"""Where the server's process looks after the index, an act only notes what changed; a moment later it is found."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.discussions.operations import edit_post, hide_post
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.search.models import SearchEntry, SearchNote
from app.search.operations import catch_up, enter_changes, noting
from app.search.queries.kinds import POSTS
from tests.support.given import Given


@pytest.fixture(autouse=True)
def entered_later(app: Flask, given: Given) -> Iterator[None]:
    app.extensions["search_ticker"] = None
    with app.app_context():
        catch_up()  # the course
    yield
    del app.extensions["search_ticker"]


def words() -> set[str]:
    return set(db.session.scalars(select(SearchEntry.words).where(SearchEntry.kind == "post")))


def notes() -> int:
    return db.session.scalar(select(func.count()).select_from(SearchNote)) or 0


def test_an_act_notes_and_the_next_moment_enters_what_is_there_by_then(app: Flask, given: Given) -> None:
    thread = given.a_thread(text="第一句")
    post, gone = given.a_reply(thread, text="第二句"), given.a_reply(thread, text="第三句")
    with app.app_context():
        edit_post(post, given.classmate.id, "改过的第二句")
        hide_post(gone, given.tutor.id)
        assert (words(), notes()) == (set(), 5)
        assert enter_changes() == 5
        assert (words(), notes()) == ({"迟到的孩子 第一句", "改过的第二句"}, 0)
        assert enter_changes() == 0
        hide_post(1, given.tutor.id)
        enter_changes()
        assert (words(), catch_up()) == (set(), 0)


def test_an_act_that_fails_notes_nothing(app: Flask, given: Given) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError, match="given up"), transaction():
            noting.note_changes(POSTS, [1])
            raise RuntimeError("given up")
        assert notes() == 0


def test_more_than_one_handful_and_one_that_cannot_be_entered(
    app: Flask, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left to the night, and holds up no other."""
    thread = given.a_thread(text="第一句")
    posts = [given.a_reply(thread, text=f"第{number}句回复") for number in range(6)]
    entered = noting.refresh

    def refresh(kind, ids):
        if posts[2] in ids:
            raise ValueError("unreadable")
        return entered(kind, ids)

    with app.app_context():
        monkeypatch.setattr(noting, "AT_ONCE", 4)
        monkeypatch.setattr(noting, "refresh", refresh)
        while notes():
            enter_changes()
        assert len(words()) == 6
        assert "第2句回复" not in words()
        assert catch_up() == 1
        assert "第2句回复" in words()
