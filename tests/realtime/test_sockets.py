"""Who hears what: a real server with threads, real sockets."""

import json
from contextlib import ExitStack

import pytest
import websocket
from sqlalchemy import update

from app.classrooms.models import Enrolment
from app.discussions.operations import edit_post, hide_post
from app.foundation import clock, realtime
from app.foundation.connections import MOST_OF_ONE_PERSON
from app.foundation.transactions import transaction
from app.people.models import Person
from tests.realtime.removing import prepare, still_hearing, ways_out
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.sockets import Listener, cookie_of, eventually


def listener(live: LiveServer, person: Person | None) -> Listener:
    return Listener(live.url, cookie_of(live.app, person) if person else None)


def can_connect(live: LiveServer, person: Person) -> bool:
    try:
        with listener(live, person):
            return True
    except websocket.WebSocketBadStatusException:
        return False


def test_a_reply_nudges_who_reads_the_thread_and_says_nothing_of_what_it_says(live: LiveServer, given: Given) -> None:
    thread_id = given.a_thread()
    with listener(live, given.learner) as heard:
        assert heard.join({"thread": thread_id}) == {"joined": True}
        post_id = given.a_reply(thread_id)
        assert heard.hear() == ["post", {"thread": thread_id, "post": post_id, "number": 2}]


def test_edits_and_hidings_are_nudged(live: LiveServer, given: Given) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id)
    with listener(live, given.learner) as heard, live.app.app_context():
        heard.join({"thread": thread_id})
        edit_post(post_id, given.classmate.id, "改了主意")
        assert heard.hear() == ["changed", {"thread": thread_id, "post": post_id, "number": 2}]
        hide_post(post_id, given.tutor.id)
        assert heard.hear() == ["changed", {"thread": thread_id, "post": post_id, "number": 2}]


def test_a_salon_hears_of_new_threads_and_replies(live: LiveServer, given: Given) -> None:
    with listener(live, given.tutor) as heard:
        assert heard.join({"salon": "c-101"}) == {"joined": True}
        thread_id = given.a_thread()
        assert heard.hear() == ["thread", {"thread": thread_id}]
        given.a_reply(thread_id)
        assert heard.hear() == ["thread", {"thread": thread_id}]


@pytest.mark.parametrize("name", ["learner2", "tutor2", "far_learner", "left", "far_area"])
def test_a_foreign_salon_is_as_if_it_were_not_there(live: LiveServer, given: Given, name: str) -> None:
    thread_id = given.a_thread()
    with listener(live, getattr(given, name)) as heard:
        missing = heard.join({"thread": 999_999})
        assert heard.join({"thread": thread_id}) == missing == {"joined": False}
        assert heard.join({"salon": "c-101"}) == heard.join({"salon": "c-999"}) == {"joined": False}
        given.a_reply(thread_id)
        assert heard.hear(0.5) is None


@pytest.mark.parametrize(
    "room", [{}, {"thread": "1"}, {"thread": -1}, {"thread": 2**70}, {"salon": "a\x00"}, [], "x", None]
)
def test_nonsense_joins_nothing(live: LiveServer, given: Given, room: object) -> None:
    with listener(live, given.learner) as heard:
        assert heard.join(room) == {"joined": False}


@pytest.mark.parametrize("name", [None, "disabled"])
def test_who_is_not_signed_in_gets_no_socket(live: LiveServer, given: Given, name: str | None) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as refused:
        listener(live, getattr(given, name) if name else None).__enter__()
    assert refused.value.status_code == 401


def test_another_site_gets_no_socket(live: LiveServer, given: Given) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException):
        Listener(live.url, cookie_of(live.app, given.learner), origin="https://elsewhere.example").__enter__()


def test_an_ended_sign_in_falls_silent_within_two_seconds(live: LiveServer, given: Given) -> None:
    thread_id = given.a_thread()
    with listener(live, given.learner) as ended, listener(live, given.classmate) as other:
        ended.join({"thread": thread_id})
        other.join({"thread": thread_id})
        with live.app.app_context(), transaction() as session:
            session.execute(update(Person).where(Person.id == given.learner.id).values(session_version=2))
        assert ended.ends_within(2)
        given.a_reply(thread_id)
        assert other.hear() is not None
    with pytest.raises(websocket.WebSocketBadStatusException):
        listener(live, given.learner).__enter__()


def test_an_ended_sign_in_is_refused_at_its_next_event(
    live: LiveServer, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread_id = given.a_thread()
    monkeypatch.setattr(realtime, "_checks", [])
    with listener(live, given.learner) as ended:
        with live.app.app_context(), transaction() as session:
            session.execute(update(Person).where(Person.id == given.learner.id).values(session_version=2))
        ended.socket.send(json.dumps(["join", {"thread": thread_id}]).join(["42", ""]))
        assert ended.ends_within(1)


def test_after_the_servers_goodbye_nothing_comes_but_the_end(live: LiveServer, given: Given) -> None:
    """A browser complains of a broken frame when a server takes the answer to its goodbye for another request."""
    with ExitStack() as held:
        opened = [held.enter_context(listener(live, given.learner)) for _ in range(MOST_OF_ONE_PERSON)]
        with live.app.app_context(), transaction() as session:
            session.execute(update(Person).where(Person.id == given.learner.id).values(session_version=2))
        assert [one.rest_after_goodbye() for one in opened] == [b""] * MOST_OF_ONE_PERSON


def test_who_leaves_a_class_stops_hearing_its_salon_but_keeps_the_socket(live: LiveServer, given: Given) -> None:
    thread_id = given.a_thread()
    with listener(live, given.classmate) as heard:
        heard.join({"thread": thread_id})
        heard.join({"salon": "c-101"})
        with live.app.app_context(), transaction() as session:
            left = update(Enrolment).where(Enrolment.person_id == given.classmate.id)
            session.execute(left.values(until=clock.now()))
        assert not heard.ends_within(2)
        given.a_reply(thread_id, by=given.tutor)
        assert heard.hear(0.5) is None
        assert heard.join({"thread": thread_id}) == {"joined": False}


def test_one_person_holds_a_handful_of_sockets(live: LiveServer, given: Given) -> None:
    with ExitStack() as held:
        open_ones = [held.enter_context(listener(live, given.learner)) for _ in range(MOST_OF_ONE_PERSON)]
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            listener(live, given.learner).__enter__()
        assert refused.value.status_code == 503
        with listener(live, given.classmate) as other:
            assert other.greeting.startswith("40")
        open_ones[0].socket.close()
        assert eventually(lambda: can_connect(live, given.learner), 5)


def test_nudges_stay_out_of_a_transaction_that_fails(live: LiveServer, given: Given) -> None:
    thread_id = given.a_thread()
    post_id = given.a_reply(thread_id)
    with listener(live, given.learner) as heard, live.app.app_context():
        heard.join({"thread": thread_id})
        with pytest.raises(ZeroDivisionError), transaction():
            hide_post(post_id, given.tutor.id)
            _ = 1 / 0
        assert heard.hear(0.5) is None


def test_a_long_message_ends_the_connection(live: LiveServer, given: Given) -> None:
    with listener(live, given.learner) as heard:
        assert heard.join({"salon": "c-101", "more": "a" * 10_000}) == {"joined": True}
        heard.socket.send("42" + json.dumps(["join", {"salon": "c-101", "more": "a" * 100_000}]))
        assert heard.ends_within(2)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("remove", [True, False])
def test_whoever_is_removed_in_any_way_falls_silent_within_two_seconds(
    live: LiveServer, given: Given, *, remove: bool
) -> None:
    prepare(live.app, given)
    everybody = {*ways_out(given), "control"}
    heard = still_hearing(live.app, given, lambda person: listener(live, person), remove=remove)
    assert heard == ({"control"} if remove else everybody)
