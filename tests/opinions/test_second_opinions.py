"""A learner asks once; a tutor of another class judges without knowing the first judgement; the better one stands."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.classrooms.models import StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.transactions import transaction
from app.grading.models import Grade
from app.grading.operations import grade_journal, grade_submission
from app.grading.queries import judgement_of
from app.opinions.jobs import hours_due, pass_on
from app.opinions.models import SecondOpinion
from app.opinions.operations import ask_second_opinion, give_second_opinion, pass_on_opinion
from app.opinions.queries import find_opinion, find_tutor
from app.opinions.standing import is_better
from tests.support.given import BEGINNING, EVENING, Given
from tests.support.grading import COMMENT, SECOND, count, seat_second_tutor

REASON = "纸条后来怎么用的，我写在最后一段，老师好像没有看到。"
GRADES = ["优", "良", "合格", "不合格"]


@pytest.fixture
def graded(app: Flask, given: Given) -> int:
    """An assignment that was graded an hour ago."""
    work = given.a_submission()
    with app.app_context():
        clock.travel_to(EVENING - timedelta(hours=1))
        grade_submission(given.tutor.id, work, 72, COMMENT)
    clock.travel_to(EVENING)
    return work


@pytest.mark.parametrize(
    ("second", "first", "better"),
    [
        ((73, "合格"), (72, "合格"), True),
        ((72, "合格"), (72, "合格"), False),
        ((10, "不合格"), (72, "合格"), False),
        ((None, "优"), (None, "良"), True),
        ((None, "良"), (None, "良"), False),
        ((None, "合格"), (None, "优"), False),
        ((None, "合格"), (None, "旧的等第"), True),
    ],
)
def test_the_better_one_stands_and_the_first_where_they_are_equal(second, first, better: bool) -> None:
    assert is_better(second, first, GRADES) is better


def test_a_learner_asks_and_a_better_judgement_stands(app: Flask, given: Given, browse, graded: int) -> None:
    learner, second = browse(given.learner), browse(given.tutor2)
    assert learner.submit(f"/submissions/{graded}/second-opinion", "ask-opinion", reason="").status_code == 422
    asked = learner.submit(f"/submissions/{graded}/second-opinion", "ask-opinion", reason=REASON)
    assert asked.location == f"/submissions/{graded}"
    assert "评出来会通知您" in learner.get(f"/submissions/{graded}").text
    assert "请您给的第二意见" in second.get("/grading").text
    page = second.get("/opinions/1").text
    assert REASON in page
    for hidden in (COMMENT, "72", given.tutor.name, given.learner.name):
        assert hidden not in page, hidden
    wrong = second.submit("/opinions/1", "give-opinion", score="101", comment=SECOND)
    assert (wrong.status_code, SECOND in wrong.text) == (422, True)
    assert second.submit("/opinions/1", "give-opinion", score="91", comment=SECOND).status_code == 302
    after = second.get("/opinions/1").text
    assert (SECOND in after, "昨晚的作业时间" in after) == (True, False)
    for who in (learner, browse(given.tutor)):
        assert "第二意见" in who.get("/notices").text
    assert "请您重新看一份作品" in second.get("/notices").text
    read = learner.get(f"/submissions/{graded}").text
    for words in ("比第一次高", SECOND, COMMENT, "改评过 1 次", "91"):
        assert words in read
    assert learner.submit(f"/submissions/{graded}/second-opinion", "ask-opinion", reason=REASON).status_code == 422


def test_who_gave_it_never_learns_whose_work_it_was_and_cannot_take_it_back(
    app: Flask, given: Given, browse, graded: int
) -> None:
    """The standing grade is theirs, but not the work: neither the desk nor a hint may name its author."""
    with app.app_context():
        opinion = ask_second_opinion(given.learner.id, "submission", graded, REASON).id
    second, own = browse(given.tutor2), given.a_submission(by=given.learner2)
    assert second.submit(f"/opinions/{opinion}", "give-opinion", score="91", comment=SECOND).status_code == 302
    with app.app_context():
        standing = db.session.scalars(select(Grade.id).where(Grade.superseded_at.is_(None))).one()
    desk = second.get("/grading").text
    again = second.submit(f"/submissions/{own}", "grade", score="90", comment=SECOND)
    for page in (desk, again.text, second.get(f"/submissions/{own}").text):
        assert given.learner.name not in page
        assert f"/grades/{standing}/withdrawal" not in page
    token = {"csrf_token": second.token("/grading")}
    assert second.post(f"/grades/{standing}/withdrawal", data=token).status_code == 404
    with app.app_context():
        assert judgement_of("submission", graded).standing.score == 91


def test_a_lower_one_changes_nothing_and_stays_to_be_read(app: Flask, given: Given, browse) -> None:
    journal = given.a_journal()
    with app.app_context():
        grade_journal(given.tutor.id, journal, "良", COMMENT)
        clock.travel_to(EVENING + timedelta(minutes=5))
        opinion = ask_second_opinion(given.learner.id, "journal", journal, REASON).id
        with pytest.raises(Refused):
            give_second_opinion(given.tutor2.id, opinion, "特优", SECOND)
        assert give_second_opinion(given.tutor2.id, opinion, "合格", SECOND).is_better is False
        with pytest.raises(NotFound):
            give_second_opinion(given.tutor2.id, opinion, "优", SECOND)
        standing = judgement_of("journal", journal).standing
        assert standing is not None
        assert standing.grade == "良"
    assert count(app, Grade) == 1
    page = browse(given.tutor).get(f"/journals/{journal}").text
    assert SECOND in page
    assert "不比第一次高" in page
    assert "改评</summary>" not in page
    token = browse(given.tutor)
    fields = {"csrf_token": token.token("/grading"), "grade": "不合格", "comment": COMMENT, "confirmed": "1"}
    assert token.post(f"/journals/{journal}/grade", data=fields).status_code == 403


def test_a_better_one_keeps_the_week_of_the_first(app: Flask, given: Given, graded: int) -> None:
    with app.app_context():
        first = db.session.scalars(select(Grade.first_graded_at)).one()
        clock.travel_to(EVENING + timedelta(days=9))
        opinion = ask_second_opinion(given.learner.id, "submission", graded, REASON).id
        give_second_opinion(given.tutor2.id, opinion, 95, SECOND)
        standing = db.session.scalars(select(Grade).where(Grade.superseded_at.is_(None))).one()
        assert (standing.score, standing.first_graded_at) == (95, first)
        assert standing.graded_at > first


def test_who_may_not_ask_or_give(app: Flask, given: Given, browse, graded: int) -> None:
    with app.app_context():
        for other in (given.classmate, given.tutor, given.team):
            with pytest.raises(NotFound):
                ask_second_opinion(other.id, "submission", graded, REASON)
        fresh = given.a_submission(topic=given.topic2)
        with pytest.raises(Refused):
            ask_second_opinion(given.learner.id, "submission", fresh, REASON)
        opinion = ask_second_opinion(given.learner.id, "submission", graded, REASON).id
        for other in (given.tutor, given.far_tutor, given.learner, given.team):
            with pytest.raises(NotFound):
                give_second_opinion(other.id, opinion, 99, SECOND)
            assert browse(other).get(f"/opinions/{opinion}").status_code == 404
    assert browse(given.tutor2).get(f"/submissions/{graded}").status_code == 404


def test_nobody_is_chosen_who_could_know_the_first_judgement(app: Flask, given: Given) -> None:
    with app.app_context():
        room, learner = given.classroom.id, given.learner.id
        assert find_tutor(room, learner, {given.tutor.id}) == given.tutor2.id
        assert find_tutor(room, learner, {given.tutor.id, given.tutor2.id}) == given.far_tutor.id
        assert find_tutor(room, given.far_tutor.id, {given.tutor2.id}) is None
    seat_second_tutor(app, given)
    with app.app_context():
        assert find_tutor(room, learner, {given.tutor.id}) == given.far_tutor.id


def test_the_fewest_open_ones_decide_within_a_city(app: Flask, given: Given, graded: int) -> None:
    seat = StaffAssignment(
        classroom_id=given.classroom2.id, person_id=given.far_tutor.id, role="tutor", since=BEGINNING
    )
    with app.app_context():
        with transaction() as session:
            session.add(seat)
        assert ask_second_opinion(given.learner.id, "submission", graded, REASON).tutor_id == given.tutor2.id
        assert find_tutor(given.classroom.id, given.classmate.id, {given.tutor.id}) == given.far_tutor.id


def test_it_goes_on_by_wish_and_by_the_clock(app: Flask, given: Given, browse, graded: int) -> None:
    with app.app_context():
        opinion = ask_second_opinion(given.learner.id, "submission", graded, REASON).id
    tutor = browse(given.tutor2)
    assert tutor.submit(f"/opinions/{opinion}", "pass-opinion").location == "/grading"
    assert tutor.get(f"/opinions/{opinion}").status_code == 404
    with app.app_context():
        assert db.session.get_one(SecondOpinion, opinion).tutor_id == given.far_tutor.id
        assert not pass_on_opinion(opinion, given.far_tutor.id)
        assert hours_due(clock.now()) == []
        clock.travel_to(EVENING + timedelta(days=6))
        assert len(hours_due(clock.now())) == 1
        assert pass_on("now", clock.now()) == "opinions-passed-on opinions=0"
        assert hours_due(clock.now()) == []
        shown = find_opinion("submission", graded)
        assert shown is not None
        assert shown.given_at is None


def test_who_joins_the_class_meanwhile_still_knows_nothing(app: Flask, given: Given, browse, graded: int) -> None:
    with app.app_context():
        opinion = ask_second_opinion(given.learner.id, "submission", graded, REASON).id
    seat_second_tutor(app, given)
    tutor = browse(given.tutor2)
    assert tutor.get(f"/submissions/{graded}").location == f"/opinions/{opinion}"
    fields = {"csrf_token": tutor.token("/grading"), "score": "99", "comment": SECOND, "replaces": "1"}
    assert tutor.post(f"/submissions/{graded}/grade", data=fields).status_code == 403


def test_a_grade_that_may_still_be_taken_back_is_no_matter_for_a_second(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        grade_submission(given.tutor.id, work, 72, COMMENT)
        with pytest.raises(Refused, match="过一分钟"):
            ask_second_opinion(given.learner.id, "submission", work, REASON)
