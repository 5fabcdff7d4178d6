"""A report of a resource: who is asked to look, what becomes of it, and who hears of that."""

from flask import Flask
from sqlalchemy import select

from app.foundation.database import db
from app.notifications.models import Notice
from app.people.models import Person
from app.resources.models import Resource
from tests.resources.things import a_resource
from tests.support.given import Given


def test_who_looks_after_the_class_is_asked_and_all_concerned_hear_what_was_decided(
    app: Flask, given: Given, browse
) -> None:
    number = a_resource(given)
    sent = browse(given.far_learner).submit(
        f"/resources/{number}/report", "report-resource", reason="第三页有学生的真名"
    )
    assert sent.status_code == 302
    assert told(app, "resource_reported") == {"tutor", "class_administrator"}
    page = f"/resources/{number}/decision"
    decided = browse(given.tutor).submit(page, "decide-resource", verdict="removed", answer="请隐去真名以后再分享")
    assert decided.status_code == 302
    assert (told(app, "resource_decided"), told(app, "resource_removed")) == ({"far_learner"}, {"learner"})
    assert "请隐去真名以后再分享" in browse(given.learner).get(f"/resources/{number}").text
    assert browse(given.classmate).get(f"/resources/{number}").status_code in (404, 410)
    with app.app_context():
        assert db.session.get_one(Resource, number).withdrawn_at is not None


def told(app: Flask, kind: str) -> set[str]:
    with app.app_context():
        accounts = select(Person.account).join(Notice, Notice.person_id == Person.id).where(Notice.kind == kind)
        return set(db.session.scalars(accounts))
