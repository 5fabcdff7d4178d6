"""Pages ask the database a fixed number of times, however much there is to show."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.discussions.operations import open_boards, reply, start_thread
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
THREAD_PAGE, OTHER_PAGE, A_REPLY = 6, 12, 22


@pytest.mark.parametrize("name", ["learner", "tutor", "expert", "team"])
def test_a_thread_costs_six_statements_however_long(
    app: Flask, given: Given, browse: Browse, statements: Callable, name: str
) -> None:
    thread_id = given.a_thread()
    client = browse(getattr(given, name))
    numbers = []
    for more in (1, 40):
        with app.app_context():
            for _ in range(more):
                reply(given.classmate.id, thread_id, "接着说", 1)
        for address in (
            f"/threads/{thread_id}",
            f"/threads/{thread_id}?quote=1",
            f"/threads/{thread_id}?page=2&quote=1",
        ):
            with statements() as sent:
                assert client.get(address).status_code == 200
            numbers.append(sent.number)
    assert max(numbers) <= THREAD_PAGE, sent.sent
    assert numbers[0] == numbers[3]


def test_a_reply_costs_the_same_statements_however_long_the_thread(
    given: Given, browse: Browse, statements: Callable
) -> None:
    thread_id = given.a_thread()
    client = browse(given.learner)
    counts = []
    for more in (0, 30):
        for _ in range(more):
            given.a_reply(thread_id)
        act, hidden = client.form(f"/threads/{thread_id}", "reply")
        with statements() as sent:
            assert client.post(act, data=hidden | {"text": "我也遇到过。"}).status_code == 302
        counts.append(sent.number)
    assert counts[0] == counts[1]
    assert max(counts) <= A_REPLY, sent.sent


def test_lists_cost_the_same_however_long(app: Flask, given: Given, browse: Browse, statements: Callable) -> None:
    with app.app_context():
        tea = open_boards(given.training.id)[-1].id
    client = browse(given.learner)
    addresses = ("/classrooms/c-101/salon", "/classrooms/c-101/salon?only=unread", "/forum", "/forum/tea")
    counts = []
    for more in (1, 15):
        for _ in range(more):
            given.a_reply(given.a_thread())
            with app.app_context():
                start_thread(given.far_learner.id, "论坛话题", "文字", board_id=tea)
        counts.append([])
        for address in addresses:
            with statements() as sent:
                assert client.get(address).status_code == 200
            counts[-1].append(sent.number)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= OTHER_PAGE


def test_a_page_of_25_posts_is_light(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    with app.app_context():
        for number in range(24):
            reply(given.classmate.id, thread_id, f"{number}：" + "孩子的作业写到十一点，家长也跟着熬。" * 12)
    page = browse(given.tutor).get(f"/threads/{thread_id}", headers={"Accept-Encoding": "gzip"}, buffered=True)
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.get_data()) < 20_000
