"""The pages of honours: what they say, to whom, and at which price."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.classrooms.models import Classroom
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.people.models import Person
from app.rankings.operations import close_week, correct_week
from tests.rankings.stage import TEXT, Stage

W10 = Week(2026, 10)
BUDGET = 12
SECRET = "金丝雀日志"


class Scene:
    """The cast's own training: the learner has two works graded, a classmate one post; the first week is closed."""

    def __init__(self, app, given) -> None:
        self.given = given
        with app.app_context():
            stage = Stage.of(given.training.id)
            monday = given.training.starts_at
            learner = given.learner.id
            work = stage.hand_in(learner, given.topic.id, monday + timedelta(hours=20))
            stage.grade("submission", work, "优", monday + timedelta(hours=40))
            journal = stage.publish(learner, monday + timedelta(hours=50), title=SECRET)
            stage.grade("journal", journal, "良", monday + timedelta(hours=60))
            stage.post(given.classmate.id, monday + timedelta(hours=61))
            stage.hand_in(given.far_learner.id, given.topic.id, monday + timedelta(hours=62))
            stage.study(learner, given.training.starts_on, 9000)
            running = given.training.starts_at + timedelta(days=15)
            stage.hand_in(learner, given.topic2.id, running)
            stage.hand_in(given.classmate.id, given.topic2.id, running + timedelta(hours=1))
            self.work, self.journal, self.stage = work, journal, stage
            close_week(given.training.id, W10, clock.now())


@pytest.fixture
def scene(app, given):
    return Scene(app, given)


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.get_data(as_text=True)


def test_a_guest_sees_stars_and_classes_and_no_more(scene, browse):
    guest = browse()
    page = text_of(guest.get("/honours/2026-W10"))
    assert "林小满" in page
    assert "芙蓉一班" in page
    assert "周立秋" not in page  # a place further down is not for guests
    assert f"/learners/{scene.given.learner.id}" not in page
    assert "芙蓉二班" in text_of(guest.get("/honours/2026-W10?board=classrooms"))
    for board in ("tutors", "administrators", "nonsense"):
        assert guest.get(f"/honours/2026-W10?board={board}").status_code == 404
    assert guest.get(f"/honours/2026-W10/learners/{scene.given.learner.id}").status_code == 302
    assert guest.get("/honours/2026-W10/classrooms/c-101").status_code == 302


def test_the_running_week_is_live_and_says_as_of(scene, browse):
    page = text_of(browse(scene.given.classmate).get("/honours"))
    assert "截至" in page
    assert "20:00 的实时名次" in page
    assert "我的名次" in page
    assert "/honours/2026-W10" in page
    assert browse().get("/honours/2026-W12").headers["Location"].endswith("/honours")


def test_a_learner_sees_every_part_down_to_the_works(scene, browse):
    page = text_of(browse(scene.given.learner).get(f"/honours/2026-W10/learners/{scene.given.learner.id}"))
    for said in ("第 1 名", "学习 150 分钟", "21", f"/submissions/{scene.work}", f"/journals/{scene.journal}", SECRET):
        assert said in page
    assert "还差什么" not in page


def test_a_repeat_names_what_it_repeats(app, scene, browse):
    given = scene.given
    with app.app_context():
        monday = given.training.starts_at
        first = scene.stage.publish(given.far_learner.id, monday + timedelta(hours=70), title="雨天")
        scene.stage.publish(given.far_learner.id, monday + timedelta(hours=99), text=TEXT + "真的。")
        correct_week(given.training.id, W10, given.team.id, "补记")
    page = text_of(browse(given.far_learner).get(f"/honours/2026-W10/learners/{given.far_learner.id}"))
    assert "和自己写过的几乎一样" in page
    assert f'<a href="/journals/{first}">雨天</a>' in page
    stranger = text_of(browse(given.learner).get(f"/honours/2026-W10/learners/{given.far_learner.id}"))
    assert "和自己写过的几乎一样" in stranger
    assert "雨天" not in stranger


def test_what_was_missing_to_the_next_place(scene, browse):
    page = text_of(browse(scene.given.classmate).get(f"/honours/2026-W10/learners/{scene.given.classmate.id}"))
    assert "离第 2 名还差什么" in page
    assert "再有 1 分" in page


def test_links_to_works_are_for_those_who_may_read_them(scene, browse):
    given = scene.given
    address = f"/honours/2026-W10/learners/{given.learner.id}"
    for person in (given.learner, given.tutor, given.class_administrator, given.expert, given.area, given.team):
        assert SECRET in text_of(browse(person).get(address)), person.account
    for person in (given.classmate, given.learner2, given.far_learner, given.tutor2, given.far_tutor, given.far_area):
        page = text_of(browse(person).get(address))
        assert SECRET not in page, person.account
        assert f"/submissions/{scene.work}" not in page
        assert "第 1 名" in page  # the parts are shown, the works are not
    assert browse(given.disabled).get(address).status_code == 302


def test_a_class_explains_its_sum_and_names_members_only_to_its_own(scene, browse):
    given = scene.given
    page = text_of(browse(given.far_learner).get("/honours/2026-W10/classrooms/c-101"))
    assert "一步一步算" in page
    assert "林小满" not in page
    for person in (given.learner, given.tutor, given.area, given.team):
        assert "林小满" in text_of(browse(person).get("/honours/2026-W10/classrooms/c-101"))


def test_the_arithmetic_on_a_class_s_page_comes_out(scene, browse):
    page = text_of(browse(scene.given.learner).get("/honours/2026-W10/classrooms/c-101"))
    # 21 + 2 points of four learners (two of them gone since), 26 points of six in all: (23 + 10 × 26 ÷ 6) ÷ 14
    assert "＝ 4.73" in page
    assert "＝ 50.0%" in page  # (2 + 10 × 3 ÷ 6) ÷ 14
    assert "＝ 3.55" in page  # 4.738 × 1.5 ÷ 2


@pytest.mark.parametrize("missing", ["learners/99999", "classrooms/c-999", "classrooms/foreign"])
def test_what_is_not_there_is_not_found(app, scene, browse, missing):
    if missing.endswith("foreign"):
        with app.app_context():
            missing = f"classrooms/{db.session.get(Classroom, Stage().rooms[0]).code}"
    assert browse(scene.given.learner).get(f"/honours/2026-W10/{missing}").status_code == 404


def test_weeks_outside_of_the_calendar_and_to_come_are_not_found(scene, browse):
    for week in ("2026-W09", "2026-W13", "2026-W99", "last", "2026-W10?revision=2", "2026-W10?page=2"):
        assert browse(scene.given.learner).get(f"/honours/{week}").status_code == 404, week


def test_a_week_waiting_to_be_closed_is_shown_as_live(scene, browse):
    assert "正在进行" in text_of(browse(scene.given.learner).get("/honours/2026-W11"))


def test_the_team_corrects_a_week_and_the_old_one_stays_readable(app, scene, browse):
    given = scene.given
    with app.app_context():
        scene.stage.grade("journal", scene.journal, "不合格", clock.now())
    clock.travel_to(clock.now() + timedelta(minutes=1))
    team = browse(given.team)
    refused = team.submit("/honours/2026-W10", "correct-week", reason=" ")
    assert refused.status_code == 422
    assert team.submit("/honours/2026-W10", "correct-week", reason="日志是抄来的").status_code == 302
    learner = browse(given.learner)
    assert "日志是抄来的" in text_of(learner.get("/honours/2026-W10"))
    address = f"/honours/2026-W10/learners/{given.learner.id}"
    assert ">17<" in text_of(learner.get(address))
    assert ">21<" in text_of(learner.get(f"{address}?revision=1"))
    assert "旧的第 1 版" in text_of(learner.get("/honours/2026-W10?revision=1"))


def test_only_the_team_may_correct(scene, browse):
    for person in (scene.given.learner, scene.given.tutor, scene.given.area, scene.given.expert):
        client = browse(person)
        sent = {"csrf_token": client.token("/honours"), "reason": "想改"}
        assert client.post("/honours/2026-W10/revisions", data=sent).status_code == 403


def test_all_boards_are_there_for_who_is_signed_in(scene, browse):
    client = browse(scene.given.learner)
    assert "何清明" in text_of(client.get("/honours/2026-W10?board=tutors"))
    assert "许芒种" in text_of(client.get("/honours/2026-W10?board=administrators"))
    assert "岳阳楼一班" in text_of(client.get("/honours?board=classrooms"))


def test_english_throughout(scene, browse):
    client = browse(scene.given.learner)
    for page in ("/honours", "/honours/rules", "/honours/2026-W10", "/honours/2026-W10/classrooms/c-101",
                 f"/honours/2026-W10/learners/{scene.given.learner.id}"):  # fmt: skip
        assert "名次" not in text_of(client.get(page, query_string={"lang": "en"})), page


def test_before_any_training_there_is_a_friendly_page(app, browse):
    assert "还没有开始" in text_of(browse().get("/honours"))
    assert "分是怎么算的" in text_of(browse().get("/honours/rules"))


def pages_of(scene) -> list[str]:
    week = ["/honours", "/honours/rules", "/honours/2026-W10", "/honours/2026-W10?board=classrooms"]
    week += ["/honours/2026-W10?board=tutors", "/honours?board=administrators", "/honours/2026-W10/classrooms/c-101"]
    learners = [f"/honours/2026-W{number}/learners/{scene.given.learner.id}" for number in (10, 12)]
    return [*week, *learners]


def test_a_page_costs_the_same_however_many_there_are(app, scene, browse, statements):
    client = browse(scene.given.learner)

    def prices() -> dict[str, int]:
        found = {}
        for page in pages_of(scene):
            with statements() as sent:
                text_of(client.get(page))
            found[page] = sent.number
        return found

    cold = prices()
    assert all(number <= BUDGET for number in cold.values()), cold
    with app.app_context():
        scene.stage.crowd(60)
        correct_week(scene.given.training.id, W10, scene.given.team.id, "更多的人")
        assert db.session.scalar(select(Person.id).limit(1))
    assert all(price <= cold[page] for page, price in prices().items())


def test_who_looks_after_learners_reads_how_each_part_was_counted(scene, browse, statements):
    given = scene.given
    for kind, person, words in (
        ("tutors", given.tutor, "评语没有写过第二遍"),
        ("administrators", given.class_administrator, "位这一周有计分的学习"),
    ):
        address = f"/honours/2026-W10/{kind}/{person.id}"
        assert address in text_of(browse(given.tutor).get(f"/honours/2026-W10?board={kind}"))
        browser = browse(person)
        browser.get(address)
        with statements() as sent:
            page = text_of(browser.get(address))
        assert sent.number <= BUDGET, sent.sent
        assert words in page
        assert browse(given.learner).get(f"/honours/2026-W10/{kind}/{given.learner.id}").status_code == 404
    assert browse().get(f"/honours/2026-W10/tutors/{given.tutor.id}").status_code == 302
