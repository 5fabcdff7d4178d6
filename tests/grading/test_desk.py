"""An evening at the desk without script: one work after another, by topic, at any pace of a person."""

from datetime import timedelta

import pytest
from flask import Flask

from app.assignments.operations import hand_in_submission
from app.foundation import clock
from app.grading.operations import claim_next, grade_submission, return_submission
from app.grading.queries import Chosen, find_holder
from tests.support.given import EVENING, Given
from tests.support.grading import COMMENT, SECOND, seat_second_tutor

AGAIN = "另写了一遍：昨晚的作业时间，最长的写到了十一点半，我坐不住了，第二天就请任课老师坐到一起。"


def a_pile(given: Given) -> list[int]:
    """Four assignments an hour apart: two topics by two learners, in turns."""
    works = []
    for hour, (by, topic) in enumerate(
        [(b, t) for b in (given.learner, given.classmate) for t in (given.topic, given.topic2)]
    ):
        clock.travel_to(EVENING - timedelta(hours=9 - hour))
        works.append(given.a_submission(by=by, topic=topic))
    clock.travel_to(EVENING)
    return works


def test_what_was_skipped_comes_again_at_the_end(given: Given, browse) -> None:
    first, second, third, _ = a_pile(given)
    tutor = browse(given.tutor)
    assert tutor.submit(f"/submissions/{first}", "skip").location == f"/submissions/{second}"
    saved = tutor.submit(f"/submissions/{second}", "grade", score="90", comment=COMMENT, next="1")
    assert saved.location == f"/submissions/{third}"
    tutor.submit(f"/submissions/{third}", "skip")
    saved = tutor.submit(f"/submissions/{third + 1}", "grade", score="90", comment=SECOND, next="1")
    assert saved.location == f"/submissions/{first}"


def test_one_topic_is_gone_through_together(given: Given, browse) -> None:
    first, other, same, _ = a_pile(given)
    tutor = browse(given.tutor)
    page = tutor.get("/grading").text
    assert f"{given.topic.title} 2 份" in page
    queue = tutor.get(f"/grading?topic={given.topic.id}").text
    assert [f'href="/submissions/{work}"' in queue for work in (first, other, same)] == [True, False, True]
    target, hidden = tutor.form(f"/grading?topic={given.topic.id}", "grade-next")
    assert tutor.post(target, data=hidden).location == f"/submissions/{first}"
    assert "都是这个专题" in tutor.get(f"/submissions/{first}").text
    saved = tutor.submit(f"/submissions/{first}", "grade", score="90", comment=COMMENT, next="1")
    assert saved.location == f"/submissions/{same}"


def test_a_topic_that_nobody_wrote_about_filters_nothing(given: Given, browse) -> None:
    a_pile(given)
    for asked in ("999", "x", "-1", "9" * 30):
        assert "4 件等着您" in browse(given.tutor).get(f"/grading?topic={asked}").text


def test_the_next_work_is_laid_ready_and_nobody_else_gets_it(app: Flask, given: Given, browse) -> None:
    second_tutor = seat_second_tutor(app, given)
    first, second, third, _ = a_pile(given)
    tutor = browse(given.tutor)
    target, hidden = tutor.form("/grading", "grade-next")
    tutor.post(target, data=hidden)
    ahead = tutor.post("/grading/next", data={"csrf_token": hidden["csrf_token"], "ahead": f"submission:{first}"})
    assert ahead.location == f"/submissions/{second}?behind=submission:{first}"
    assert "还有 3 件" in tutor.get(ahead.location).text
    with app.app_context():
        assert claim_next(second_tutor, Chosen("submission")) == ("submission", third)
        assert find_holder("submission", first) is not None
        clock.travel_to(EVENING + timedelta(minutes=11))
        assert find_holder("submission", second) is None


def test_a_script_is_told_where_the_next_work_is(given: Given, browse) -> None:
    first, second, *_ = a_pile(given)
    tutor = browse(given.tutor)
    target, hidden = tutor.form(f"/submissions/{first}", "grade")
    fields = {**hidden, "score": "90", "comment": COMMENT, "next": "1"}
    answers = [tutor.post(target, data=fields, headers={"Accept": "application/json"}) for _ in range(2)]
    assert {answer.json["url"] for answer in answers} == {f"/submissions/{second}"}
    assert all("take-back-grade" in answer.json["strip"] for answer in answers)
    refused = tutor.post(
        target, data={**fields, "score": "x", "key": "another"}, headers={"Accept": "application/json"}
    )
    assert (refused.status_code, refused.mimetype) == (422, "text/html")


def test_saving_can_lead_to_recommending(given: Given, browse) -> None:
    first, *_ = a_pile(given)
    saved = browse(given.tutor).submit(f"/submissions/{first}", "grade", score="96", comment=COMMENT, recommend="1")
    assert saved.location == f"/submissions/{first}/recommendation"


def test_what_came_back_goes_to_whoever_gave_it_back(app: Flask, given: Given) -> None:
    second_tutor = seat_second_tutor(app, given)
    work = given.a_submission()
    with app.app_context():
        return_submission(given.tutor.id, work, "请补上后来的事")
        clock.travel_to(EVENING + timedelta(hours=1))
        hand_in_submission(given.learner.id, given.topic.id, AGAIN)
        assert claim_next(second_tutor) is None
        assert claim_next(given.tutor.id) == ("submission", work)
        clock.travel_to(EVENING + timedelta(days=2, hours=2))
        assert claim_next(second_tutor) == ("submission", work)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_tutor_at_any_pace_never_meets_the_limits(given: Given, browse) -> None:
    """A work a second, each laid ready before: twice 60 acts a minute; a machine's 200 do meet a limit."""
    tutor = browse(given.tutor)
    token = tutor.token("/grading")
    seen = [tutor.post("/grading/next", data={"csrf_token": token, "ahead": ""}).status_code for _ in range(60)]
    assert set(seen) == {302}
    work = given.a_submission()
    target, hidden = tutor.form(f"/submissions/{work}", "grade")
    graded = [tutor.post(target, data={**hidden, "score": "x"}).status_code for _ in range(200)]
    assert set(graded[:120]) == {422}
    assert graded[-1] == 429


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_pace_and_what_is_at_hand_stand_beside_the_work(app: Flask, given: Given, browse) -> None:
    works = a_pile(given)
    tutor = browse(given.tutor)
    assert "照现在的速度" not in tutor.get(f"/submissions/{works[3]}").text
    later = [given.a_journal(by=given.classmate, title=f"第 {n} 篇") for n in range(5)]
    for minute, work in enumerate(works[:3]):
        with app.app_context():
            clock.travel_to(EVENING + timedelta(seconds=270 * minute))
            grade_submission(given.tutor.id, work, 80 + minute, f"{COMMENT}第 {minute} 份")
    target, hidden = tutor.form(f"/journals/{later[0]}", "grade")
    clock.travel_to(EVENING + timedelta(seconds=810))
    tutor.post(target, data={**hidden, "grade": "良", "comment": SECOND})
    page = tutor.get(f"/submissions/{works[3]}").text
    assert "还有 5 件" in page
    assert "照现在的速度，大约还要 25 分钟" in page
    assert "您写过：" in page
    assert f"{COMMENT}第 2 份" in page
    assert f"{COMMENT}第 1 份" not in page  # written to somebody else
