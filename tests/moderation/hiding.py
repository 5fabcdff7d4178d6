"""A bulletin, what hides it, and who was told of what."""

from flask import Flask
from sqlalchemy import select

from app.bulletins.operations import decide_reports, report_bulletin
from app.foundation.database import db
from app.notifications.models import Notice
from app.people.models import Person
from tests.bulletins.writing import begun, press
from tests.support.browsing import Browser
from tests.support.given import Given

REASON = "请隐去家里的事再发"


def a_bulletin(writer: Browser) -> int:
    place = str(press(writer, begun(writer, "c-101", "2026-W12"), "publish", title="这一周的灯").location)
    return int(place.rpartition("/")[2])


def hide(app: Flask, given: Given, number: int, comment: int | None = None) -> None:
    with app.app_context():
        report_bulletin(given.far_learner.id, number, comment, "写得太细")
        decide_reports(given.tutor.id, number, comment, "hidden", REASON)


def told(app: Flask, kind: str) -> dict[str, str]:
    with app.app_context():
        rows = select(Person.account, Notice.url).join(Notice, Notice.person_id == Person.id)
        return {one.account: one.url for one in db.session.execute(rows.where(Notice.kind == kind))}
