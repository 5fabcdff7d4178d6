"""A grade is taken back within seconds, as if it had not been given; later it is regraded."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.assignments.models import Submission, SubmissionState
from app.discussions.models import Post
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.grading.models import Grade, WithdrawnGrade
from app.grading.operations import grade_journal, grade_submission, rate_post, take_back_grade
from app.grading.queries import find_holder, judgement_of, waiting_count
from app.journals.models import Journal
from tests.support.given import EVENING, Given
from tests.support.grading import COMMENT, SECOND, count, seat_second_tutor


def test_all_three_kinds_wait_again(app: Flask, given: Given) -> None:
    work, journal, thread = given.a_submission(), given.a_journal(), given.a_thread()
    with app.app_context():
        post = db.session.scalars(select(Post.id).where(Post.thread_id == thread)).one()
        grades = [
            grade_submission(given.tutor.id, work, 95, COMMENT).id,
            grade_journal(given.tutor.id, journal, "优", SECOND).id,
            rate_post(given.tutor.id, post, "优").id,
        ]
        assert waiting_count(given.tutor) == 0
        clock.travel_to(EVENING + timedelta(seconds=25))
        for grade in grades:
            take_back_grade(given.tutor.id, grade)
        assert waiting_count(given.tutor) == 3
        assert db.session.get_one(Submission, work).state == SubmissionState.HANDED_IN
        assert db.session.get_one(Journal, journal).graded_at is None
        holder = find_holder("submission", work)
        assert holder is not None
        assert holder.person_id == given.tutor.id
        told = judgement_of("submission", work)
        assert (told.everything, [said.score for said in told.withdrawn]) == ([], [95])
        names = db.session.scalars(select(RecordedEvent.name).order_by(RecordedEvent.id)).all()
        assert list(names)[-3:] == ["GradeTakenBack"] * 3
    assert (count(app, Grade), count(app, WithdrawnGrade)) == (0, 3)


def test_a_regrade_taken_back_lets_the_earlier_grade_stand(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        given_first = grade_submission(given.tutor.id, work, 78, COMMENT)
        first, moment = given_first.id, given_first.graded_at
        clock.travel_to(EVENING + timedelta(minutes=9))
        second = grade_submission(given.tutor.id, work, 12, SECOND, replaces=first).id
        take_back_grade(given.tutor.id, second)
        standing = judgement_of("submission", work).standing
        assert standing is not None
        assert (standing.id, standing.score) == (first, 78)
        third = grade_submission(given.tutor.id, work, 82, SECOND, replaces=first)
        assert third.first_graded_at == moment


def test_later_or_by_another_it_is_not_taken_back(app: Flask, given: Given) -> None:
    seat_second_tutor(app, given)
    work = given.a_submission()
    with app.app_context():
        grade = grade_submission(given.tutor.id, work, 95, COMMENT).id
        for other in (given.tutor2, given.learner, given.team):
            with pytest.raises(NotFound):
                take_back_grade(other.id, grade)
        clock.travel_to(EVENING + timedelta(seconds=40))
        with pytest.raises(Refused):
            take_back_grade(given.tutor.id, grade)
        assert judgement_of("submission", work).standing is not None


def test_what_a_closed_week_counted_is_not_taken_back(app: Flask, given: Given) -> None:
    work = given.a_submission()
    end = Week.of(EVENING, "Asia/Shanghai").ends_at("Asia/Shanghai")
    with app.app_context():
        clock.travel_to(end - timedelta(seconds=10))
        grade = grade_submission(given.tutor.id, work, 95, COMMENT).id
        clock.travel_to(end + timedelta(seconds=5))
        with pytest.raises(Refused):
            take_back_grade(given.tutor.id, grade)
        clock.travel_to(end - timedelta(seconds=1))
        take_back_grade(given.tutor.id, grade)


def test_the_form_has_everything_again(given: Given, browse) -> None:
    work, journal = given.a_submission(), given.a_journal()
    tutor = browse(given.tutor)
    saved = tutor.submit(f"/submissions/{work}", "grade", score="59", comment=COMMENT, next="1")
    assert saved.location == f"/journals/{journal}"
    back = tutor.submit(f"/journals/{journal}", "take-back-grade")
    page = tutor.get(back.location).text
    assert back.location.startswith(f"/submissions/{work}?again=")
    assert 'value="59"' in page
    assert page.count(COMMENT) == 2  # in the form, and in what the staff see of the history
    assert "评了又马上撤回 1 次" in page
    assert COMMENT not in browse(given.learner).get(f"/submissions/{work}").text
    clock.travel_to(EVENING + timedelta(minutes=1))
    tutor.submit(f"/submissions/{work}", "grade", score="95", comment=COMMENT)
    clock.travel_to(EVENING + timedelta(minutes=2))
    assert 'data-act="take-back-grade"' not in tutor.get(f"/journals/{journal}").text


def test_nobody_is_told_of_what_was_taken_back(given: Given, browse) -> None:
    kept, gone = given.a_submission(), given.a_submission(topic=given.topic2)
    tutor, learner = browse(given.tutor), browse(given.learner)
    tutor.submit(f"/submissions/{kept}", "grade", score="90", comment=COMMENT)
    tutor.submit(f"/submissions/{gone}", "grade", score="9", comment=SECOND)
    assert "批好了" not in learner.get("/notices").text
    tutor.submit(f"/submissions/{gone}", "take-back-grade")
    clock.travel_to(EVENING + timedelta(minutes=1))
    inbox = learner.get("/notices").text
    assert f"《{given.topic.title}》批好了：优" in inbox
    assert given.topic2.title not in inbox
