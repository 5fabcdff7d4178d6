"""Class bulletins are found by everybody who reads them, by no word that only the class reads."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.foundation import clock
from app.search.operations import rebuild_index
from tests.bulletins.writing import begun, press
from tests.support.browsing import Browser
from tests.support.given import EVENING, Given

Browse = Callable[..., Browser]
WORDS = "我会先问问他昨晚几点睡的，再说迟到的事。"


@pytest.fixture
def place(given: Given, browse: Browse) -> str:
    """A published bulletin that speaks of a learner and quotes another from the salon; gives its address."""
    clock.travel_to(EVENING - timedelta(days=7))
    given.a_submission(by=given.classmate)
    clock.travel_to(EVENING)
    given.a_reply(given.a_thread(text="有个孩子又迟到了。"), text=WORDS)
    writer = browse(given.class_administrator)
    edit = begun(writer, "c-101", "2026-W12")
    told = {"text-b1": "林小满这一周点起了灯笼。", "title": "灯下的梧桐"}
    return str(press(writer, edit, "publish", **told).location)


def test_a_bulletin_is_found_by_what_all_read_of_it(app: Flask, given: Given, browse: Browse, place: str) -> None:
    def found(person: object, words: str) -> bool:
        return f'href="{place}"' in browse(person).get("/search", query_string={"q": words}).text

    for person in (given.learner, given.far_learner, given.area):
        assert found(person, "梧桐"), person
        assert found(person, "灯笼"), person
    assert not found(given.left, "灯笼")
    assert not found(given.far_learner, "林小满"), "she agreed to nothing"
    assert not found(given.far_learner, "昨晚几点"), "what was said in the salon is found there, by its class"
    browse(given.learner).submit(place, "agree-name")
    assert found(given.far_learner, "林小满")
    browse(given.learner).submit(place, "withdraw-name")
    assert not found(given.far_learner, "林小满")
    with app.app_context():
        rebuild_index()
        assert rebuild_index() == 0
    browse(given.class_administrator).submit(place, "take-back-bulletin")
    assert not found(given.learner, "梧桐")
    assert not found(given.class_administrator, "梧桐")
    browse(given.class_administrator).submit(place, "return-bulletin")
    assert found(given.far_learner, "梧桐")
