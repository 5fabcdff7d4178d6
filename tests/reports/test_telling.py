"""Who hears that a week's standing report is out: the area's administrators and those of its classes, once."""

from flask import Flask
from sqlalchemy import select

from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.notifications.models import Notice, NoticeChoice
from app.people.models import Person
from app.reports.operations import publish_report
from app.statistics.operations import count_day
from tests.support.given import Given


def told(kind: str) -> set[str]:
    accounts = select(Person.account).join(Notice, Notice.person_id == Person.id).where(Notice.kind == kind)
    return set(db.session.scalars(accounts))


def test_readers_of_the_area_are_told_once_and_may_silence_it(app: Flask, given: Given, browse) -> None:
    with app.app_context():
        with transaction() as session:
            session.add(NoticeChoice(person_id=given.class_administrator2.id, topic="reports", is_silent=True))
        week: Week = given.training.week_of(clock.now()).previous()
        for day in week.days:
            count_day(given.training.id, day, clock.now())
        publish_report(given.team.id, given.training.id, "4301", week, "这一周大家都稳。")
        assert told("report_out") == {"area", "class_administrator"}
    notices = browse(given.class_administrator).get("/notices").text
    assert "长沙市第 2 周的学情通报发布了" in notices
    assert browse(given.class_administrator).get(f"/reports/4301/{week}").status_code == 200
    assert "学情通报" in browse(given.area).get("/notices/settings").text
