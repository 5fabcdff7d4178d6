"""Threads and replies are numbered, counted and written once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from app.discussions.models import Post, ReadMark, Thread
from app.discussions.operations import hide_post, rebuild_thread, reply, start_thread
from app.foundation.database import db
from app.foundation.errors import Refused
from tests.support.given import Given


def test_a_thread_begins_with_its_first_post(app: Flask, given: Given) -> None:
    with app.app_context():
        thread = start_thread(given.learner.id, "迟到", "他总是第一节下课才来。", given.classroom.id)
        post = db.session.scalars(select(Post)).one()
        assert (post.number, post.is_salon, post.classroom_id) == (1, True, given.classroom.id)
        assert (thread.post_count, thread.last_number, thread.view_count) == (1, 1, 0)
        assert "<p>他总是第一节下课才来。</p>" in post.html


def test_twenty_replies_at_once_get_twenty_numbers(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()

    def answer(number: int) -> int:
        with app.app_context():
            return reply(given.classmate.id, thread_id, f"第{number}个想法").number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(answer, range(20)))
    assert sorted(numbers) == list(range(2, 22))
    with app.app_context():
        thread = db.session.get_one(Thread, thread_id)
        assert (thread.post_count, thread.last_number) == (21, 21)


def test_a_reply_quotes_only_what_its_thread_shows(app: Flask, given: Given) -> None:
    thread_id, elsewhere = given.a_thread(), given.a_thread()
    with app.app_context():
        opening = db.session.scalars(select(Post.id).where(Post.thread_id == thread_id)).one()
        foreign = db.session.scalars(select(Post.id).where(Post.thread_id == elsewhere)).one()
        assert reply(given.classmate.id, thread_id, "同意", opening).quoted_post_id == opening
        assert reply(given.classmate.id, thread_id, "同意", foreign).quoted_post_id is None


def test_a_hidden_thread_takes_no_reply(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    with app.app_context():
        hide_post(db.session.scalars(select(Post.id)).one(), given.tutor.id)
        with pytest.raises(Refused):
            reply(given.classmate.id, thread_id, "还有话说")


def test_hiding_keeps_the_number_and_lowers_the_count(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id)
    with app.app_context():
        hide_post(post_id, given.classmate.id)
        hide_post(post_id, given.tutor.id)
        post, thread = db.session.get_one(Post, post_id), db.session.get_one(Thread, thread_id)
        assert (post.number, post.hidden_by_id) == (2, given.classmate.id)
        assert (thread.post_count, thread.last_number, thread.hidden_at) == (1, 2, None)
        assert reply(given.learner.id, thread_id, "接着说").number == 3


def test_rebuilding_repairs_every_number(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    given.a_reply(thread_id)
    with app.app_context():
        thread = db.session.get_one(Thread, thread_id)
        right = (thread.post_count, thread.last_number, thread.view_count, thread.last_post_at)
        db.session.rollback()
        with db.engine.begin() as connection:
            connection.execute(Thread.__table__.update().values(post_count=9, last_number=9, view_count=9))
        rebuild_thread(thread_id)
        thread = db.session.get_one(Thread, thread_id)
        assert (thread.post_count, thread.last_number, thread.view_count, thread.last_post_at) == right


def test_whoever_replies_has_read_up_to_there(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    given.a_reply(thread_id)
    with app.app_context():
        assert db.session.get_one(ReadMark, (given.classmate.id, thread_id)).last_number == 2
        assert db.session.get_one(ReadMark, (given.learner.id, thread_id)).last_number == 1
