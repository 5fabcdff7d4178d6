"""A closed week lies open for three days: people object, are answered, and what was wrong is put right in the open."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.objections.models import Objection
from app.objections.operations import (
    raise_objection,
    reject_objection,
    remark_on_objection,
    uphold_objection,
    withdraw_objection,
)
from app.objections.queries.objections import get_objection, objections_to_answer
from app.people.models import Appointment, Role
from app.people.queries import get_person
from app.rankings.models import Standing
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import frozen_rows, revisions_of
from tests.rankings.stage import Stage

W10 = Week(2026, 10)
NEW = "/honours/2026-W10/objections/new"
REASON = "星期二晚上我读了一个小时，第二天才看见只记了二十分钟。"
SECRET = "他的日志是从网上抄来的，第三段和去年的一篇一样。"


@pytest.fixture
def scene(app, given):
    """The learner's journal and reading were counted, and the week is closed this evening."""
    with app.app_context():
        stage = Stage.of(given.training.id)
        monday = given.training.starts_at
        stage.study(given.learner.id, given.training.starts_on, 1200)
        stage.journal = stage.publish(given.classmate.id, monday + timedelta(hours=50))
        stage.grade("journal", stage.journal, "优", monday + timedelta(hours=60))
        close_week(given.training.id, W10, clock.now())
    return stage


@pytest.fixture
def within(app, scene):
    """The same, for stories without a browser: one that is open all the time would mix up who asks."""
    with app.app_context():
        yield scene


def raised(given, by, subject=None, board="learners", figure="study", reason=REASON) -> int:
    person = subject or by
    return raise_objection(by.id, given.training.id, W10, board, person.id, figure, reason).id


def later(**by: int) -> None:
    clock.travel_to(clock.now() + timedelta(**by))


def test_from_doubt_to_correction(app, scene, given, browse):
    learner, tutor, team = browse(given.learner), browse(given.tutor), browse(given.team)
    assert "没有人提出异议" in learner.get("/honours/2026-W10").text
    assert learner.submit(NEW, "object", figure="study", reason="").status_code == 422
    sent = learner.submit(NEW, "object", figure="study", reason=REASON)
    here = sent.headers["Location"]
    page = learner.get(here).text
    assert REASON in page
    assert "等待结论" in learner.get("/objections").text
    assert "林小满提出" in tutor.get("/objections").text
    assert tutor.submit(here, "remark", text="那天的网断了两次，我请项目组核对。").status_code == 302
    assert 'data-box="answer:objection:1:public"' in team.get(here).text
    refused = team.submit(here, "decide", verdict="upheld", text="已经补记。", public_reason="补记断网时段的学习时间")
    assert refused.status_code == 422  # nothing has been put right yet
    assert "已经补记。" in refused.text
    assert "请先改正有误的记录" in refused.text
    with app.app_context():
        scene.contest(given.learner.id, scene.at(1), 2400, accept=True)
    done = team.submit(here, "decide", verdict="upheld", text="已经补记。", public_reason="补记断网时段的学习时间")
    assert done.status_code == 302
    for browser, said in (
        (tutor, "请您看看"),
        (team, "请您看看"),
        (learner, "辅导教师作了说明"),
        (learner, "异议成立"),
    ):
        assert said in browser.get("/notices").text
    assert "提出异议，请您看看" not in browse(given.classmate).get("/notices").text
    page = learner.get(here).text
    for said in ("那天的网断了两次", "已经补记。", "已更正为第 2 版"):
        assert said in page
    for person in (None, given.far_learner):
        week = browse(person).get("/honours/2026-W10").text
        for said in ("补记断网时段的学习时间", "提出异议 1 条，成立 1 条", "公示中"):
            assert said in week
        assert REASON not in week


def test_what_is_said_of_another_stays_between_the_deciders(app, scene, given, browse):
    with app.app_context():
        number = raised(given, given.learner, given.classmate, figure="work", reason=SECRET)
    for person in (given.learner, given.tutor, given.team):
        assert SECRET in browse(person).get(f"/objections/{number}").text
    for person in (given.classmate, given.class_administrator, given.tutor2, given.area, given.expert):
        assert browse(person).get(f"/objections/{number}").status_code == 404
        assert SECRET not in browse(person).get("/objections").text


def test_the_team_alone_decides_and_the_tutor_has_the_first_word_once(within, given):
    number = raised(given, given.learner)
    for person in (given.tutor, given.class_administrator, given.learner):
        with pytest.raises(Forbidden):
            reject_objection(person.id, number, "不改。")
    for person in (given.tutor2, given.class_administrator, given.team, given.learner):
        with pytest.raises(Forbidden):
            remark_on_objection(person.id, number, "说一句。")
    remark_on_objection(given.tutor.id, number, "时间按翻页算。")
    with pytest.raises(Refused):
        remark_on_objection(given.tutor.id, number, "再说一句。")
    reject_objection(given.team.id, number, "记录无误。")
    with pytest.raises(Refused):
        reject_objection(given.team.id, number, "记录还是无误。")
    with pytest.raises(Refused):
        withdraw_objection(given.learner.id, number)


def test_a_team_of_elsewhere_and_whom_it_is_about_have_no_say(within, given):
    """Two get a second role: one in the project team of another place, one in that of this training."""
    elsewhere, here = given.far_tutor, given.tutor
    with transaction() as session:
        for person, place in ((elsewhere, "4306"), (here, "43")):
            role = {"role": Role.PROJECT_TEAM, "place_code": place, "since": given.training.starts_at}
            session.add(Appointment(person_id=person.id, **role))
    about_learner = raised(given, given.learner)
    about_tutor = raised(given, given.learner, subject=given.tutor, board="tutors", figure="place")
    for person_id, number in ((elsewhere.id, about_learner), (here.id, about_tutor)):
        person = get_person(person_id)
        with pytest.raises(NotFound):
            get_objection(number, person)
        assert number not in {one.id for one in objections_to_answer(person)}
        with pytest.raises(Forbidden):
            reject_objection(person.id, number, "维持原来的结果。")
    assert get_objection(about_learner, get_person(here.id)).id == about_learner
    assert reject_objection(given.team.id, about_tutor, "核对过了，没有错。").is_final


def test_the_last_are_nobodys_business_here_either(app, scene, given, browse, monkeypatch):
    """The page says name, place and points: only of those whom one reads on the board or who learn beside one."""
    monkeypatch.setattr("app.rankings.policy.LISTED", 1)
    with app.app_context():
        rows = frozen_rows(revisions_of(given.training.id, W10)[0].id, Standing.board == "learners")
    first, last = rows[0], next(row for row in rows if row.place > 1 and row.subject_id == given.learner.id)

    def asked(who, row) -> int:
        return browse(who).get(f"{NEW}?board=learners&subject={row.subject_id}").status_code

    assert [asked(who, first) for who in (given.learner2, given.classmate)] == [200, 200]
    assert [asked(who, last) for who in (given.learner2, given.far_tutor)] == [404, 404]
    assert [asked(who, last) for who in (given.learner, given.classmate, given.tutor)] == [200, 200, 200]


def test_after_three_days_the_week_is_final(app, scene, given, browse):
    with app.app_context():
        number = raised(given, given.learner)
        later(days=3)
        with pytest.raises(Refused):
            raised(given, given.classmate)
    assert "还有 1 条没有答复" in browse().get("/honours/2026-W10").text
    refused = browse(given.classmate).get(NEW)
    assert "公示期已过" in refused.text
    with app.app_context():
        reject_objection(given.team.id, number, "记录无误。")
    assert "已定稿" in browse().get("/honours/2026-W10").text


def test_a_late_correction_lies_open_for_a_day_of_its_own(within, given):
    number = raised(given, given.learner)
    later(days=5)
    within.contest(given.learner.id, within.at(1), 2400, accept=True)
    uphold_objection(given.team.id, number, "补上了。", "补记时间")
    assert raised(given, given.classmate, figure="place")
    later(days=3)
    with pytest.raises(Refused):
        raised(given, given.classmate, figure="talk")


def test_one_correction_answers_two_objections(within, given):
    one, other = raised(given, given.learner), raised(given, given.classmate, given.learner, reason=SECRET)
    within.contest(given.learner.id, within.at(1), 2400, accept=True)
    first = uphold_objection(given.team.id, one, "补上了。", "补记时间")
    second = uphold_objection(given.team.id, other, "同上。", "补记时间")
    assert first.correction_id == second.correction_id
    assert [row.revision for row in revisions_of(given.training.id, W10)] == [2, 1]


def test_a_place_is_doubted_once_and_a_doubt_can_be_taken_back(within, given):
    number = raised(given, given.learner)
    with pytest.raises(Refused):
        raised(given, given.learner)
    with pytest.raises(Forbidden):
        withdraw_objection(given.classmate.id, number)
    withdraw_objection(given.learner.id, number)
    withdraw_objection(given.learner.id, number)
    with pytest.raises(Refused):
        reject_objection(given.team.id, number, "不改。")
    told = list(db.session.scalars(select(RecordedEvent.name).where(RecordedEvent.name.startswith("Objection"))))
    assert told == ["ObjectionRaised", "ObjectionWithdrawn"]


def test_the_way_to_objections_stands_above_the_long_list(scene, given, browse):
    page = browse(given.learner).get("/honours/2026-W10").text
    assert page.index('<a href="#mine">') < page.index('<a href="#objections">') < page.index("<table")
    assert page.index("<table") < page.index('<div id="objections">')
    clock.travel_to(clock.now() + timedelta(days=9))
    assert "#objections" not in browse(given.learner).get("/honours/2026-W10").text


def test_what_waits_is_at_hand_however_much_was_decided_since(scene, given, browse, app, monkeypatch):
    with app.app_context():
        waiting = raised(given, given.learner)
        for figure in ("talk", "work"):
            reject_objection(given.team.id, raised(given, given.learner, figure=figure), "两处都核对过，没有差错。")
        monkeypatch.setattr("app.objections.queries.objections.MOST", 2)
    said = browse(given.team).get("/objections").text
    asked, decided = said.index("请您答复的"), said.index("有了结论的")
    assert asked < said.index(f"/objections/{waiting}") < decided < said.index("不成立")
    assert "第 1 周" in said
    assert "2026-W10" not in said
    page = browse(given.team).get(f"/objections/{waiting}").text
    assert "第 1 周 · 林小满提出" in page


def test_strangers_cannot_object_and_nobody_to_what_is_not_there(app, scene, given, browse):
    with app.app_context(), pytest.raises(Forbidden):
        raised(given, given.expert, given.learner)
    assert browse(given.expert).get(NEW).status_code == 403
    learner = browse(given.learner)
    for query in ("board=learners&subject=999999", "board=nonsense&subject=1", "board=learners&subject=x"):
        assert learner.get(f"{NEW}?{query}").status_code == 404, query
    for week in ("2026-W11", "2026-W99", "never"):
        assert learner.get(f"/honours/{week}/objections/new").status_code == 404, week


def test_pressing_twice_raises_one(app, scene, given, browse):
    learner = browse(given.learner)
    target, hidden = learner.form(NEW, "object")
    sent = {**hidden, "figure": "study", "reason": REASON}
    answers = [learner.post(target, data=sent).headers["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    with app.app_context():
        assert len(db.session.scalars(select(Objection.id)).all()) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_class_s_row_can_be_doubted_and_pages_speak_english(scene, given, browse):
    learner = browse(given.learner)
    query = f"?board=classrooms&subject={given.far_classroom.id}"
    assert "岳阳楼一班" in learner.get(NEW + query).text
    here = learner.submit(NEW + query, "object", figure="place", reason=SECRET).headers["Location"]
    assert "岳阳楼一班" in learner.get(here).text
    assert browse(given.far_tutor).get(here).status_code == 404  # of classes the project team alone decides
    for page in (NEW, here, "/objections"):
        assert "异议" not in learner.get(page, query_string={"lang": "en"}).text, page
