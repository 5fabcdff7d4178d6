"""A work is shown to everybody only while its tutor recommends it and its author agrees."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.assignments.operations import take_back_submission
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.grading.operations import grade_submission, return_submission
from app.notifications.models import Notice
from app.recommendations.operations import consent_to_showing, recommend_work, withdraw_recommendation
from app.recommendations.queries import find_recommendation, picked_works, showcase
from tests.support.given import Given

REASON = "写出了一个班主任怎样从数字里看见人。"
COMMENT = "纸条这个办法好：先看见每个孩子的夜晚，再谈作业多少。"


def test_from_recommendation_over_consent_to_withdrawal(app: Flask, given: Given, browse) -> None:
    journal = given.a_journal()
    tutor, author, guest = browse(given.tutor), browse(given.learner), browse()
    assert tutor.submit(f"/journals/{journal}/recommendation", "recommend", reason=REASON).status_code == 302
    assert "雨天的晨会" not in guest.get("/showcase").text
    assert guest.get("/showcase/1").status_code == 404
    assert REASON in author.get(f"/journals/{journal}").text
    assert author.submit(f"/journals/{journal}", "consent").status_code == 302
    for page in ("/showcase", "/showcase/1"):
        text = guest.get(page).text
        assert "雨天的晨会" in text
        assert "下了一夜的雨" in text
        assert "林小满" in text
        assert "芙蓉一班" in text
    assert REASON in guest.get("/showcase/1").text
    back = 'href="/recommendations/1"'
    readers = (author, tutor, guest, browse(given.classmate), browse(given.team))
    assert [back in reader.get("/showcase/1").text for reader in readers] == [True, True, False, False, False]
    assert author.submit(f"/journals/{journal}", "decline").status_code == 302
    assert guest.get("/showcase/1").status_code == 404
    assert "雨天的晨会" not in guest.get("/showcase").text
    with app.app_context():
        told = select(Notice.person_id, Notice.kind).order_by(Notice.id)
        assert [tuple(row) for row in db.session.execute(told)] == [
            (given.learner.id, "recommended"),
            (given.tutor.id, "consented"),
        ]


def test_the_notices_read_well(given: Given, browse) -> None:
    journal = given.a_journal()
    browse(given.tutor).submit(f"/journals/{journal}/recommendation", "recommend", reason=REASON)
    author = browse(given.learner)
    assert "《雨天的晨会》推荐给大家看" in author.get("/notices").text
    author.submit(f"/journals/{journal}", "consent")
    assert "《雨天的晨会》的作者同意展示" in browse(given.tutor).get("/notices").text
    assert "in the showcase now" in browse(given.tutor).get("/notices?lang=en").text


def test_a_tutor_withdraws_at_any_time_and_may_recommend_anew(app: Flask, given: Given, browse) -> None:
    work = given.a_submission()
    with app.app_context():
        grade_submission(given.tutor.id, work, 95, COMMENT)
        consent_to_showing(recommend_work(given.tutor.id, "submission", work, REASON).id, given.learner.id)
    tutor = browse(given.tutor)
    assert "专题11" in browse().get("/showcase").text
    assert tutor.submit(f"/submissions/{work}", "withdraw-recommendation").status_code == 302
    assert browse().get("/showcase/1").status_code == 404
    assert tutor.submit(f"/submissions/{work}/recommendation", "recommend", reason=REASON).status_code == 302
    with app.app_context():
        found = find_recommendation("submission", work)
        assert found is not None
        assert (found.id, found.consented_at) == (2, None)


def test_only_the_tutor_of_the_class_recommends_and_only_the_author_agrees(app: Flask, given: Given, browse) -> None:
    work, journal = given.a_submission(), given.a_journal()
    for person, code in (
        (given.class_administrator, 403),
        (given.expert, 403),
        (given.tutor2, 404),
        (given.classmate, 404),
    ):
        client = browse(person)
        key = {"csrf_token": client.token("/me/password")}
        for act in ("recommendation", "recommendation/withdrawal"):
            answer = client.post(f"/submissions/{work}/{act}", data={**key, "reason": REASON})
            assert answer.status_code in (code, 404), (person.name, act)
    with app.app_context():
        assert find_recommendation("submission", work) is None
        one = recommend_work(given.tutor.id, "journal", journal, REASON).id
        for person in (given.classmate, given.tutor, given.team):
            with pytest.raises(Forbidden):
                consent_to_showing(one, person.id)
        for person in (given.classmate, given.class_administrator, given.tutor2):
            with pytest.raises(Forbidden):
                withdraw_recommendation(one, person.id)
    stranger = browse(given.classmate)
    key = {"csrf_token": stranger.token("/me/password")}
    for act in ("consent", "consent/withdrawal"):
        assert stranger.post(f"/recommendations/{one}/{act}", data=key).status_code == 404


def test_once_is_enough_and_a_reason_is_needed(app: Flask, given: Given, browse) -> None:
    journal = given.a_journal()
    tutor = browse(given.tutor)
    page = f"/journals/{journal}/recommendation"
    assert tutor.submit(page, "recommend", reason=" ").status_code == 422
    target, fields = tutor.form(page, "recommend")
    assert tutor.submit(page, "recommend", reason=REASON).status_code == 302
    assert tutor.get(page).location == "/recommendations/1"
    again = tutor.post(target, data={**fields, "reason": "另一个理由"})
    assert (again.status_code, "已经推荐过了" in again.text, "另一个理由" in again.text) == (422, True, True)
    with app.app_context():
        for hostile in ("有\x00字", "长" * 1001):
            with pytest.raises(Refused):
                recommend_work(given.tutor.id, "journal", given_another(given), hostile)


def given_another(given: Given) -> int:
    return given.a_journal(title="家访路上")


def test_what_is_private_taken_back_or_returned_is_not_shown(app: Flask, given: Given, browse) -> None:
    private, taken, returned = (
        given.a_journal(publish=False),
        given.a_submission(),
        given.a_submission(topic=given.topic2),
    )
    with app.app_context():
        with pytest.raises(NotFound):
            recommend_work(given.tutor.id, "journal", private, REASON)
        for work in (taken, returned):
            consent_to_showing(recommend_work(given.tutor.id, "submission", work, REASON).id, given.learner.id)
        assert len(picked_works(given.training.id)) == 2
        take_back_submission(taken, given.learner.id)
        return_submission(given.tutor.id, returned, "请补上后来的事")
        assert picked_works(given.training.id) == []
        assert showcase() == ([], 0)
        with pytest.raises(NotFound):
            recommend_work(given.tutor.id, "submission", taken, REASON)
    assert browse().get("/showcase/1").status_code == 404


def test_the_showcase_lists_kinds_and_costs_a_fixed_number_of_statements(
    app: Flask, given: Given, browse, statements
) -> None:
    works = [("journal", given.a_journal(title=f"第{n}篇")) for n in range(5)] + [("submission", given.a_submission())]
    with app.app_context():
        for kind, work in works:
            consent_to_showing(recommend_work(given.tutor.id, kind, work, REASON).id, given.learner.id)
        assert [work.title for work in picked_works(given.training.id, 2)] == ["专题11", "第4篇"]
    guest = browse()
    assert "第0篇" not in guest.get("/showcase?kind=submission").text
    assert "第0篇" in guest.get("/showcase?kind=journal&page=x").text
    assert guest.get("/showcase?kind=x&page=99999999999").status_code == 200
    for page in ("/showcase", "/showcase/1"):
        with statements() as sent:
            assert guest.get(page).status_code == 200
        assert sent.number <= 2, sent.sent
