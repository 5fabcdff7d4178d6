"""Salon, forum and thread as people see them."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.discussions.models import Post, Thread
from app.discussions.operations import open_boards
from app.drafts.operations import save_draft
from app.drafts.queries import find_drafts
from app.foundation.database import db
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]


def posts_in(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Post.text).order_by(Post.id)))


def test_a_learner_starts_a_thread_and_a_classmate_answers(app: Flask, given: Given, browse: Browse) -> None:
    started = browse(given.learner).submit(
        "/classrooms/c-101/salon/new", "start-thread", title="迟到的孩子", text="他总是**第二节**才来。"
    )
    assert started.status_code == 302
    page = browse(given.classmate)
    answered = page.submit(started.location, "reply", text="先问问他几点睡。")
    assert answered.location.endswith("#post-2")
    text = page.get(started.location).get_data(as_text=True)
    assert "<strong>第二节</strong>" in text
    assert "先问问他几点睡。" in text


def test_a_double_click_posts_once(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    client = browse(given.classmate)
    action, fields = client.form(f"/threads/{thread_id}", "reply")
    first = client.post(action, data={**fields, "text": "我也是"})
    second = client.post(action, data={**fields, "text": "我也是"})
    assert first.location == second.location
    assert posts_in(app).count("我也是") == 1


@pytest.mark.parametrize("text", ["", "   ", "字" * 10_001, "空\x00字"])
def test_a_refused_reply_says_why_and_keeps_what_was_typed(given: Given, browse: Browse, text: str) -> None:
    thread_id = given.a_thread()
    answer = browse(given.classmate).submit(f"/threads/{thread_id}", "reply", text=text)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'class="error"' in page
    assert text.strip("\x00 ")[:50] in page


def test_a_reply_that_comes_too_late_is_refused_with_its_text(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    client = browse(given.learner)
    action, fields = client.form(f"/threads/{thread_id}", "reply")
    browse(given.tutor).submit("/posts/1/hiding", "hide-post")
    answer = client.post(action, data={**fields, "text": "写了很久的一段话"})
    assert answer.status_code == 422
    assert "写了很久的一段话" in answer.get_data(as_text=True)


def test_the_reason_for_hiding_keeps_itself_until_it_was_given(app: Flask, given: Given, browse: Browse) -> None:
    given.a_thread()
    tutor = browse(given.tutor)
    assert 'data-box="hidden:1"' in tutor.get("/posts/1/hiding").text
    with app.app_context():
        save_draft(given.tutor.id, "hidden:1", "写了学生的真名", "a-phone-of-hers")
    tutor.submit("/posts/1/hiding", "hide-post", reason="写了学生的真名")
    with app.app_context():
        assert find_drafts(given.tutor.id, "hidden:1") == []


def test_quoting_works_without_script(given: Given, browse: Browse) -> None:
    thread_id = given.a_thread(text="作业太多了怎么办？")
    client = browse(given.classmate)
    page = client.get(f"/threads/{thread_id}").get_data(as_text=True)
    assert f"/threads/{thread_id}?page=1&amp;quote=1#reply" in page
    answer = client.submit(f"/threads/{thread_id}?page=1&quote=1", "reply", text="分层布置。")
    shown = client.get(answer.location.split("#")[0]).get_data(as_text=True)
    assert shown.count("作业太多了怎么办？") == 2
    assert "林小满 在 #1 说" in shown


def test_an_edit_keeps_what_was_said_before(given: Given, browse: Browse) -> None:
    thread_id = given.a_thread(text="第一稿")
    client = browse(given.learner)
    client.submit("/posts/1/edit", "edit-post", text="第二稿")
    page = client.get(f"/threads/{thread_id}").get_data(as_text=True)
    assert "第二稿" in page
    assert "第一稿" not in page
    for reader in (given.learner, given.tutor, given.team):
        assert "第一稿" in browse(reader).get("/posts/1/revisions").get_data(as_text=True)
    assert browse(given.classmate).get("/posts/1/revisions").status_code == 403


def test_saving_the_same_text_is_no_edit(given: Given, browse: Browse) -> None:
    given.a_thread(text="就这样")
    client = browse(given.learner)
    client.submit("/posts/1/edit", "edit-post", text="就这样")
    assert "没有改过" in client.get("/posts/1/revisions").get_data(as_text=True)


def test_a_hidden_post_keeps_its_place_and_says_who_hid_it(given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    given.a_reply(thread_id, text="说得太冲了")
    given.a_reply(thread_id, text="大家冷静")
    browse(given.tutor).submit("/posts/2/hiding", "hide-post")
    page = browse(given.learner).get(f"/threads/{thread_id}").get_data(as_text=True)
    assert "此帖已由何清明隐藏" in page
    assert "说得太冲了" not in page
    assert 'id="post-3"' in page


def test_hiding_the_opening_hides_the_thread_from_others(given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    browse(given.learner).submit("/posts/1/hiding", "hide-post")
    statuses = {
        name: browse(getattr(given, name)).get(f"/threads/{thread_id}").status_code
        for name in ("learner", "tutor", "team", "classmate", "area")
    }
    assert statuses == {"learner": 200, "tutor": 200, "team": 200, "classmate": 404, "area": 404}
    assert "迟到的孩子" not in browse(given.classmate).get("/classrooms/c-101/salon").get_data(as_text=True)


def test_a_question_of_a_topic_starts_a_thread(app: Flask, given: Given, browse: Browse) -> None:
    with app.app_context(), db.engine.begin() as connection:
        table = db.metadata.tables["sections"]
        html = "<ol><li>站十分钟，和站到下课，差别在哪？</li><li>您会怎么做？</li></ol>"
        connection.execute(table.update().where(table.c.kind == "questions").values(html=html))
    client = browse(given.learner)
    address = f"/classrooms/c-101/salon/new?topic={given.topic.id}&question=1"
    assert "站十分钟，和站到下课" in client.get(address).get_data(as_text=True)
    client.submit(address, "start-thread", title="站多久", text="> 站十分钟\n\n我不同意。")
    with app.app_context():
        assert db.session.scalars(select(Thread.topic_id)).one() == given.topic.id


@pytest.mark.parametrize("question", ["0", "99", "-1", "x"])
def test_a_question_that_is_not_there_leaves_the_form_empty(given: Given, browse: Browse, question: str) -> None:
    address = f"/classrooms/c-101/salon/new?topic={given.topic.id}&question={question}"
    assert browse(given.learner).get(address).status_code == 200


def test_the_forum_lists_its_boards_and_takes_threads(app: Flask, given: Given, browse: Browse) -> None:
    with app.app_context():
        names = [board.name for board in open_boards(given.training.id)]
        assert [board.name for board in open_boards(given.training.id)] == names
    client = browse(given.far_learner)
    started = client.submit("/forum/tea/new", "start-thread", title="教学点的桂花", text="香得很。")
    assert "教学点的桂花" in browse(given.learner).get("/forum").get_data(as_text=True)
    assert "教学点的桂花" in browse(given.expert).get("/forum/tea").get_data(as_text=True)
    assert browse(given.learner).submit(started.location, "reply", text="我们这里是腊梅。").status_code == 302
    with app.app_context():
        rooms = db.session.scalars(select(Post.classroom_id).order_by(Post.id))
        assert list(rooms) == [given.far_classroom.id, given.classroom.id]


def test_lists_are_filtered_and_paged(given: Given, browse: Browse) -> None:
    threads = [given.a_thread() for _ in range(21)]
    given.a_reply(threads[0], by=given.classmate)
    client = browse(given.classmate)
    first = client.get("/classrooms/c-101/salon").get_data(as_text=True)
    assert first.count("list-main") == 20
    assert client.get("/classrooms/c-101/salon?page=2").get_data(as_text=True).count("list-main") == 1
    assert client.get("/classrooms/c-101/salon?only=mine").get_data(as_text=True).count("list-main") == 1
    assert client.get("/classrooms/c-101/salon?only=unread&page=2").get_data(as_text=True).count("list-main") == 0
    assert client.get("/classrooms/c-101/salon?only=junk&page=-3").status_code == 200
