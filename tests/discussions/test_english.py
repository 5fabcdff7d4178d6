"""Discussions speak English when asked to."""

from collections.abc import Callable

from tests.support.browsing import Browser
from tests.support.given import Given


def test_a_thread_and_its_salon_in_english(given: Given, browse: Callable[..., Browser]) -> None:
    thread_id = given.a_thread()
    given.a_reply(thread_id)
    client = browse(given.learner)
    assert "Replies: 1" in client.get(f"/threads/{thread_id}?lang=en").get_data(as_text=True)
    assert "Class salon" in client.get("/classrooms/c-101/salon").get_data(as_text=True)
