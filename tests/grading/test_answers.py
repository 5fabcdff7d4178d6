"""Returning with a reason, and what is written back."""

from flask import Flask
from sqlalchemy import select

from app.foundation.database import db
from app.grading.models import GradeAnswer
from app.notifications.models import Notice
from tests.support.given import Given
from tests.support.grading import COMMENT, SECOND, count


def test_returning_asks_for_a_reason_and_tells_the_author(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    tutor = browse(given.tutor)
    assert tutor.submit(f"/submissions/{work}", "return", reason=" ").status_code == 422
    assert tutor.submit(f"/submissions/{work}", "return", reason="请补上您后来怎么做的。").status_code == 302
    page = browse(given.learner).get(f"/submissions/{work}").text
    assert "请补上您后来怎么做的。" in page
    assert "去改下一稿" in page
    with app.app_context():
        assert db.session.scalars(select(Notice.kind)).all() == ["returned"]


def test_learner_and_tutor_write_back_to_each_other(app: Flask, given: Given, browse) -> None:
    submission, journal, thread = given.a_submission(), given.a_journal(), given.a_thread()
    learner, tutor = browse(given.learner), browse(given.tutor)
    tutor.submit(f"/submissions/{submission}", "grade", score="78", comment=COMMENT)
    tutor.submit(f"/journals/{journal}", "grade", grade="良", comment=SECOND)
    tutor.submit(f"/threads/{thread}", "grade", grade="良", comment="")
    for page in (f"/submissions/{submission}", f"/journals/{journal}", "/posts/1/grade"):
        assert learner.submit(page, "answer-grade", text="").status_code == 422
        assert learner.submit(page, "answer-grade", text="谢谢，我**再想想**。").location == f"{page}#answers"
        assert tutor.submit(page, "answer-grade", text="不急，写好了告诉我。").status_code == 302
        assert "<strong>再想想</strong>" in tutor.get(page).text
        assert "不急，写好了告诉我。" in learner.get(page).text
    with app.app_context():
        answered = select(Notice.person_id).where(Notice.kind == "answered").order_by(Notice.id)
        assert list(db.session.scalars(answered)) == [given.tutor.id, given.learner.id] * 3


def test_nobody_writes_back_before_anything_was_said(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    learner = browse(given.learner)
    assert 'data-act="answer-grade"' not in learner.get(f"/submissions/{work}").text
    key = {"csrf_token": learner.token()}
    assert learner.post(f"/submissions/{work}/answers", data={**key, "text": "在吗？"}).status_code == 422
    assert count(app, GradeAnswer) == 0
