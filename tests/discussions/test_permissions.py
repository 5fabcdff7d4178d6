"""Who may read, write and tidy; what is foreign looks like what is not there."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.discussions.operations import hide_post, open_boards, start_thread
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
INSIDE = ["learner", "classmate", "tutor", "class_administrator", "expert", "area", "team"]
OUTSIDE = ["learner2", "far_learner", "tutor2", "far_tutor", "class_administrator2", "far_area", "left"]
WRITERS = ["learner", "classmate", "tutor", "class_administrator", "expert"]


@pytest.mark.parametrize("name", INSIDE)
def test_a_salon_is_open_to_its_class_and_to_those_who_oversee_it(given: Given, browse: Browse, name: str) -> None:
    thread_id = given.a_thread()
    client = browse(getattr(given, name))
    for address in ("/classrooms/c-101/salon", f"/threads/{thread_id}"):
        assert "迟到的孩子" in client.get(address).get_data(as_text=True)
    assert client.get("/posts/1").location.endswith(f"/threads/{thread_id}?page=1#post-1")


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_salon_is_not_there_for_anybody_else(given: Given, browse: Browse, name: str) -> None:
    thread_id = given.a_thread(text="只给本班看的话")
    client = browse(getattr(given, name))
    token = client.token("/forum")
    for address in (
        "/classrooms/c-101/salon",
        "/classrooms/c-101/salon/new",
        f"/threads/{thread_id}",
        f"/threads/{thread_id}?unread=1",
        f"/threads/{thread_id}/posts?after=0",
        "/posts/1",
        "/posts/1/edit",
        "/posts/1/revisions",
        "/posts/1/hiding",
    ):
        answer = client.get(address)
        assert (answer.status_code, "只给本班看的话" in answer.get_data(as_text=True)) == (404, False), address
    for address in (f"/threads/{thread_id}", f"/threads/{thread_id}/reading", "/posts/1/edit", "/posts/1/hiding"):
        answer = client.post(address, data={"csrf_token": token, "text": "混进来", "number": "1"})
        assert answer.status_code == 404, address


@pytest.mark.parametrize("name", [None, "disabled"])
def test_guests_are_sent_to_sign_in(given: Given, browse: Browse, name: str | None) -> None:
    thread_id = given.a_thread()
    client = browse(getattr(given, name) if name else None)
    for address in (f"/threads/{thread_id}", "/classrooms/c-101/salon", "/forum", "/posts/1"):
        assert client.get(address).location.startswith("/sign-in")


@pytest.mark.parametrize("name", INSIDE)
def test_administrators_of_an_area_read_along_and_the_others_write(given: Given, browse: Browse, name: str) -> None:
    thread_id = given.a_thread()
    client = browse(getattr(given, name))
    fields = {"csrf_token": client.token(f"/threads/{thread_id}"), "text": "我的想法", "key": "a" * 20}
    answer = client.post(f"/threads/{thread_id}", data=fields)
    assert answer.status_code == (302 if name in WRITERS else 403)


@pytest.mark.parametrize(
    ("name", "status"), [("learner", 200), ("tutor", 200), ("expert", 403), ("area", 403), ("team", 403)]
)
def test_threads_of_a_salon_are_started_by_its_class(given: Given, browse: Browse, name: str, status: int) -> None:
    assert browse(getattr(given, name)).get("/classrooms/c-101/salon/new").status_code == status


def test_only_the_author_edits(given: Given, browse: Browse) -> None:
    given.a_thread()
    statuses = {name: browse(getattr(given, name)).get("/posts/1/edit").status_code for name in INSIDE}
    assert statuses == {name: 200 if name == "learner" else 403 for name in INSIDE}


def test_author_class_staff_and_team_hide(given: Given, browse: Browse) -> None:
    given.a_thread()
    statuses = {name: browse(getattr(given, name)).get("/posts/1/hiding").status_code for name in INSIDE}
    may = {"learner", "tutor", "class_administrator", "team"}
    assert statuses == {name: 200 if name in may else 403 for name in INSIDE}


def test_what_was_hidden_is_read_by_its_author_and_those_who_tidy(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id, text="说重了的话")
    with app.app_context():
        hide_post(post_id, given.tutor.id)
    for name in INSIDE:
        client = browse(getattr(given, name))
        assert "说重了的话" not in client.get(f"/threads/{thread_id}").get_data(as_text=True)
        assert "说重了的话" not in client.get(f"/threads/{thread_id}/posts?after=0").get_data(as_text=True)
        answer = client.get(f"/posts/{post_id}/revisions")
        assert ("说重了的话" in answer.get_data(as_text=True)) == (
            name in {"classmate", "tutor", "class_administrator", "team"}
        )
    assert browse(given.classmate).get(f"/posts/{post_id}/edit").status_code == 403


@pytest.mark.parametrize("name", [*INSIDE, "learner2", "far_learner", "far_tutor", "far_area"])
def test_the_forum_is_open_to_all_of_the_training(app: Flask, given: Given, browse: Browse, name: str) -> None:
    with app.app_context():
        board = next(board for board in open_boards(given.training.id) if board.slug == "tea")
        thread_id = start_thread(given.far_learner.id, "教学点的桂花", "香得很。", board_id=board.id).id
    client = browse(getattr(given, name))
    assert "教学点的桂花" in client.get("/forum/tea").get_data(as_text=True)
    assert client.submit(f"/threads/{thread_id}", "reply", text="闻到了").status_code == 302
    assert client.get("/forum/nowhere").status_code == 404


def test_the_forum_is_closed_to_who_left_the_training(app: Flask, given: Given, browse: Browse) -> None:
    with app.app_context():
        tea = open_boards(given.training.id)[-1]
        thread_id = start_thread(given.learner.id, "桂花", "香", board_id=tea.id).id
    client = browse(given.left)
    assert "桂花" not in client.get("/forum").get_data(as_text=True)
    assert client.get("/forum/tea").status_code == 404
    assert client.get(f"/threads/{thread_id}").status_code == 404


def test_nothing_changes_without_a_token(given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    client = browse(given.learner)
    for address in (f"/threads/{thread_id}", f"/threads/{thread_id}/reading", "/posts/1/edit", "/posts/1/hiding"):
        assert client.post(address, data={"text": "没有令牌"}).status_code == 422
    assert client.get(f"/threads/{thread_id}").get_data(as_text=True).count("data-number") == 1
