"""The pages as team, area administrator and everybody else: who sees what, what is refused, how many statements."""

import pytest
from sqlalchemy import select

from app.administration.models import Change
from app.administration.operations.people import rename_person
from app.classrooms.models import Classroom, StaffAssignment, Training
from app.discussions.models import Board
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.people.models import Person
from app.rankings.models import PointsTable
from app.rankings.operations import publish_points_table
from app.rankings.rules import DEFAULT

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ADMINISTERING = ("team", "area", "far_area")
OTHERS = ("learner", "tutor", "class_administrator", "expert")
FOR_ALL = ("/administration", "/administration/people", "/administration/trainings/2026-spring")
FOR_THE_TEAM = (
    "/administration/log", "/administration/jobs", "/administration/jobs/close-weeks", "/administration/health",
    "/administration/content", "/administration/trainings/new", "/administration/trainings/2026-spring/calendar",
    "/administration/trainings/2026-spring/scheme", "/administration/trainings/2026-spring/ladder",
    "/administration/trainings/2026-spring/name",
)  # fmt: skip


def rows(app, model, *conditions):
    with app.app_context():
        return list(db.session.scalars(select(model).where(*conditions).order_by(model.id)))


@ONE
def test_the_pages_are_for_those_who_administer_and_take_few_statements(app, given, browse, statements) -> None:
    for name in (*ADMINISTERING, *OTHERS):
        browser = browse(getattr(given, name))
        assert {browser.get(path).status_code for path in FOR_ALL} == {200 if name in ADMINISTERING else 403}
        found = {browser.get(path).status_code for path in FOR_THE_TEAM}
        assert found == {200 if name == "team" else 403}, name
    team = browse(given.team)
    room = "/administration/classrooms/c-101"
    person = f"/administration/people/{given.learner.id}"
    for path in (
        *FOR_ALL,
        *FOR_THE_TEAM,
        room,
        person,
        f"{person}/disable",
        f"{person}/roles",
        "/administration/people?q=育才+芙蓉",
    ):
        with statements() as sent:
            assert team.get(path).status_code == 200
        assert sent.number <= 12, (path, sent.number)
    assert browse().get("/administration").status_code == 302


@ONE
def test_an_area_sees_its_own_classes_and_people_and_nothing_of_others(app, given, browse) -> None:
    area, far = browse(given.area), browse(given.far_area)
    page = area.get("/administration/trainings/2026-spring/classrooms").text
    assert ("芙蓉一班" in page, "岳阳楼一班" in page) == (True, False)
    assert far.get("/administration/classrooms/c-101").status_code == 404
    assert far.get("/administration/classrooms/none-such").status_code == 404
    assert far.get(f"/administration/people/{given.learner.id}").status_code == 404
    found = far.get("/administration/people").text
    assert ("𠮷田" in found, "林小满" in found) == (True, False)
    assert "没有找到。" in far.get("/administration/people?q=林小满").text


def test_people_are_found_by_whatever_is_known_of_them(app, given, browse) -> None:
    team = browse(given.team)
    for words, name in (
        ("小满", "林小满"),
        ("FAR_L", "𠮷田"),
        ("岳阳楼一班", "𠮷田"),
        ("育才 欧阳", "欧阳春分"),
        ("c-601", "唐处暑"),
    ):
        assert name in team.get("/administration/people", query_string={"q": words}).text, words
    for words in ("%", "x_y", "林小满 岳阳楼", "' OR 1=1", "\\"):
        page = team.get("/administration/people", query_string={"q": words}).text
        assert "没有找到。" in page, words
    further = team.get("/administration/people", query_string={"after": f"{given.learner.id}:learner"}).text
    assert ("林小满" in further, "曹小雪" in further) == (False, True), "a page goes on after the last one"
    assert team.get("/administration/people?after=9999999999999999999999:x").status_code == 200


def test_a_new_training_takes_over_rules_classes_and_staff(app, given, browse) -> None:
    with app.app_context():
        publish_points_table(given.training.id, DEFAULT | {"points_a_day": 9000}, Week(2026, 13), given.team.id)
    team = browse(given.team)
    fields = {
        "name": "秋季研修", "code": "2026-Autumn", "place": "43", "starts_on": "2026-09-07", "ends_on": "2026-10-18",
        "late_until": "2026-10-25", "time_zone": "Asia/Shanghai", "copied_from": "2026-spring", "with_classrooms": "y",
        "with_staff": "y",
    }  # fmt: skip
    wrong = team.submit(
        "/administration/trainings/new", "create-training", **fields | {"ends_on": "2026-09-06", "code": "秋"}
    )
    assert (wrong.status_code, "秋季研修" in wrong.text, "代号只用" in wrong.text) == (422, True, True)
    wrong = team.submit("/administration/trainings/new", "create-training", **fields | {"ends_on": "2026-09-06"})
    assert (wrong.status_code, "结束的日子早于" in wrong.text) == (422, True)
    made = team.submit("/administration/trainings/new", "create-training", **fields)
    assert made.location == "/administration/trainings/2026-autumn"
    again = team.submit("/administration/trainings/new", "create-training", **fields)
    assert (again.status_code, "已经有一期培训" in again.text) == (422, True)
    new = rows(app, Training)[-1]
    assert (new.scheme, new.grade_ladder) == (given.training.scheme, given.training.grade_ladder)
    assert [room.name for room in rows(app, Classroom, Classroom.training_id == new.id)] == [
        "芙蓉一班",
        "芙蓉二班",
        "岳阳楼一班",
    ]
    assert [table.rules["points_a_day"] for table in rows(app, PointsTable, PointsTable.training_id == new.id)] == [
        9000
    ]
    assert rows(app, Board, Board.training_id == new.id)
    staff = rows(app, StaffAssignment, StaffAssignment.until.is_(None))
    assert len(staff) == 10, "five of the old, five of the new"


def test_changes_of_a_running_training_are_kept_with_their_reason(app, given, browse) -> None:
    team, base = browse(given.team), "/administration/trainings/2026-spring"
    calendar = {
        "starts_on": "2026-03-02",
        "ends_on": "2026-04-19",
        "late_until": "2026-04-26",
        "time_zone": "Asia/Shanghai",
    }
    refused = team.submit(f"{base}/calendar", "change-calendar", **calendar, reason="")
    assert (refused.status_code, "这里还没有写" in refused.text, "2026-04-19" in refused.text) == (422, True, True)
    refused = team.submit(
        f"{base}/calendar", "change-calendar", **calendar | {"starts_on": "2026-03-09"}, reason="晚一周"
    )
    assert (refused.status_code, "培训已经开始" in refused.text, "晚一周" in refused.text) == (422, True, True)
    assert team.submit(f"{base}/calendar", "change-calendar", **calendar, reason="山里下大雪").status_code == 302
    scheme = {
        "minutes": "1800",
        "assignments": "12",
        "assignments_per_module": "2",
        "journals": "6",
        "salon_posts": "4",
    }
    assert team.submit(f"{base}/scheme", "change-scheme", **scheme | {"minutes": "-1"}, reason="减").status_code == 422
    assert team.submit(f"{base}/scheme", "change-scheme", **scheme, reason="停电两天").status_code == 302
    rungs = {"name_0": "优", "least_0": "92", "name_1": "良", "least_1": "80", "name_2": "合格", "least_2": "60",
             "name_3": "不合格", "least_3": "0"}  # fmt: skip
    renamed = team.submit(f"{base}/ladder", "change-ladder", **rungs | {"name_0": "甲"}, reason="换个叫法")
    assert (renamed.status_code, "名称不能再改" in renamed.text) == (422, True)
    assert team.submit(f"{base}/ladder", "change-ladder", **rungs, reason="优太多了").status_code == 302
    assert team.submit(f"{base}/name", "rename-training", name="春季研修", reason="短一些").status_code == 302
    training = rows(app, Training)[0]
    assert (str(training.ends_on), training.scheme["minutes"], training.grade_ladder[0], training.name) == (
        "2026-04-19", 1800, ["优", 92], "春季研修",
    )  # fmt: skip
    assert [change.what for change in rows(app, Change)] == ["calendar", "scheme", "ladder", "name"]
    page, log = team.get(base).text, team.get("/administration/log").text
    for reason in ("山里下大雪", "停电两天", "优太多了", "短一些"):
        assert reason in page
        assert reason in log
    assert "2026-04-12 → 2026-04-19" in page


def test_a_class_is_opened_staffed_and_placed_elsewhere(app, given, browse) -> None:
    area = browse(given.area)
    made = area.submit(
        "/administration/trainings/2026-spring/classrooms/new",
        "open-classroom",
        name="芙蓉三班",
        code="c-103",
        place="430102001",
    )
    assert made.location == "/administration/classrooms/c-103"
    outside = area.submit(
        "/administration/trainings/2026-spring/classrooms/new",
        "open-classroom",
        name="别处",
        code="c-666",
        place="430602001",
    )
    assert (outside.status_code, "请从名单里选" in outside.text) == (422, True), "a place outside is not on the list"
    room = "/administration/classrooms/c-103"
    unknown = area.submit(room, "appoint-staff", role="tutor", who="无此人")
    assert (unknown.status_code, "没有找到这个人" in unknown.text, "无此人" in unknown.text) == (422, True, True)
    with app.app_context():
        rename_person(given.team.id, given.tutor2.id, "何清明", "同名")
    which = area.submit(room, "appoint-staff", role="tutor", who="何清明")
    assert (which.status_code, "好几位" in which.text, 'value="tutor2"' in which.text) == (422, True, True)
    assert area.submit(room, "appoint-staff", role="tutor", who="tutor2").location == room
    assert area.submit(room, "appoint-staff", role="tutor", who="area").status_code == 422, (
        "nobody gives work to themselves"
    )
    with app.app_context():
        session = db.session.scalar(select(Person.session_version).where(Person.id == given.tutor2.id))
        assert session > given.tutor2.session_version, "with other work comes another sign-in"
    ended = area.submit(room, "end-staff")
    assert ended.location == room
    past = rows(app, StaffAssignment, StaffAssignment.until.is_not(None))
    assert [(one.person_id, one.role) for one in past] == [(given.tutor2.id, "tutor")], (
        "a row is closed, never written over"
    )
    moved = area.submit(f"{room}/settings", "change-classroom", name="芙蓉三班", place="430102", reason="换教学点")
    assert moved.location == room
    assert "换教学点" in area.get(room).text
    names = {event.name for event in rows(app, RecordedEvent)}
    assert {"ClassroomOpened", "StaffAssigned", "StaffRelieved", "ClassroomChanged"} <= names


@ONE
def test_english_speaks_of_everything(app, given, browse) -> None:
    team = browse(given.team)
    for path in (*FOR_ALL, *FOR_THE_TEAM, f"/administration/people/{given.learner.id}/disable"):
        text = team.get(path, query_string={"lang": "en"}).text
        assert "管理" not in text.replace("班级管理员", ""), path
