"""The tutor's queue: in order, one after another, nothing of somebody else's."""

from datetime import timedelta

import pytest
from flask import Flask

from app.assignments.operations import hand_in_submission
from app.foundation import clock
from app.grading.operations import claim_work, return_submission
from tests.support.given import EVENING, Given
from tests.support.grading import COMMENT, SECOND, seat_second_tutor


@pytest.fixture
def second_tutor(app: Flask, given: Given) -> int:
    return seat_second_tutor(app, given)


def test_saving_opens_the_next_work(app: Flask, given: Given, browse) -> None:
    clock.travel_to(EVENING - timedelta(hours=3))
    first = given.a_submission()
    clock.travel_to(EVENING - timedelta(hours=2))
    journal = given.a_journal()
    clock.travel_to(EVENING - timedelta(hours=1))
    thread = given.a_thread()
    given.a_reply(thread)
    clock.travel_to(EVENING)
    tutor = browse(given.tutor)
    target, hidden = tutor.form("/grading", "grade-next")
    assert tutor.post(target, data=hidden).location == f"/submissions/{first}"
    saved = tutor.submit(f"/submissions/{first}", "grade", score="90", comment=COMMENT, next="1")
    assert saved.location == f"/journals/{journal}"
    saved = tutor.submit(f"/journals/{journal}", "grade", grade="优", comment=SECOND, next="1")
    assert saved.location == f"/threads/{thread}?page=1#post-1"
    saved = tutor.submit(f"/threads/{thread}", "grade", grade="良", comment="", next="1")
    assert saved.location == f"/threads/{thread}?page=1#post-2"
    saved = tutor.submit(f"/threads/{thread}", "grade", grade="良", comment="", next="1")
    assert saved.location == "/grading"
    assert "都批完了" in tutor.get("/grading").text


def test_the_chosen_kind_stays_chosen(given: Given, browse) -> None:
    clock.travel_to(EVENING - timedelta(hours=3))
    given.a_submission()
    clock.travel_to(EVENING)
    one, two = given.a_journal(), given.a_journal(title="家访路上")
    tutor = browse(given.tutor)
    target, hidden = tutor.form("/grading?only=journal", "grade-next")
    assert tutor.post(target, data=hidden).location == f"/journals/{one}"
    saved = tutor.submit(f"/journals/{one}", "grade", grade="优", comment=SECOND, next="1")
    assert saved.location == f"/journals/{two}"


def test_skipping_leaves_it_for_later(given: Given, browse) -> None:
    clock.travel_to(EVENING - timedelta(hours=1))
    first = given.a_submission()
    clock.travel_to(EVENING)
    journal = given.a_journal()
    tutor = browse(given.tutor)
    assert tutor.submit(f"/submissions/{first}", "skip").location == f"/journals/{journal}"
    assert tutor.submit(f"/journals/{journal}", "skip").location == "/grading"
    clock.travel_to(EVENING - timedelta(hours=2))
    thread = given.a_thread()
    clock.travel_to(EVENING)
    assert tutor.submit(f"/threads/{thread}", "skip").location == f"/submissions/{first}"
    assert "3 件等着您" in tutor.get("/grading").text


def test_the_queue_is_in_order_and_says_what_is_special(app: Flask, given: Given, browse, second_tutor: int) -> None:
    given.a_submission(by=given.learner2)
    clock.travel_to(EVENING - timedelta(days=2))
    returned = given.a_submission()
    thread = given.a_thread()
    given.a_reply(thread)
    with app.app_context():
        return_submission(given.tutor.id, returned, "请补上后来的事")
        clock.travel_to(EVENING)
        hand_in_submission(
            given.learner.id, given.topic.id, "补上后来的事：第二天我请三位任课老师坐下来，先把总量算清。"
        )
        clock.travel_to(EVENING + timedelta(hours=1))
    journal = given.a_journal()
    clock.travel_to(EVENING + timedelta(days=28))
    late = given.a_submission(by=given.classmate)
    with app.app_context():
        claim_work(given.tutor2.id, "journal", journal)
    page = browse(given.tutor).get("/grading").text
    places = [page.index(f'href="{url}') for url in (
        f"/threads/{thread}?page=1#post-1", f"/submissions/{returned}", f"/journals/{journal}", f"/submissions/{late}",
    )]  # fmt: skip
    assert places == sorted(places)
    for words in ("2 帖没有评", "第 2 稿", "宋立夏在批", "迟交", "4 件等着您"):
        assert page.count(words) == 1, words
    assert "欧阳春分" not in page


def test_what_another_has_on_the_desk_is_shown_without_a_form(
    app: Flask, given: Given, browse, second_tutor: int
) -> None:
    work, journal = given.a_submission(), given.a_journal()
    with app.app_context():
        claim_work(given.tutor2.id, "submission", work)
        claim_work(given.tutor2.id, "journal", journal)
    tutor = browse(given.tutor)
    for page in (f"/submissions/{work}", f"/journals/{journal}"):
        text = tutor.get(page).text
        assert "宋立夏正在批这一份" in text
        assert 'data-act="grade"' not in text
