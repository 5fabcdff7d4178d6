"""Read marks to the post, views that are honest, and pages that never write."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.discussions.models import ReadMark, Thread, ThreadView
from app.discussions.operations import hide_post, mark_read
from app.discussions.queries import Filter, get_thread, threads_in, threads_of_topic
from app.foundation import clock
from app.foundation.database import db
from app.people.models import Person
from tests.support.browsing import Browser
from tests.support.given import EVENING, Given

Browse = Callable[..., Browser]


def unread(app: Flask, person: Person, thread_id: int) -> int:
    with app.test_request_context():
        room = get_thread(thread_id, person).room
        rows = threads_in(("id", thread_id), room, person, Filter.ALL).threads
        return rows[0].unread


def mark(app: Flask, person: Person, thread_id: int) -> int:
    with app.app_context():
        return db.session.scalar(
            select(ReadMark.last_number).where(ReadMark.person_id == person.id, ReadMark.thread_id == thread_id)
        )


def test_unread_is_counted_to_the_post_without_ones_own_and_hidden_ones(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    posts = [given.a_reply(thread_id) for _ in range(5)]
    assert unread(app, given.learner, thread_id) == 5
    with app.app_context():
        mark_read(given.learner.id, thread_id, 3)
        hide_post(posts[-1], given.classmate.id)
    assert unread(app, given.learner, thread_id) == 2
    assert unread(app, given.classmate, thread_id) == 0
    assert unread(app, given.tutor, thread_id) == 5


def test_a_mark_never_goes_back_and_never_beyond_the_last_post(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    for _ in range(4):
        given.a_reply(thread_id)
    with app.app_context():
        for number in (4, 2, -7):
            mark_read(given.tutor.id, thread_id, number)
        assert mark(app, given.tutor, thread_id) == 4
        mark_read(given.tutor.id, thread_id, 10**9)
    assert mark(app, given.tutor, thread_id) == 5


def test_a_person_is_one_view_a_local_day_and_authors_are_none(app: Flask, given: Given) -> None:
    thread_id = given.a_thread()
    midnight = EVENING.replace(hour=16)  # Thursday begins in Shanghai
    with app.app_context():
        for moment in (EVENING, EVENING, midnight - timedelta(seconds=1), midnight):
            clock.travel_to(moment)
            for person in (given.learner, given.classmate):
                mark_read(person.id, thread_id, 1)
        mark_read(given.tutor.id, thread_id, 1)
        assert db.session.scalars(select(Thread.view_count)).one() == 3
        assert db.session.scalar(select(func.count()).select_from(ThreadView)) == 3


def test_looking_at_a_page_writes_nothing(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    given.a_reply(thread_id)
    client = browse(given.tutor)
    for address in (f"/threads/{thread_id}", f"/threads/{thread_id}?unread=1", f"/threads/{thread_id}/posts?after=0"):
        client.get(address)
    with app.app_context():
        assert mark(app, given.tutor, thread_id) is None
        assert db.session.scalars(select(Thread.view_count)).one() == 0


def test_without_script_a_button_marks_as_read(app: Flask, given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    for _ in range(30):
        given.a_reply(thread_id)
    client = browse(given.tutor)
    client.submit(f"/threads/{thread_id}", "mark-read")
    assert mark(app, given.tutor, thread_id) == 25
    assert client.get(f"/threads/{thread_id}?unread=1").location.endswith("?page=2#post-26")
    client.submit(f"/threads/{thread_id}?page=2", "mark-read")
    assert mark(app, given.tutor, thread_id) == 31
    assert "mark-read" not in client.get(f"/threads/{thread_id}?page=2").get_data(as_text=True)
    assert client.get(f"/threads/{thread_id}?unread=1").location.endswith("?page=2#post-31")


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999999999999999"])
def test_a_strange_number_is_no_harm(app: Flask, given: Given, browse: Browse, number: str) -> None:
    thread_id = given.a_thread()
    client = browse(given.tutor)
    data = {"csrf_token": client.token(f"/threads/{thread_id}"), "number": number}
    assert client.post(f"/threads/{thread_id}/reading", data=data).status_code == 302
    assert mark(app, given.tutor, thread_id) in {0, 1}


def test_the_fragment_brings_what_is_new_and_what_changed(given: Given, browse: Browse) -> None:
    thread_id = given.a_thread()
    given.a_reply(thread_id, text="第二帖")
    client = browse(given.learner)
    address = f"/threads/{thread_id}/posts"
    assert client.get(f"{address}?after=2").status_code == 204
    given.a_reply(thread_id, text="第三帖")
    page = client.get(f"{address}?after=2").get_data(as_text=True)
    assert "第三帖" in page
    assert "第二帖" not in page
    assert "<html" not in page
    before = clock.now().isoformat()
    client.submit("/posts/1/edit", "edit-post", text="改过的开头")
    changed = client.get(address, query_string={"after": 3, "since": before})
    assert "改过的开头" in changed.get_data(as_text=True)
    assert client.get(address, query_string={"after": 3, "since": "gestern"}).status_code == 204


def test_a_topic_shows_only_the_threads_one_may_read(app: Flask, given: Given, browse: Browse) -> None:
    browse(given.learner).submit(
        f"/classrooms/c-101/salon/new?topic={given.topic.id}", "start-thread", title="本班的", text="话"
    )
    with app.test_request_context():
        assert [row.title for row in threads_of_topic(given.topic.id, given.classmate)] == ["本班的"]
        assert threads_of_topic(given.topic.id, given.learner2) == []
        assert threads_of_topic(given.topic2.id, given.classmate) == []
        assert get_thread(1, given.classmate).topic_title == given.topic.title
