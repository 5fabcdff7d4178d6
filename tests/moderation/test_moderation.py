"""From a report to a decision and perhaps an objection: who sees what, who decides, what stays in the log."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.discussions.models import Post
from app.discussions.operations import open_boards, start_thread
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.moderation.models import Case, Decision, Report, Verdict
from app.moderation.operations import decide_case, object_to_decision, report_post
from app.moderation.queries import waiting_cases, waiting_count
from tests.support.browsing import Browser
from tests.support.given import EVENING, Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
INSIDE = ("learner", "classmate", "tutor", "class_administrator", "expert", "area", "team")


def a_case(app: Flask, given: Given, by=None) -> int:
    """A classmate's post in the learner's thread is reported; gives the number of the case."""
    post_id = given.a_reply(given.a_thread(), by=by, text="说得很难听的话")
    with app.app_context():
        return report_post(given.learner.id, post_id, "点了孩子的真名")


def names_that_see(browse: Browse, given: Given, address: str) -> set[str]:
    answers = {name: browse(getattr(given, name)).get(address).status_code for name in INSIDE}
    assert set(answers.values()) <= {200, 403, 404}
    return {name for name, status in answers.items() if status == 200}


def test_a_report_waits_for_the_moderators_and_is_decided_once(app: Flask, given: Given, browse: Browse) -> None:
    given.a_thread()
    post_id = given.a_reply(1, text="说得很难听的话")
    reporter = browse(given.learner)
    sent = reporter.submit(f"/posts/{post_id}/report", "report", reason="点了孩子的真名")
    assert sent.location == f"/posts/{post_id}"
    page = browse(given.tutor).get("/moderation").get_data(as_text=True)
    assert ("说得很难听的话" in page, "/moderation/cases/1" in page) == (True, True)
    assert "点了孩子的真名" in browse(given.tutor).get("/moderation/cases/1").get_data(as_text=True)
    empty = browse(given.tutor).submit("/moderation/cases/1", "decide", verdict="hidden")
    assert (empty.status_code, "请写明理由" in empty.get_data(as_text=True)) == (422, True)
    done = browse(given.tutor).submit("/moderation/cases/1", "decide", verdict="hidden", reason="请别写真名")
    assert done.status_code == 302
    with app.app_context():
        post = db.session.get_one(Post, post_id)
        assert (post.hidden_at is not None, post.hidden_reason) == (True, "请别写真名")
        assert waiting_count(given.tutor) == 0
        with pytest.raises(Refused):
            decide_case(given.class_administrator.id, 1, Verdict.LEFT, "")
    told = reporter.get(f"/posts/{post_id}/report").get_data(as_text=True)
    assert ("隐藏了这一帖" in told, "请别写真名" in told) == (True, False), "the reason is for the author"


def test_two_reports_make_one_case_and_one_person_reports_once(app: Flask, given: Given) -> None:
    case_id = a_case(app, given)
    with app.app_context():
        assert report_post(given.tutor.id, 2, "我也觉得不妥") == case_id
        with pytest.raises(Refused):
            report_post(given.learner.id, 2, "再说一遍")
        assert db.session.scalar(select(func.count()).select_from(Case)) == 1
        assert db.session.scalar(select(func.count()).select_from(Report)) == 2
        decide_case(given.class_administrator.id, case_id, Verdict.LEFT, "")
        assert report_post(given.learner.id, 2, "后来又改坏了") != case_id, "what was decided is not decided again"


@ONE
def test_nobody_decides_about_their_own_post_nor_learns_who_reported_it(
    app: Flask, given: Given, browse: Browse
) -> None:
    case_id = a_case(app, given, by=given.tutor)
    assert names_that_see(browse, given, f"/moderation/cases/{case_id}") == {"class_administrator", "team"}
    assert "说得很难听" not in browse(given.tutor).get("/moderation").get_data(as_text=True)
    with app.app_context():
        assert waiting_cases(given.tutor) == []
        with pytest.raises(Forbidden):
            decide_case(given.tutor.id, case_id, Verdict.LEFT, "")
        decide_case(given.class_administrator.id, case_id, Verdict.WARNED, "请换个说法")
    page = browse(given.tutor).get(f"/moderation/cases/{case_id}/objection").get_data(as_text=True)
    assert ("请换个说法" in page, "林小满" in page, "点了孩子的真名" in page) == (True, False, False)


@ONE
def test_a_case_is_seen_by_the_rooms_moderators_alone(app: Flask, given: Given, browse: Browse) -> None:
    case_id = a_case(app, given)
    assert names_that_see(browse, given, f"/moderation/cases/{case_id}") == {"tutor", "class_administrator", "team"}
    for name in ("tutor2", "far_tutor"):
        assert browse(getattr(given, name)).get(f"/moderation/cases/{case_id}").status_code == 404
        assert "说得很难听" not in browse(getattr(given, name)).get("/moderation").get_data(as_text=True)
    assert names_that_see(browse, given, "/moderation") == {"tutor", "class_administrator", "area", "team"}
    assert names_that_see(browse, given, "/moderation/log") == {"team"}


@ONE
def test_posts_of_a_board_are_the_teams_to_moderate(app: Flask, given: Given, browse: Browse) -> None:
    with app.app_context():
        tea = open_boards(given.training.id)[-1].id
        start_thread(given.far_learner.id, "卖茶叶", "便宜卖", board_id=tea)
        report_post(given.learner.id, 1, "广告")
    assert names_that_see(browse, given, "/moderation/cases/1") == {"team"}


def test_an_objection_goes_to_somebody_else_and_brings_the_post_back(app: Flask, given: Given, browse: Browse) -> None:
    case_id = a_case(app, given)
    with app.app_context():
        decide_case(given.tutor.id, case_id, Verdict.HIDDEN, "太冲")
    author = browse(given.classmate)
    address = f"/moderation/cases/{case_id}/objection"
    assert author.submit(address, "object", text="那是引用家长的原话").status_code == 302
    with app.app_context():
        with pytest.raises(Refused):
            object_to_decision(given.classmate.id, case_id, "再来一次")
        with pytest.raises(Forbidden):
            decide_case(given.tutor.id, case_id, Verdict.HIDDEN, "我坚持")
    assert "要由另一位老师来看" in browse(given.tutor).get(f"/moderation/cases/{case_id}").get_data(as_text=True)
    reporter, told_again = browse(given.learner), "后来又看了一次，结果是：又把它放出来了。"
    waiting = reporter.get("/posts/2/report").text
    assert ("结果是：隐藏了这一帖。" in waiting, "现在由另一位老师重新看" in waiting) == (True, True)
    other = browse(given.class_administrator)
    assert "那是引用家长的原话" in other.get(f"/moderation/cases/{case_id}").get_data(as_text=True)
    assert other.submit(f"/moderation/cases/{case_id}", "decide", verdict="left").status_code == 302
    with app.app_context():
        assert db.session.get_one(Post, 2).hidden_at is None
        numbers = db.session.scalars(select(Decision.number).order_by(Decision.id))
        assert list(numbers) == [1, 2]
        told = select(RecordedEvent.data).where(RecordedEvent.name == "ReportDecided").order_by(RecordedEvent.id)
        assert [data["reporter_ids"] for data in db.session.scalars(told)] == [[given.learner.id]] * 2
    told = reporter.get("/posts/2/report").text
    assert ("结果是：隐藏了这一帖。" in told, told_again in told, "现在由另一位老师" in told) == (True, True, False)
    assert [name for name in ("何清明", "许芒种", "太冲") if name in told] == [], "who decided is not for who reported"
    assert "许芒种又把它放出来了。" in author.get(address).text
    assert "许芒种又把它放出来了。" in browse(given.tutor).get(f"/moderation/cases/{case_id}").text
    log = browse(given.team).get("/moderation/log").get_data(as_text=True)
    assert "又把它放出来了" in log
    assert log.index("许芒种") < log.index("何清明")
    assert "太冲" in log


@ONE
def test_whoever_reported_does_not_decide_on_the_objection(app: Flask, given: Given, browse: Browse) -> None:
    """The tutor decided, the class administrator had reported: nobody of the class is left, so the team is asked."""
    case_id = a_case(app, given, by=given.classmate)
    with app.app_context():
        post_id = db.session.get_one(Case, case_id).post_id
        assert report_post(given.class_administrator.id, post_id, "我也觉得不妥") == case_id
        decide_case(given.tutor.id, case_id, Verdict.HIDDEN, "请别写真名")
        object_to_decision(given.classmate.id, case_id, "那不是真名")
        for barred in (given.tutor, given.class_administrator):
            with pytest.raises(Forbidden):
                decide_case(barred.id, case_id, Verdict.HIDDEN, "还是不妥")
    assert 'name="verdict"' not in browse(given.class_administrator).get(f"/moderation/cases/{case_id}").text
    assert f"/moderation/cases/{case_id}" in browse(given.team).submit("/notices", "read-notice").location
    assert 'name="verdict"' in browse(given.team).get(f"/moderation/cases/{case_id}").text


@ONE
def test_what_was_left_alone_needs_no_objection_and_strangers_have_none(
    app: Flask, given: Given, browse: Browse
) -> None:
    case_id = a_case(app, given)
    address = f"/moderation/cases/{case_id}/objection"
    assert browse(given.classmate).get(address).status_code == 404, "nothing is decided yet"
    with app.app_context():
        decide_case(given.tutor.id, case_id, Verdict.LEFT, "")
        with pytest.raises(Refused):
            object_to_decision(given.classmate.id, case_id, "为什么？")
    assert names_that_see(browse, given, address) == {"classmate"}


@ONE
@pytest.mark.parametrize(
    ("name", "status"),
    [("classmate", 403), ("learner", 302), ("expert", 302), ("area", 302), ("learner2", 404), ("left", 404)],
)
def test_whoever_reads_the_room_reports_but_not_oneself(given: Given, browse: Browse, name: str, status: int) -> None:
    post_id = given.a_reply(given.a_thread())
    client = browse(getattr(given, name))
    fields = {"csrf_token": client.token("/course"), "reason": "广告", "key": "k" * 20}
    assert client.post(f"/posts/{post_id}/report", data=fields).status_code == status


@ONE
def test_the_log_pages_by_where_the_last_page_ended(app: Flask, given: Given, browse: Browse) -> None:
    given.a_thread()
    posts = [given.a_reply(1) for _ in range(32)]
    with app.app_context():
        for post_id in posts:
            decide_case(given.tutor.id, report_post(given.learner.id, post_id, "广告"), Verdict.LEFT, "")
    client = browse(given.team)
    assert client.get("/moderation/log").get_data(as_text=True).count("<tr><td") == 30
    assert client.get("/moderation/log?before=3").get_data(as_text=True).count("<tr><td") == 2
    with app.app_context(), transaction() as session:  # brought in from elsewhere: the newest has the lowest number
        for decision in session.scalars(select(Decision)):
            decision.decided_at = EVENING - timedelta(minutes=decision.id)
    assert client.get("/moderation/log?before=30").get_data(as_text=True).count("<tr><td") == 2


def test_the_queue_costs_the_same_however_long(app: Flask, given: Given, browse: Browse, statements: Callable) -> None:
    given.a_thread()
    client, costs = browse(given.tutor), []
    for more in (1, 12):
        for _ in range(more):
            post_id = given.a_reply(1)
            with app.app_context():
                report_post(given.learner.id, post_id, "广告")
        for address in ("/moderation", "/moderation/cases/1", "/classrooms/c-101/salon"):
            with statements() as sent:
                assert client.get(address).status_code == 200
            costs.append(sent.number)
    assert costs[:3] == costs[3:]
    assert max(costs) <= 12


@ONE
def test_moderation_speaks_english(app: Flask, given: Given, browse: Browse) -> None:
    case_id = a_case(app, given)
    assert "Post 2 was reported" in browse(given.tutor).get(f"/moderation/cases/{case_id}?lang=en").get_data(True)
