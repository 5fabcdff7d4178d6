"""The form of judgement: saved at once, refused in plain words, hinted at gently, never losing what was typed."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.assignments.operations import hand_in_submission
from app.drafts.operations import save_draft
from app.drafts.queries import find_drafts
from app.foundation.database import db
from app.grading.models import Grade, Return
from app.grading.operations import claim_work, grade_submission
from app.notifications.models import Notice
from tests.support.given import Given
from tests.support.grading import COMMENT, SECOND, count, form_of, seat_second_tutor


@pytest.fixture
def second_tutor(app: Flask, given: Given) -> int:
    return seat_second_tutor(app, given)


def test_the_scripted_client_grades_all_three_kinds_at_once(app: Flask, given: Given, browse) -> None:
    submission, journal, thread = given.a_submission(), given.a_journal(), given.a_thread()
    tutor = browse(given.tutor)
    answers = [
        tutor.submit(f"/submissions/{submission}", "grade", score="91", comment=COMMENT),
        tutor.submit(f"/journals/{journal}", "grade", grade="良", comment=SECOND),
        tutor.submit(f"/threads/{thread}", "grade", grade="优", comment=""),
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert [answer.location for answer in answers] == [
        f"/submissions/{submission}",
        f"/journals/{journal}",
        f"/threads/{thread}?page=1#post-1",
    ]
    with app.app_context():
        grades = db.session.execute(select(Grade.kind, Grade.score, Grade.grade).order_by(Grade.id)).all()
        assert [tuple(row) for row in grades] == [
            ("submission", 91, "优"),
            ("journal", None, "良"),
            ("post", None, "优"),
        ]
        told = db.session.scalars(select(Notice.kind).where(Notice.person_id == given.learner.id)).all()
        assert list(told) == ["graded"] * 3


def test_a_wrong_score_is_said_beside_the_field_and_the_comment_stays(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    tutor = browse(given.tutor)
    for score in ("", "101", "-1", "9 5", "九十", "95.5", "1e1", "9" * 5000):
        answer = tutor.submit(f"/submissions/{work}", "grade", score=score, comment=COMMENT)
        assert answer.status_code == 422, score
        assert "分数是 0 到 100 的整数" in answer.text
        assert COMMENT in answer.text
    assert count(app, Grade) == 0


def test_a_missing_or_foreign_grade_is_refused(app: Flask, given: Given, browse) -> None:
    journal, thread = given.a_journal(), given.a_thread()
    tutor = browse(given.tutor)
    for page in (f"/journals/{journal}", f"/threads/{thread}"):
        for grade in ("", "特优"):
            answer = tutor.submit(page, "grade", grade=grade, comment=COMMENT)
            assert (answer.status_code, "请选一个等第" in answer.text) == (422, True)
            assert COMMENT in answer.text
    assert count(app, Grade) == 0


@pytest.mark.parametrize(
    ("comment", "hint"),
    [("", "还没有写评语"), ("优", "只有几个字"), ("很好！", "只有几个字"), (COMMENT, "和上次给林小满的差不多一样")],
)
def test_a_comment_without_words_of_its_own_gets_a_hint_and_one_more_press_saves(
    app: Flask, given: Given, browse, comment: str, hint: str
) -> None:
    before, work = given.a_submission(topic=given.topic2), given.a_submission()
    with app.app_context():
        grade_submission(given.tutor.id, before, 80, COMMENT)
    tutor = browse(given.tutor)
    answer = tutor.submit(f"/submissions/{work}", "grade", score="90", comment=comment)
    assert answer.status_code == 200
    assert hint in answer.text
    assert 'value="90"' in answer.text
    assert count(app, Grade) == 1
    target, hidden = form_of(answer.text)
    assert hidden["confirmed"] == "1"
    saved = tutor.post(target, data={**hidden, "score": "90", "comment": comment})
    assert saved.status_code == 302
    assert count(app, Grade) == 2


def test_a_hint_for_posts_only_where_words_are_repeated(app: Flask, given: Given, browse) -> None:
    thread = given.a_thread()
    given.a_reply(thread)
    tutor = browse(given.tutor)
    assert tutor.submit(f"/threads/{thread}", "grade", grade="优", comment="说得好，我也学到了。").status_code == 302
    again = tutor.submit(f"/threads/{thread}", "grade", grade="优", comment="说得好,我也学到了")
    assert "和上次给林小满的差不多一样" in again.text
    assert tutor.submit(f"/threads/{thread}", "grade", grade="优", comment="好").status_code == 302


def test_regrading_with_the_same_words_is_no_repetition(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    tutor = browse(given.tutor)
    tutor.submit(f"/submissions/{work}", "grade", score="78", comment=COMMENT)
    assert tutor.submit(f"/submissions/{work}", "grade", score="88", comment=COMMENT).status_code == 302
    page = browse(given.learner).get(f"/submissions/{work}").text
    assert "改评过 1 次" in page
    assert page.count(COMMENT) == 2


def test_the_same_form_sent_twice_grades_once(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    tutor = browse(given.tutor)
    target, hidden = tutor.form(f"/submissions/{work}", "grade")
    fields = {**hidden, "score": "90", "comment": COMMENT, "next": "1"}
    answers = [tutor.post(target, data=fields) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/grading", "/grading"]
    assert count(app, Grade) == 1


def test_the_words_stay_when_another_was_quicker(app: Flask, given: Given, browse, second_tutor: int) -> None:
    work, journal = given.a_submission(), given.a_journal()
    tutor = browse(given.tutor)
    target, hidden = tutor.form(f"/submissions/{work}", "grade")
    other, kept = tutor.form(f"/journals/{journal}", "grade")
    with app.app_context():
        grade_submission(given.tutor2.id, work, 70, SECOND)
        claim_work(given.tutor2.id, "journal", journal)
    answer = tutor.post(target, data={**hidden, "score": "90", "comment": COMMENT})
    assert answer.status_code == 422
    assert "宋立夏刚刚评过这一件：合格" in answer.text
    assert COMMENT in answer.text
    answer = tutor.post(other, data={**kept, "grade": "优", "comment": COMMENT})
    assert answer.status_code == 422
    assert COMMENT in answer.text
    assert count(app, Grade) == 1


def test_the_words_stay_when_a_newer_version_came(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    tutor = browse(given.tutor)
    target, hidden = tutor.form(f"/submissions/{work}", "grade")
    learner = browse(given.learner)
    learner.submit(f"/submissions/{work}", "take-back")
    stale = tutor.post(target, data={**hidden, "score": "90", "comment": COMMENT})
    assert stale.status_code == 404
    with app.app_context():
        hand_in_submission(
            given.learner.id, given.topic.id, "另写了一遍：昨晚的作业时间，最长的写到了十一点半，我坐不住了。"
        )
    answer = tutor.post(target, data={**hidden, "score": "90", "comment": COMMENT})
    assert answer.status_code == 422
    assert "第 1 稿" in answer.text
    assert COMMENT in answer.text
    target, hidden = form_of(answer.text)
    assert tutor.post(target, data={**hidden, "score": "90", "comment": COMMENT}).status_code == 302


def test_unbearable_words_are_refused_and_nothing_is_stored(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    tutor = browse(given.tutor)
    for words in ("有\x00字", "太长" * 3000):
        assert tutor.submit(f"/submissions/{work}", "grade", score="90", comment=words).status_code == 422
        assert tutor.submit(f"/submissions/{work}", "return", reason=words).status_code == 422
    assert count(app, Grade) == count(app, Return) == 0


def test_a_draft_of_a_comment_is_put_away_with_the_grade(app: Flask, given: Given, browse) -> None:
    work, box = given.a_submission(), "grade:submission:1"
    with app.app_context():
        save_draft(given.tutor.id, box, "写到一半", "a-device-of-mine")
    tutor = browse(given.tutor)
    assert f'data-box="{box}"' in tutor.get(f"/submissions/{work}").text
    tutor.submit(f"/submissions/{work}", "grade", score="90", comment=COMMENT)
    with app.app_context():
        assert find_drafts(given.tutor.id, box) == []
