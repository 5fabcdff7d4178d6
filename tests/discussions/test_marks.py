"""States of a thread: who sets them, what they do, and that each can be lifted again."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.discussions.models import MarkKind, Thread, ThreadMark, ThreadMove
from app.discussions.operations import hide_post, mark_thread, open_boards, rebuild_thread, restore_post, start_thread
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # what differs between databases is tried below
INSIDE = ["learner", "classmate", "tutor", "class_administrator", "expert", "area", "team"]


def press(browse: Browse, person, address: str, active: int = 1):
    client = browse(person)
    return client.post(address, data={"csrf_token": client.token("/course"), "active": str(active)})


def thread_now(app: Flask, thread_id: int) -> Thread:
    with app.app_context():
        return db.session.get_one(Thread, thread_id)


def a_board_thread(app: Flask, given: Given, by, slug: str = "experts") -> int:
    with app.app_context():
        board = next(board for board in open_boards(given.training.id) if board.slug == slug)
        return start_thread(by.id, "怎么开家长会", "家长来得少。", board_id=board.id).id


def allowed(browse: Browse, given: Given, address: str) -> set[str]:
    answers = {name: press(browse, getattr(given, name), address).status_code for name in INSIDE}
    assert set(answers.values()) <= {302, 403}
    return {name for name, status in answers.items() if status == 302}


@ONE
def test_who_pins_closes_answers_and_sums_up_in_a_salon(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id, by=given.tutor)
    leads = {"tutor", "class_administrator", "team"}
    assert allowed(browse, given, f"/threads/{thread_id}/pin") == leads
    assert allowed(browse, given, f"/threads/{thread_id}/closing") == leads
    assert allowed(browse, given, f"/posts/{post_id}/answer") == leads | {"learner", "expert"}
    assert allowed(browse, given, f"/posts/{post_id}/summary") == leads | {"expert"}
    assert allowed(browse, given, f"/threads/{thread_id}/board") == set(), "what is said in a salon stays there"


@ONE
def test_who_does_so_on_a_board(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = a_board_thread(app, given, given.far_learner)
    post_id = given.a_reply(thread_id, by=given.expert)
    assert allowed(browse, given, f"/threads/{thread_id}/pin") == {"team"}
    assert allowed(browse, given, f"/posts/{post_id}/answer") == {"expert", "team"}
    assert press(browse, given.far_learner, f"/posts/{post_id}/answer").status_code == 302


@ONE
def test_a_closed_thread_takes_no_reply_and_keeps_what_was_typed(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    client = browse(given.classmate)
    action, fields = client.form(f"/threads/{thread_id}", "reply")
    assert press(browse, given.tutor, f"/threads/{thread_id}/closing").status_code == 302
    refused = client.post(action, data={**fields, "text": "写了很久的一段话"})
    assert (refused.status_code, "写了很久的一段话" in refused.get_data(as_text=True)) == (422, True)
    assert press(browse, given.tutor, f"/threads/{thread_id}/closing", active=0).status_code == 302
    assert client.post(action, data={**fields, "text": "写了很久的一段话"}).status_code == 302


@ONE
def test_pressing_twice_records_once_and_lifting_leaves_the_trail(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    for active in (1, 1, 0, 0):
        press(browse, given.tutor, f"/threads/{thread_id}/pin", active)
    with app.app_context():
        told = select(RecordedEvent.name).where(RecordedEvent.name.like("ThreadMark%")).order_by(RecordedEvent.id)
        names = list(db.session.scalars(told))
        assert (names, db.session.scalars(select(ThreadMark)).all()) == (["ThreadMarked", "ThreadMarkLifted"], [])
    assert not thread_now(app, thread_id).is_pinned


def test_another_answer_takes_the_place_of_the_one_before(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    first, second = given.a_reply(thread_id), given.a_reply(thread_id, by=given.tutor)
    for post_id in (first, second):
        press(browse, given.learner, f"/posts/{post_id}/answer")
    assert thread_now(app, thread_id).answer_number == 3
    press(browse, given.learner, f"/posts/{first}/answer", active=0)
    assert thread_now(app, thread_id).answer_number == 3, "only the answer itself is lifted"
    press(browse, given.learner, f"/posts/{second}/answer", active=0)
    assert thread_now(app, thread_id).answer_number is None


def test_an_answer_out_of_sight_does_not_count_until_it_is_back(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id)
    with app.app_context():
        mark_thread(thread_id, MarkKind.ANSWER, given.learner.id, post_id)
        hide_post(post_id, given.tutor.id, "说得太冲")
        assert db.session.get_one(Thread, thread_id).answer_number is None
        restore_post(post_id, given.tutor.id)
        assert db.session.get_one(Thread, thread_id).answer_number == 2
        rebuild_thread(thread_id)
        assert db.session.get_one(Thread, thread_id).answer_number == 2


@ONE
@pytest.mark.parametrize("kind", ["answer", "summary"])
def test_the_opening_and_hidden_posts_are_no_answer(app: Flask, given: Given, browse: Browse, kind: str) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id)
    with app.app_context():
        hide_post(post_id, given.tutor.id)
    assert press(browse, given.tutor, f"/posts/1/{kind}").status_code == 422
    assert press(browse, given.tutor, f"/posts/{post_id}/{kind}").status_code == 422


@ONE
def test_the_team_moves_a_thread_between_boards_and_the_address_stays(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = a_board_thread(app, given, given.learner, "tea")
    team = browse(given.team)
    page = team.get(f"/threads/{thread_id}/board").get_data(as_text=True)
    assert ("妙招" in page, 'value="5"' in page) == (True, False), "every board but its own"
    with app.app_context():
        ideas = next(board.id for board in open_boards(given.training.id) if board.slug == "ideas")
    assert team.submit(f"/threads/{thread_id}/board", "move-thread", board=str(ideas)).status_code == 302
    assert "怎么开家长会" in browse(given.learner).get("/forum/ideas").get_data(as_text=True)
    assert team.submit(f"/threads/{thread_id}/board", "move-thread", board="99999").status_code == 422
    assert browse(given.learner).get(f"/threads/{thread_id}/board").status_code == 403
    with app.app_context():
        assert [move.to_board_id for move in db.session.scalars(select(ThreadMove))] == [ideas]
