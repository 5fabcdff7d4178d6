"""Lists of threads: what is pinned comes first, states are seen, questions without an answer are found."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from app.discussions.models import MarkKind
from app.discussions.operations import hide_post, mark_read, mark_thread, open_boards, reply, start_thread
from app.moderation.operations import report_post
from tests.support.browsing import Browser
from tests.support.given import Given

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Browse = Callable[..., Browser]


def questions(app: Flask, given: Given, count: int) -> list[int]:
    with app.app_context():
        board = next(board for board in open_boards(given.training.id) if board.slug == "experts")
        return [start_thread(given.learner.id, f"问题{n}", "怎么办？", board_id=board.id).id for n in range(count)]


def titles(page: str) -> list[str]:
    return re.findall(r"问题\d+", page)


def test_pinned_threads_stand_first_on_the_first_page_alone(app: Flask, given: Given, browse: Browse) -> None:
    first, *_ = questions(app, given, 23)
    with app.app_context():
        mark_thread(first, MarkKind.PIN, given.team.id)
        mark_thread(first, MarkKind.CLOSING, given.team.id)
    page = browse(given.classmate).get("/forum/experts").get_data(as_text=True)
    assert titles(page)[:2] == ["问题0", "问题22"]
    assert ("置顶" in page, "已关闭" in page) == (True, True)
    assert titles(browse(given.classmate).get("/forum/experts?page=2").get_data(as_text=True)) == [
        "问题3",
        "问题2",
        "问题1",
    ]


def test_experts_find_what_has_waited_longest_for_an_answer(app: Flask, given: Given, browse: Browse) -> None:
    first, second, third = questions(app, given, 3)
    with app.app_context():
        answer = reply(given.expert.id, second, "先家访。")
        mark_thread(second, MarkKind.ANSWER, given.expert.id, answer.id)
        reply(given.classmate.id, first, "我也想知道")
    client = browse(given.expert)
    page = client.get("/forum/experts").get_data(as_text=True)
    assert ("已解答" in page, "等回答" in page) == (True, True)
    assert titles(client.get("/forum/experts?only=unanswered").get_data(as_text=True)) == ["问题2", "问题0"]
    assert "等回答" not in client.get("/forum/tea").get_data(as_text=True)
    front = client.get("/").get_data(as_text=True)
    assert ("问专家：2 个问题等回答" in front, 'href="/forum/experts?only=unanswered"' in front) == (True, True)
    assert "个问题等回答" not in browse(given.tutor).get("/").get_data(as_text=True)
    with app.app_context():
        for waiting in (first, third):
            mark_thread(waiting, MarkKind.CLOSING, given.team.id)
    assert titles(client.get("/forum/experts?only=unanswered").get_data(as_text=True)) == []
    assert "问专家的问题都有了回答" in client.get("/").get_data(as_text=True)


def test_the_forum_says_where_what_one_has_read_goes_on(app: Flask, given: Given, browse: Browse) -> None:
    first, second, _third = questions(app, given, 3)
    forum = browse(given.classmate)
    with app.app_context():
        reply(given.expert.id, second, "先家访。")
    assert "有新回复" not in forum.get("/forum").text, "what one has never opened is no news"
    with app.app_context():
        for thread in (first, second):
            mark_read(given.classmate.id, thread, 1)
    assert "1 个话题有新回复" in forum.get("/forum").text
    with app.app_context():
        gone = reply(given.expert.id, first, "也可以先打电话。").id
        assert "2 个话题有新回复" in forum.get("/forum").text
        hide_post(gone, given.team.id)
        reply(given.classmate.id, second, "我去试试。")
    assert "有新回复" not in forum.get("/forum").text, "one's own word is none either"


def test_moderators_are_led_to_what_was_reported(app: Flask, given: Given, browse: Browse) -> None:
    post_id = given.a_reply(given.a_thread())
    with app.app_context():
        report_post(given.learner.id, post_id, "广告")
    told = {
        name: "1 条举报待处理" in browse(getattr(given, name)).get("/classrooms/c-101/salon").get_data(as_text=True)
        for name in ("tutor", "class_administrator", "learner", "expert", "team")
    }
    assert told == {"tutor": True, "class_administrator": True, "learner": False, "expert": False, "team": True}
    assert "1 条举报待处理" in browse(given.team).get("/forum").get_data(as_text=True)
