"""The call list: its own class's people may see the numbers once, on purpose and with a trace; nobody else ever."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.classrooms.models import Training
from app.classrooms.operations import transfer
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.reminders.operations import Draft, make_round, show_numbers
from app.reminders.recipients import Channel, Kind
from app.roster.models import PersonalRecord
from app.roster.queries.secrets import sealed_numbers
from tests.reminders.scene import study
from tests.reminders.test_who_sees import EVERYBODY, STAFF
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NUMBER, MASKED = "13807311234", "138****1234"


@pytest.fixture
def calls(app: Flask, given: Given) -> int:
    """A call list of two, one of whom has a telephone; beside it somebody of another class has one too."""
    with app.app_context():
        with transaction() as session:
            session.add(PersonalRecord(person_id=given.learner.id, **sealed_numbers("", NUMBER)))
            session.add(PersonalRecord(person_id=given.learner2.id, **sealed_numbers("", "13900000000")))
        people = [given.learner.id, given.classmate.id]
        return make_round(given.tutor.id, given.classroom.id, Draft(Kind.CHASE, Channel.PHONE, people, ""))


def shown_events() -> list[RecordedEvent]:
    return list(db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "CallNumbersShown")))


def test_the_own_class_sees_the_numbers_once_and_it_is_written_down(
    app: Flask, given: Given, browse: Browse, calls: int, capfd: pytest.CaptureFixture[str]
) -> None:
    here, administrator = f"/reminders/rounds/{calls}", browse(given.class_administrator)
    before = administrator.get(here).text
    assert (MASKED in before, NUMBER in before) == (True, False)
    target, hidden = administrator.form(here, "show-call-numbers")
    page = administrator.post(target, data=hidden)
    assert (page.status_code, f'href="tel:{NUMBER}"' in page.text) == (200, True)
    assert page.headers["Cache-Control"] == "no-store"
    again = administrator.post(target, data=hidden)
    assert (again.status_code, NUMBER in again.text, "已经显示过一次" in again.text) == (422, False, True)
    assert NUMBER not in administrator.get(here).text
    assert administrator.get(target).status_code == 405, "no address shows them"
    assert NUMBER not in administrator.get(f"/classrooms/c-101/learners/{given.learner.id}/contacts").text
    assert NUMBER not in administrator.get("/classrooms/c-101/roster").text
    with app.app_context():
        (trace,) = shown_events()
        data = {"round_id": calls, "classroom_id": given.classroom.id, "people": 1}
        assert (trace.actor_id, trace.data) == (given.class_administrator.id, data)
        kept = [
            str(tuple(row)) for table in ("recorded_events", "first_answers") for row in db.session.execute(
                text(f"SELECT * FROM {table}")
            )
        ]  # fmt: skip
        assert not any(NUMBER in row for row in kept)
    said = capfd.readouterr()
    assert NUMBER not in said.out + said.err
    assert "看了“芙蓉一班”电话单上的号码" in browse(given.team).get("/administration/log").text


@ONE
def test_every_other_role_meets_nothing_or_a_mask(given: Given, browse: Browse, calls: int) -> None:
    here = f"/reminders/rounds/{calls}"
    for name in set(EVERYBODY) - STAFF:
        browser = browse(getattr(given, name))
        page = browser.get(here)
        assert (page.status_code in (200, 403, 404), NUMBER in page.text) == (True, False), name
        assert "show-call-numbers" not in page.text, name
        pressed = browser.post(f"{here}/numbers", data={"csrf_token": browser.token(), "key": f"of-{name}"})
        assert (pressed.status_code in (403, 404), NUMBER in pressed.text) == (True, False), name
    for name in ("area", "team", "tutor2"):
        browser = browse(getattr(given, name))
        pressed = browser.post(f"{here}/numbers", data={"csrf_token": browser.token(), "key": f"again-{name}"})
        assert pressed.status_code == 404, "those who look on and other classes find nothing there"


def test_nobody_gets_them_past_the_page(app: Flask, given: Given, calls: int) -> None:
    with app.app_context():
        for name in ("area", "team", "expert", "tutor2", "learner"):
            with pytest.raises(NotFound):
                show_numbers(getattr(given, name).id, calls)
        draft = Draft(Kind.CHASE, Channel.NOTICE, [given.learner.id], "{姓名}，差{缺什么}")
        with pytest.raises(Refused):
            show_numbers(given.tutor.id, make_round(given.tutor.id, given.classroom.id, draft))
        assert shown_events() == []
        assert show_numbers(given.tutor.id, calls) == {given.learner.id: NUMBER}


@ONE
def test_who_left_the_class_is_called_by_nobody_of_it(app: Flask, given: Given, calls: int) -> None:
    with app.app_context():
        transfer(given.learner.id, given.classroom.id, given.classroom2.id)
        assert show_numbers(given.tutor.id, calls) == {}


@ONE
def test_the_call_list_says_truly_what_is_left(app: Flask, given: Given, browse: Browse, calls: int) -> None:
    here, administrator = f"/reminders/rounds/{calls}", browse(given.class_administrator)
    with app.app_context():
        with transaction() as session:
            session.get_one(Training, given.training.id).scheme = {"minutes": 2000}
        study(given, given.learner, 1990)
    assert "只差 10 分钟学习" in administrator.get(here).text
    assert "只差 10 分钟学习" in administrator.get(f"/classrooms/c-101/learners/{given.learner.id}/contacts").text
    with app.app_context():
        study(given, given.learner, 10, days_ago=2)
    page = administrator.get(here).text
    assert ("只差" in page, "要求都达到了" in page) == (False, True)
