"""From a draft to everybody's "read": who hears of an announcement, when, and who may look who has read it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app import schedule
from app.announcements.models import Announcement, AnnouncementReading, AnnouncementVersion, Audience
from app.announcements.operations import (
    Wording,
    acknowledge_announcement,
    edit_announcement,
    note_reading,
    withdraw_announcement,
    write_announcement,
)
from app.announcements.queries import Target, announcements_for, counted_by_classroom, counted_of
from app.classrooms.models import Enrolment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.transactions import transaction
from app.notifications.models import Notice
from app.people.models import Person
from tests.support.browsing import Browser
from tests.support.given import EVENING, Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CITY = Target("", "长沙市", "4301", None, None)
WORDS = Wording("星期六沙龙里见", "晚上八点，聊家长会。", Audience.EVERYBODY, EVENING)


def to_class(given: Given) -> Target:
    room = given.classroom
    return Target(f"class-{room.id}", room.name, room.place_code, room.id, room.training_id)


def said(given: Given, by: Person, target: Target, **changed: object) -> int:
    with given.app.app_context():
        words = Wording(**{**{name: getattr(WORDS, name) for name in WORDS.__slots__}, **changed})
        return write_announcement(by.id, given.training.id, target, words).id


def told(app: Flask) -> set[str]:
    with app.app_context():
        rows = select(Person.account).join(Notice, Notice.person_id == Person.id).where(Notice.kind == "announced")
        return set(db.session.scalars(rows))


def test_a_class_hears_of_it_at_once_and_once(app: Flask, given: Given, browse: Browse) -> None:
    writer = browse(given.class_administrator)
    sent = writer.submit(
        "/announcements/new", "announce", to=f"class-{given.classroom.id}", title="星期六沙龙里见", text="晚上八点",
        audience="everybody", when="now",
    )  # fmt: skip
    assert sent.location == "/announcements/1"
    assert told(app) == {"learner", "classmate", "tutor"}, "not its author, not who left, not the disabled"
    assert "星期六沙龙里见" in browse(given.learner).get("/").text
    changed = writer.submit(
        "/announcements/1/edit",
        "edit-announcement",
        title="改在星期日",
        text="晚上八点",
        audience="everybody",
        when="now",
    )
    assert changed.status_code == 302
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Notice).where(Notice.kind == "announced")) == 3
        assert db.session.scalars(select(AnnouncementVersion.title)).all() == ["星期六沙龙里见"]
    assert "星期六沙龙里见" in writer.get("/announcements/1").text, "what it said before stays readable"


def test_what_is_for_later_comes_by_the_clock_even_after_a_night_off(app: Flask, given: Given, browse: Browse) -> None:
    number = said(given, given.area, CITY, publish_at=EVENING + timedelta(hours=3), audience=Audience.STAFF)
    assert told(app) == set()
    assert browse(given.tutor).get(f"/announcements/{number}").status_code == 404
    clock.travel_to(EVENING + timedelta(hours=11))
    schedule.beat(app)
    schedule.beat(app)
    assert told(app) == {"tutor", "tutor2", "class_administrator", "class_administrator2"}
    assert browse(given.tutor).get(f"/announcements/{number}").status_code == 200
    assert browse(given.learner).get(f"/announcements/{number}").status_code == 404


def test_it_is_read_once_acknowledged_once_and_counted(app: Flask, given: Given) -> None:
    number = said(given, given.area, CITY, asks_acknowledgement=True)
    with app.app_context():
        for _ in range(2):
            note_reading(given.learner.id, number)
            acknowledge_announcement(given.classmate.id, number)
        announcement = db.session.get_one(Announcement, number)
        whole = counted_of(announcement)
        assert tuple(whole) == (7, 2, 1), "three learners and four who work for the two classes"
        parts = counted_by_classroom(announcement)
        assert [room.code for room in parts] == ["c-102", "c-101"], "furthest behind first"
        assert tuple(map(sum, zip(*(room.readers for room in parts), strict=True))) == tuple(whole)
        with transaction() as session:
            session.execute(
                update(Enrolment).where(Enrolment.person_id == given.classmate.id).values(until=clock.now())
            )
        assert tuple(counted_of(announcement)) == (6, 1, 0), "who left is asked no more"
        assert db.session.scalar(select(func.count()).select_from(AnnouncementReading)) == 2


def test_nobody_announces_beyond_their_own(app: Flask, given: Given, browse: Browse) -> None:
    for person, target in (
        (given.learner, to_class(given)),
        (given.tutor2, to_class(given)),
        (given.far_area, CITY),
        (given.area, Target("", "", "43", None, None)),
        (given.class_administrator, CITY),
        (given.expert, CITY),
    ):
        with pytest.raises(Forbidden):
            said(given, person, target)
    sent = browse(given.tutor).submit(
        "/announcements/new",
        "announce",
        to="place-43",
        title="给全省",
        text="写得很用心的一段话",
        audience="everybody",
        when="now",
    )
    assert (sent.status_code, "写得很用心的一段话" in sent.text, "您可以发公告的地方" in sent.text) == (422, True, True)
    assert browse(given.learner).get("/announcements/new").status_code == 403


@ONE
def test_only_its_author_and_those_above_change_it(app: Flask, given: Given, browse: Browse) -> None:
    number = said(given, given.class_administrator, to_class(given))
    with app.app_context():
        with pytest.raises(Forbidden):
            edit_announcement(given.tutor.id, number, WORDS)
        withdraw_announcement(given.area.id, number)
        with pytest.raises(Refused):
            edit_announcement(given.class_administrator.id, number, WORDS)
    assert browse(given.learner).get(f"/announcements/{number}").status_code == 404
    assert "撤回了" in browse(given.class_administrator).get(f"/announcements/{number}").text
    assert "announced" not in browse(given.learner).get("/notices").text


@ONE
def test_days_and_moments_that_cannot_be_are_said_beside_their_fields(given: Given, browse: Browse) -> None:
    fields = {
        "to": f"class-{given.classroom.id}",
        "title": "题目",
        "text": "写得很用心的一段话",
        "audience": "everybody",
    }
    writer = browse(given.tutor)
    late = writer.submit("/announcements/new", "announce", **fields, when="later", publish_at="明天")
    assert (late.status_code, "请填日期和时间" in late.text, "写得很用心的一段话" in late.text) == (422, True, True)
    past = writer.submit("/announcements/new", "announce", **fields, when="now", expires_on="2026-03-17")
    assert (past.status_code, "截止的日子在发布之前" in past.text) == (422, True)
    none = writer.submit("/announcements/new", "announce", **fields, when="sometime")
    assert (none.status_code, "请选一项" in none.text) == (422, True)
    assert writer.submit("/announcements/new", "announce", **fields, when="draft").status_code == 302
    assert "草稿" in writer.get("/announcements/mine").text


@ONE
def test_lists_have_pages_pinned_ones_lead_and_what_expired_is_apart(app: Flask, given: Given, statements) -> None:
    for number in range(45):
        said(given, given.team, Target("", "", "43", None, None), title=f"第 {number} 条", is_pinned=number == 3,
             publish_at=EVENING - timedelta(minutes=number), expires_on=date(2026, 3, 18) if number == 7 else None)  # fmt: skip
    clock.travel_to(EVENING + timedelta(days=1))
    with app.test_request_context("/"):
        today = given.training.day_of(clock.now())
        seen: list[str] = []
        before = None
        while True:
            with statements() as sent:
                lines = announcements_for(given.learner, given.training.id, today, before=before)
            assert sent.number <= 2
            seen += [line.title for line in lines[:20]]
            if len(lines) <= 20:
                break
            before = lines[19].publish_at, lines[19].id
        assert seen == ["第 3 条", *(f"第 {number} 条" for number in range(45) if number not in (3, 7))]
        gone = announcements_for(given.learner, given.training.id, today, past=True)
        assert [line.title for line in gone] == ["第 7 条"]


def test_pages_cost_few_statements(app: Flask, given: Given, browse: Browse, statements) -> None:
    number = said(given, given.area, CITY, asks_acknowledgement=True)
    for person, address in (
        (given.learner, "/announcements"),
        (given.learner, f"/announcements/{number}"),
        (given.area, f"/announcements/{number}"),
        (given.area, f"/announcements/{number}/readers"),
        (given.class_administrator, "/announcements/new"),
        (given.team, "/announcements/mine"),
    ):
        browser = browse(person)
        browser.get(address)
        with statements() as sent:
            assert browser.get(address).status_code == 200, address
        assert sent.number <= 9, (address, sent.sent)


@ONE
def test_without_script_reading_is_a_button(app: Flask, given: Given, browse: Browse) -> None:
    number = said(given, given.tutor, to_class(given))
    reader = browse(given.learner)
    assert reader.submit(f"/announcements/{number}", "note-reading").status_code == 302
    assert "标为已读" not in reader.get(f"/announcements/{number}").text
    assert "星期六沙龙里见" not in reader.get("/").text, "what was read leaves the front page"
    page = browse(given.tutor).get(f"/announcements/{number}/readers").text
    assert page.index("周立秋") < page.index("林小满"), "who has not read it stands first"
