"""What is done to accounts and roles, and every way of rising by one's own hand."""

import pytest
from sqlalchemy import func, select

from app.administration.calendar import Calendar
from app.administration.operations import people as acts
from app.administration.operations.classrooms import appoint_staff, change_classroom, open_classroom
from app.administration.operations.roles import end_role, give_role
from app.administration.operations.trainings import STANDARD, change_scheme, create_training
from app.classrooms.models import StaffRole
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.transactions import transaction
from app.people.models import ActivationCode, Appointment, Person, Role, School
from app.people.operations import activate_account, disable_person
from tests.support.given import PASSWORD

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def role_of(person) -> int:
    return db.session.scalars(select(Appointment.id).where(Appointment.person_id == person.id)).one()


def test_an_account_is_closed_opened_and_given_a_code_once(app, given, browse) -> None:
    team, page = browse(given.team), f"/administration/people/{given.learner.id}"
    learner = browse(given.learner)
    assert learner.get("/me").status_code == 200
    assert team.submit(f"{page}/disable", "disable-person", reason="").status_code == 422
    assert team.submit(f"{page}/disable", "disable-person", reason="长期请假").location == page
    assert learner.get("/me").status_code == 302, "every sign-in ended"
    assert "已停用" in team.get("/administration/people").text
    assert team.submit(f"{page}/activation-code", "give-code").status_code == 422
    assert team.submit(f"{page}/enable", "enable-person", reason="回来了").location == page
    target, hidden = team.form(f"{page}/activation-code", "give-code")
    shown = team.post(target or f"{page}/activation-code", data=hidden)
    assert "只显示这一次" in shown.text
    code = shown.text.split("<strong>")[1].split("</strong>")[0]
    twice = team.post(f"{page}/activation-code", data=hidden)
    assert ("只显示那一次" in twice.text, code in twice.text) == (True, False)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ActivationCode)) == 1
        assert activate_account("learner", code, PASSWORD) == given.learner.id
    text = team.get(page).text
    assert ("长期请假" in text, "回来了" in text, "用过" in text) == (True, True, True)
    log = team.get("/administration/log").text
    assert (log.count("长期请假"), "停用了林小满的账号" in log, code in log) == (1, True, False)


def test_a_name_and_a_school_change_with_a_reason_and_the_log_knows_no_names(app, given, browse) -> None:
    with app.app_context(), transaction() as session:
        for name in ("育英小学", "育红小学"):
            session.add(School(place_code="430102", name=name, stage="小学"))
    area, page = browse(given.area), f"/administration/people/{given.learner.id}"
    assert area.submit(f"{page}/rename", "rename-person", name="林晓曼", reason="证件上是这个字").location == page
    several = area.submit(f"{page}/school", "school-person", school="育", reason="调动")
    assert (several.status_code, "请点一所" in several.text, "育红小学" in several.text) == (422, True, True)
    with app.app_context():
        school = db.session.scalars(select(School.id).where(School.name == "育红小学")).one()
    assert (
        area.submit(f"{page}/school", "school-person", school="育", school_id=str(school), reason="调动").location
        == page
    )
    text = area.get(page).text
    assert ("林晓曼" in text, "育红小学" in text, "林小满" in text) == (True, True, False)
    with app.app_context():
        person = db.session.get_one(Person, given.learner.id)
        assert (person.sort_name, person.school_id) == ("lin xiao man", school)


def test_roles_begin_and_end_as_rows_and_sign_ins_end_with_them(app, given, browse) -> None:
    team, page = browse(given.team), f"/administration/people/{given.tutor.id}"
    tutor = browse(given.tutor)
    assert tutor.get("/grading").status_code == 200
    assert team.submit(f"{page}/roles", "give-role", role="area_administrator", place="430102").location == page
    assert tutor.get("/grading").status_code == 302
    with app.app_context():
        given.tutor = db.session.merge(db.session.get_one(Person, given.tutor.id))
        assert give_role(given.team.id, given.tutor.id, Role.AREA_ADMINISTRATOR, "430102") == role_of(given.tutor)
    assert "区域管理员" in team.get(page).text
    assert team.submit(page, "end-role").location == page
    with app.app_context():
        row = db.session.get_one(Appointment, role_of(given.tutor))
        assert (row.role, row.until is not None) == ("area_administrator", True)
    log = team.get("/administration/log?about=tutor").text
    assert "给何清明加了职务：区域管理员（芙蓉区）" in log
    assert "结束了何清明的职务" in log


def test_nobody_rises_by_their_own_hand(app, given) -> None:
    """Every way up is tried as the operation itself, past all pages."""
    with app.app_context():
        area, team, far = given.area.id, given.team.id, given.far_area.id
        tries = [
            lambda: give_role(area, area, Role.AREA_ADMINISTRATOR, "43"),
            lambda: give_role(area, area, Role.AREA_ADMINISTRATOR, "430102"),
            lambda: give_role(team, team, Role.EXPERT, "4301"),
            lambda: give_role(area, given.class_administrator.id, Role.PROJECT_TEAM, "4301"),
            lambda: give_role(area, given.class_administrator.id, Role.AREA_ADMINISTRATOR, "4301"),
            lambda: give_role(area, given.class_administrator.id, Role.AREA_ADMINISTRATOR, "430602"),
            lambda: give_role(area, given.class_administrator.id, Role.EXPERT, "430102"),
            lambda: give_role(given.expert.id, given.learner.id, Role.EXPERT, "430102"),
            lambda: give_role(given.learner.id, given.learner.id, Role.PROJECT_TEAM, "43"),
            lambda: end_role(area, given.team.id, role_of(given.team)),
            lambda: end_role(area, given.expert.id, role_of(given.expert)),
            lambda: acts.give_code(area, given.team.id),
            lambda: acts.give_code(area, given.expert.id),
            lambda: acts.give_code(area, given.far_learner.id),
            lambda: acts.give_code(area, area),
            lambda: acts.close_account(area, given.team.id, "不喜欢"),
            lambda: acts.close_account(far, given.learner.id, "不喜欢"),
            lambda: acts.close_account(given.tutor.id, given.learner.id, "不喜欢"),
            lambda: acts.rename_person(far, given.learner.id, "别人", "不喜欢"),
            lambda: acts.end_sign_ins(far, given.tutor.id),
            lambda: appoint_staff(area, given.far_classroom.id, given.learner.id, StaffRole.TUTOR),
            lambda: appoint_staff(area, given.classroom.id, area, StaffRole.TUTOR),
            lambda: change_classroom(area, given.classroom.id, "芙蓉一班", "430602001", "搬走"),
            lambda: change_classroom(area, given.far_classroom.id, "别处", "430102001", "抢过来"),
            lambda: open_classroom(area, given.training.id, "c-9", "别处", "430602001"),
            lambda: change_scheme(area, given.training.id, STANDARD, "简单些"),
            lambda: create_training(area, "x", "自己办", "4301", Calendar(*[given.training.starts_on] * 3, "UTC")),
        ]  # fmt: skip
        for number, attempt in enumerate(tries):
            before = db.session.scalar(select(func.count()).select_from(Appointment))
            with pytest.raises((Forbidden, Refused, NotFound)):
                attempt()
                pytest.fail(f"attempt {number} came through")
            assert db.session.scalar(select(func.count()).select_from(Appointment)) == before
        assert give_role(area, given.class_administrator.id, Role.AREA_ADMINISTRATOR, "430102"), (
            "the control: this is theirs"
        )


def test_the_last_of_the_team_stays(app, given) -> None:
    with app.app_context():
        for attempt in (
            lambda: disable_person(given.team.id, None),
            lambda: acts.close_account(given.team.id, given.team.id, "够了"),
            lambda: end_role(given.team.id, given.team.id, role_of(given.team)),
        ):
            with pytest.raises(Refused):
                attempt()
        give_role(given.team.id, given.tutor.id, Role.PROJECT_TEAM, "4301")
        with pytest.raises(Refused):
            acts.close_account(given.tutor.id, given.tutor.id, "自己")
        with pytest.raises(Forbidden):
            end_role(given.tutor.id, given.team.id, role_of(given.team))
        with pytest.raises(Refused):
            disable_person(given.team.id, None)  # a team of one city is none for the province
        give_role(given.team.id, given.tutor2.id, Role.PROJECT_TEAM, "43")
        end_role(given.tutor2.id, given.team.id, role_of(given.team))
        with pytest.raises(Refused):
            disable_person(given.tutor2.id, None)


@ONE
def test_the_pages_refuse_what_the_acts_refuse(app, given, browse) -> None:
    area = browse(given.area)
    for name in ("team", "expert", "far_learner", "area"):
        person = getattr(given, name)
        base = f"/administration/people/{person.id}"
        assert area.get(base).status_code == 200, "their school is here, so they may be seen"
        assert area.get(f"{base}/disable").status_code == 403
        assert area.get(f"{base}/activation-code").status_code == 403
        assert area.get(f"{base}/roles").status_code == 403
        assert "停用账号" not in area.get(base).text
