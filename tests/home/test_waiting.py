"""The front page names what else waits for whom: contests, second opinions, reports, objections."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.contests.operations import answer_contest, contest_stretch
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.grading.operations import grade_submission
from app.moderation.models import Verdict
from app.moderation.operations import decide_case, report_post
from app.objections.operations import raise_objection, remark_on_objection
from app.opinions.models import SecondOpinion
from app.opinions.operations import ask_second_opinion
from app.rankings.operations import close_week

STAFF = ("tutor", "class_administrator", "expert", "area", "team")


def waiting(browse, person) -> list[str]:
    """The lines of the list, without their times."""
    page = browse(person).get("/").get_data(as_text=True)
    section = page.partition('aria-labelledby="also-waiting"')[2].partition("</section>")[0]
    return re.findall(r'<a href="[^"]*">([^<]+)</a>', section)


def everything(given, app) -> tuple[int, int, int]:
    """One of each kind, on a Monday after a closed week; the numbers of contest, case and objection."""
    work = given.a_submission()
    post = given.a_reply(given.a_thread(), text="说得很难听的话")
    with app.app_context():
        grade_submission(given.tutor.id, work, 61, "写得细，第三段还可以再想想。")
        clock.travel_to(given.training.starts_at + timedelta(days=3, hours=21))
        ask_second_opinion(given.learner.id, "submission", work, "请再看看")
        case = report_post(given.learner.id, post, "点了孩子的真名")
        began = clock.now() - timedelta(days=1, hours=2)
        contest = contest_stretch(given.learner.id, given.topic.id, "case", began, began + timedelta(hours=1), "在读")
        clock.travel_to(given.training.starts_at + timedelta(days=7, hours=9))
        close_week(given.training.id, Week(2026, 10), clock.now())
        person = given.learner.id
        objection = raise_objection(person, given.training.id, Week(2026, 10), "learners", person, "study", "少记了。")
        return contest.id, case, objection.id


@pytest.fixture
def scene(given, app):
    clock.travel_to(given.training.starts_at + timedelta(days=3, hours=20))
    return everything(given, app)


def test_everybody_sees_what_waits_for_them_and_nothing_else(given, app, browse, scene):
    with app.app_context():
        opinion = db.session.scalars(select(SecondOpinion)).one()
        asked = next(person for person in (given.tutor2, given.far_tutor) if person.id == opinion.tutor_id)
    contest, report = "学习时间的异议 1 条", "举报和申诉 1 条"
    objection = "名次和分数的异议 1 条"
    seen = {name: waiting(browse, getattr(given, name)) for name in STAFF}
    assert seen == {
        "tutor": [contest, report, objection],
        "class_administrator": [contest, report],
        "expert": [],
        "area": [],
        "team": [report, objection],
    }
    assert waiting(browse, asked) == ["请您给第二意见的作品 1 件"]
    assert waiting(browse, given.learner) == []


def test_what_was_answered_waits_no_more(given, app, browse, scene):
    contest, case, objection = scene
    with app.app_context():
        answer_contest(contest, given.tutor.id, "看过了。", accept=True)
        decide_case(given.class_administrator.id, case, Verdict.LEFT, "只是着急。")
        remark_on_objection(given.tutor.id, objection, "星期二的我看过。")
    assert waiting(browse, given.tutor) == []
    assert waiting(browse, given.class_administrator) == []
    assert waiting(browse, given.team) == ["名次和分数的异议 1 条"], "a tutor's first word decides nothing"
