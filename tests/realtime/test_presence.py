"""Who looks and who writes: counted for all, named in a closed salon, gone when the right to look is gone."""

import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from app.classrooms.models import Enrolment
from app.discussions.operations import open_boards, start_thread
from app.foundation import clock
from app.foundation.connections import Connection, Register, coarse
from app.foundation.presence import BETWEEN_WORDS, LASTS, NOBODY, WRITING, Here, Presence
from app.foundation.transactions import transaction
from app.people.models import Person
from tests.support.browsing import Browser
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.redis import RedisServer
from tests.support.sockets import Listener, cookie_of, eventually

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def listener(live: LiveServer, person: Person) -> Listener:
    return Listener(live.url, cookie_of(live.app, person))


def numbers(heard: Listener) -> tuple[int, int] | None:
    """The next numbers that a socket is told."""
    event = heard.hear(4, also="presence")
    return (event[1]["looking"], event[1]["writing"]) if event and event[0] == "presence" else None


def seen(browse: Browse, person: Person, thread_id: int) -> dict:
    return browse(person).get(f"/threads/{thread_id}/presence").get_json()


@ONE
def test_who_looks_and_writes_is_told_in_numbers_and_named_in_the_salon(
    live: LiveServer, given: Given, browse: Browse
) -> None:
    thread_id = given.a_thread()
    with listener(live, given.learner) as first, listener(live, given.tutor) as second:
        first.join({"thread": thread_id})
        assert numbers(first) == (1, 0)
        second.join({"thread": thread_id})
        assert (numbers(first), numbers(second)) == ((2, 0), (2, 0))
        assert second.join({"thread": thread_id}, "writing") == {"heard": True}
        assert second.join({"thread": thread_id}, "writing") == {"heard": False}, "once a second is enough"
        assert numbers(first) == (2, 1)
        answer = seen(browse, given.learner, thread_id)
        assert answer == {"looking": 2, "writing": 1, "names": ["何清明"], "writers": ["何清明"]}
        assert seen(browse, given.tutor, thread_id)["writing"] == 0, "one is not told of oneself"
        assert second.join({"thread": thread_id, "done": True}, "writing") == {"heard": True}
        assert numbers(first) == (2, 0)
    assert eventually(lambda: seen(browse, given.classmate, thread_id)["looking"] == 1, 4)


@ONE
def test_on_a_board_people_are_counted_and_not_named(live: LiveServer, given: Given, browse: Browse) -> None:
    with live.app.app_context():
        tea = open_boards(given.training.id)[-1].id
        thread_id = start_thread(given.far_learner.id, "桂花", "香。", board_id=tea).id
    with listener(live, given.far_learner) as heard:
        heard.join({"thread": thread_id})
        assert numbers(heard) == (1, 0)
        assert seen(browse, given.learner, thread_id) == {"looking": 2, "writing": 0}


@ONE
def test_only_those_who_joined_and_may_reply_are_seen_writing(live: LiveServer, given: Given) -> None:
    thread_id = given.a_thread()
    with listener(live, given.learner) as outside, listener(live, given.area) as reader:
        assert outside.join({"thread": thread_id}, "writing") == {"heard": False}
        reader.join({"thread": thread_id})
        assert reader.join({"thread": thread_id}, "writing")["heard"] is False
    with listener(live, given.learner2) as foreign:
        for number in (thread_id, 999_999):
            assert foreign.join({"thread": number}, "writing") == {"heard": False}


@ONE
def test_whoever_leaves_the_class_is_gone_from_the_room_within_two_seconds(
    live: LiveServer, given: Given, browse: Browse
) -> None:
    thread_id = given.a_thread()
    with listener(live, given.classmate) as left, listener(live, given.learner) as other:
        for heard in (left, other):
            heard.join({"thread": thread_id})
        assert eventually(lambda: len(seen(browse, given.tutor, thread_id)["names"]) == 2, 4)
        with live.app.app_context(), transaction() as session:
            gone = update(Enrolment).where(Enrolment.person_id == given.classmate.id)
            session.execute(gone.values(until=clock.now()))
        start = time.monotonic()
        assert eventually(lambda: seen(browse, given.tutor, thread_id)["names"] == ["林小满"], 4)
        assert time.monotonic() - start < 3
        assert left.join({"thread": thread_id}, "writing") == {"heard": False}


def test_words_of_a_moment_ago_hold_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    present = [100.0]
    monkeypatch.setattr("app.foundation.presence.time.monotonic", lambda: present[0])
    room = Presence(None)
    assert room.here("thread:1") == NOBODY
    assert room.write("thread:1", 7)
    assert not room.write("thread:1", 7)
    assert room.beat({"thread:1": {7, 8}}) == {"thread:1": Here(frozenset({7, 8}), frozenset({7}))}
    present[0] += BETWEEN_WORDS
    assert room.write("thread:1", 7)
    present[0] += LASTS[WRITING] + 0.1
    assert room.beat({"thread:1": {7, 8}})["thread:1"].writing == frozenset()
    room.write("thread:1", 8)
    assert room.beat({"thread:1": {7}})["thread:1"].writing == frozenset(), "who left does not write"
    room.write("thread:1", 8)
    room.rest("thread:1", 8)
    assert room.beat({"thread:1": {7, 8}})["thread:1"].writing == frozenset(), "who has sent it does not write"
    assert room.beat({}) == {}
    assert room.here("thread:1") == NOBODY


def test_two_nodes_know_of_each_other_and_each_of_its_own_without_redis(app: Flask, redis_server: RedisServer) -> None:
    one, other = Presence(redis_server.url), Presence(redis_server.url)
    one.write("thread:5", 7)
    one.beat({"thread:5": {7}})
    assert other.beat({"thread:5": {8}})["thread:5"] == Here(frozenset({7, 8}), frozenset({7}))
    assert Presence(redis_server.url).here("thread:5").looking == {7, 8}, "a node that holds no sockets asks the others"
    one.rest("thread:5", 7)
    one.beat({"thread:5": {7}})
    assert other.beat({"thread:5": {8}})["thread:5"] == Here(frozenset({7, 8}), frozenset()), "who sent it rests"
    one.beat({})
    assert other.beat({"thread:5": {8}})["thread:5"].looking == {8}, "who left one node is gone from the other"
    alone = Presence("redis://127.0.0.1:9/0")
    assert alone.beat({"thread:5": {9}})["thread:5"] == Here(frozenset({9}), frozenset())
    assert alone.here("thread:6") == NOBODY


def test_where_hundreds_look_one_more_is_no_news() -> None:
    register = Register()
    for number in range(3):
        register.add(Connection(str(number), f"{number}:1", number))
    told = register.untold("thread:1", ["0", "1"], 7)
    assert (told, register.untold("thread:1", ["0", "1", "2"], 7)) == (["0", "1"], ["2"])
    assert [coarse(number) for number in (1, 2, 39, 1000)] != [coarse(number) for number in (2, 3, 40, 1050)]
    assert coarse(1000) == coarse(1010)
    register.leave("0", "thread:1")
    register.drop("1")
    assert register.untold("thread:1", ["0", "1", "2"], 7) == ["0"], "who came back is told, who is gone is not"
