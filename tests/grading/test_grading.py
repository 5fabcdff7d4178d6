"""Works of three kinds are graded, graded again with their history, given back and handed in anew."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.assignments.models import Submission, SubmissionState
from app.assignments.operations import hand_in_submission, take_back_submission
from app.classrooms.models import Enrolment
from app.discussions.models import Post
from app.discussions.operations import edit_post, hide_post
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.transactions import transaction
from app.grading.models import Grade
from app.grading.operations import grade_journal, grade_submission, rate_post, return_submission
from app.grading.queries import counts_by_kind, judgement_of, piles_of, standing_grades, waiting_count
from app.journals.models import Journal
from app.journals.operations import edit_journal
from tests.support.given import Given

COMMENT = "纸条这个办法好：先看见每个孩子的夜晚，再谈作业多少。"
SECOND = "再读一遍，第三段的转折其实很见功夫，分数给低了。"


def opening(thread_id: int) -> int:
    return db.session.scalars(select(Post.id).where(Post.thread_id == thread_id, Post.number == 1)).one()


@pytest.mark.parametrize(
    ("score", "grade"), [(100, "优"), (90, "优"), (89, "良"), (60, "合格"), (59, "不合格"), (0, "不合格")]
)
def test_a_score_becomes_the_grade_of_the_ladder(app: Flask, given: Given, score: int, grade: str) -> None:
    work = given.a_submission()
    with app.app_context():
        given_grade = grade_submission(given.tutor.id, work, score, COMMENT, version=1)
        assert (given_grade.score, given_grade.grade) == (score, grade)
        assert db.session.get_one(Submission, work).state == SubmissionState.GRADED


@pytest.mark.parametrize("score", [-1, 101])
def test_a_score_outside_of_0_to_100_is_refused(app: Flask, given: Given, score: int) -> None:
    work = given.a_submission()
    with app.app_context():
        with pytest.raises(Refused) as refusal:
            grade_submission(given.tutor.id, work, score, COMMENT)
        assert refusal.value.field == "score"


def test_three_kinds_are_graded_and_nothing_waits_any_more(app: Flask, given: Given) -> None:
    submission, journal, thread = given.a_submission(), given.a_journal(), given.a_thread()
    reply = given.a_reply(thread)
    with app.app_context():
        assert waiting_count(given.tutor) == 3
        assert counts_by_kind(piles_of(given.tutor)) == {
            "submission": 1,
            "journal": 1,
            "thread": 1,
        }
        grade_submission(given.tutor.id, submission, 92, COMMENT)
        grade_journal(given.tutor.id, journal, "良", SECOND)
        rate_post(given.tutor.id, opening(thread), "优")
        assert waiting_count(given.tutor) == 1
        rate_post(given.tutor.id, reply, "合格", "说到了点子上。")
        assert waiting_count(given.tutor) == 0
        assert db.session.get_one(Journal, journal).graded_at is not None
        assert standing_grades("post", [reply])[reply].comment == "说到了点子上。"
        assert standing_grades("journal", [journal], given.classmate) == {}
        assert journal in standing_grades("journal", [journal], given.area)


def test_a_regrade_keeps_the_history_and_the_first_moment(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        first = grade_submission(given.tutor.id, work, 78, COMMENT)
        first_id, moment = first.id, first.graded_at
        second = grade_submission(given.tutor.id, work, 91, SECOND, replaces=first_id)
        assert second.first_graded_at == moment
        judgement = judgement_of("submission", work)
        assert judgement.standing is not None
        assert judgement.standing.score == 91
        assert [said.score for said in judgement.earlier] == [78]


def test_a_grade_that_the_grader_has_not_seen_is_not_overwritten(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        grade_submission(given.tutor.id, work, 78, COMMENT)
        with pytest.raises(Refused, match="何清明"):
            grade_submission(given.tutor.id, work, 60, SECOND)
        assert [grade.score for grade in db.session.scalars(select(Grade))] == [78]


def test_nobody_grades_their_own_work(app: Flask, given: Given) -> None:
    work, journal = given.a_submission(by=given.learner2), given.a_journal(by=given.learner2)
    thread = given.a_thread(by=given.learner2, classroom=given.classroom2)
    with app.app_context():
        _make_tutor(given, given.learner2.id, given.classroom2.id)
        for act in (
            lambda: grade_submission(given.learner2.id, work, 99, COMMENT),
            lambda: grade_journal(given.learner2.id, journal, "优", COMMENT),
            lambda: rate_post(given.learner2.id, opening(thread), "优"),
            lambda: return_submission(given.learner2.id, work, "再想想"),
        ):
            with pytest.raises(Forbidden):
                act()
        assert db.session.scalars(select(Grade)).all() == []
        assert waiting_count(given.learner2) == 0


def test_only_a_tutor_of_the_class_grades(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        for person in (given.tutor2, given.class_administrator, given.expert, given.team, given.classmate):
            with pytest.raises(Forbidden):
                grade_submission(person.id, work, 80, COMMENT)


def test_a_version_that_is_not_the_newest_is_not_graded(app: Flask, given: Given) -> None:
    work, journal, thread = given.a_submission(), given.a_journal(), given.a_thread()
    with app.app_context():
        take_back_submission(work, given.learner.id)
        hand_in_submission(
            given.learner.id, given.topic.id, "另写了一遍。昨晚的作业时间,最长的写到了十一点半,我坐不住了。"
        )
        edit_journal(journal, given.learner.id, "雨天的晨会", "改了几处,补上了后来的事。")
        edit_post(opening(thread), given.learner.id, "补充:不只是迟到。")
        for act in (
            lambda: grade_submission(given.tutor.id, work, 90, COMMENT, version=1),
            lambda: grade_journal(given.tutor.id, journal, "优", COMMENT, version=1),
            lambda: rate_post(given.tutor.id, opening(thread), "优", version=1),
            lambda: return_submission(given.tutor.id, work, "再想想", version=1),
        ):
            with pytest.raises(Refused, match="第 1 稿"):
                act()
        assert grade_submission(given.tutor.id, work, 90, COMMENT, version=2).version_number == 2


def test_what_was_taken_back_is_private_or_hidden_is_not_graded(app: Flask, given: Given) -> None:
    work, private, thread = given.a_submission(), given.a_journal(publish=False), given.a_thread()
    with app.app_context():
        take_back_submission(work, given.learner.id)
        hide_post(opening(thread), given.tutor.id)
        with pytest.raises(Refused, match="撤回"):
            grade_submission(given.tutor.id, work, 90, COMMENT)
        with pytest.raises(NotFound):
            grade_journal(given.tutor.id, private, "优", COMMENT)
        with pytest.raises(Refused, match="隐藏"):
            rate_post(given.tutor.id, opening(thread), "优")
        assert waiting_count(given.tutor) == 0


def test_what_staff_say_in_the_salon_is_not_rated(app: Flask, given: Given) -> None:
    thread = given.a_thread(by=given.class_administrator)
    with app.app_context():
        assert waiting_count(given.tutor) == 0
        with pytest.raises(Refused, match="学员"):
            rate_post(given.tutor.id, opening(thread), "优")


def test_a_grade_outside_of_the_ladder_is_refused(app: Flask, given: Given) -> None:
    journal = given.a_journal()
    with app.app_context():
        with pytest.raises(Refused) as refusal:
            grade_journal(given.tutor.id, journal, "特优", COMMENT)
        assert refusal.value.field == "grade"


def test_given_back_a_second_version_comes_and_is_graded(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        return_submission(given.tutor.id, work, "班里的情形写得清楚，请补上您后来怎么做的。", version=1)
        assert db.session.get_one(Submission, work).state == SubmissionState.RETURNED
        with pytest.raises(Refused, match="退回"):
            grade_submission(given.tutor.id, work, 80, COMMENT)
        with pytest.raises(Refused, match="退回"):
            return_submission(given.tutor.id, work, "再来")
    with app.app_context():
        hand_in_submission(
            given.learner.id, given.topic.id, "补上后来的做法:第二天我请了三位任课老师一起坐下来,先把总量算清。"
        )
        grade_submission(given.tutor.id, work, 88, SECOND, version=2)
        judgement = judgement_of("submission", work)
        assert [said.what for said in judgement.everything] == ["return", "grade"]
        assert judgement.standing is not None
        assert judgement.standing.version_number == 2


def test_a_return_needs_a_reason(app: Flask, given: Given) -> None:
    work = given.a_submission()
    with app.app_context():
        with pytest.raises(Refused) as refusal:
            return_submission(given.tutor.id, work, "  ")
        assert refusal.value.field == "reason"


def _make_tutor(given: Given, person_id: int, classroom_id: int) -> None:
    from app.classrooms.models import StaffAssignment

    with transaction() as session:
        seat = session.scalars(select(Enrolment).where(Enrolment.person_id == person_id)).one()
        session.add(StaffAssignment(classroom_id=classroom_id, person_id=person_id, role="tutor", since=seat.since))
