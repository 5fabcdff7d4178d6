"""A report of a bulletin or of a word under it: who is asked to look, what becomes of it, and who hears of that."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.bulletins.models import Bulletin, BulletinComment
from app.bulletins.operations import decide_reports
from app.foundation.database import db
from app.foundation.errors import Forbidden
from app.notifications.models import Notice
from app.people.models import Person
from tests.bulletins.writing import begun, press
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
WORDS = "第二段把一个孩子的家写得太细。"


@pytest.fixture
def place(given: Given, browse: Browse) -> str:
    writer = browse(given.class_administrator)
    return str(press(writer, begun(writer, "c-101", "2026-W12"), "publish", title="这一周的灯").location)


def told(app: Flask, kind: str) -> set[str]:
    with app.app_context():
        accounts = select(Person.account).join(Notice, Notice.person_id == Person.id).where(Notice.kind == kind)
        return set(db.session.scalars(accounts))


def test_a_reported_bulletin_is_hidden_by_somebody_else_and_all_concerned_hear_why(
    app: Flask, given: Given, browse: Browse, place: str, statements
) -> None:
    reader, tutor, writer = browse(given.far_learner), browse(given.tutor), browse(given.class_administrator)
    assert reader.submit(f"{place}/report", "report-bulletin", reason=" ").status_code == 422
    assert reader.submit(f"{place}/report", "report-bulletin", reason=WORDS).status_code == 302
    assert "您已经举报过" in reader.get(f"{place}/report").text
    assert told(app, "bulletin_reported") == {"tutor"}
    assert WORDS in tutor.get("/bulletins/reports").text
    assert WORDS not in writer.get("/bulletins/reports").text
    assert writer.get(f"{place}/decision").status_code == 404
    assert browse(given.tutor2).get(f"{place}/decision").status_code == 404
    unsaid = tutor.submit(f"{place}/decision", "decide-bulletin", verdict="hidden", answer="")
    assert (unsaid.status_code, "请写明理由" in unsaid.text) == (422, True)
    done = tutor.submit(f"{place}/decision", "decide-bulletin", verdict="hidden", answer="请隐去家里的事再发")
    assert done.status_code == 302
    assert (told(app, "bulletin_decided"), told(app, "bulletin_hidden")) == ({"far_learner"}, {"class_administrator"})
    assert browse(given.area).get(place).status_code == 200, "who may show it again reads it"
    for person in (given.classmate, given.far_learner, given.expert):
        assert browse(person).get(place).status_code == 404
        assert "这一周的灯" not in browse(person).get("/bulletins").text
    page = writer.get(place).text
    assert ("请隐去家里的事再发" in page, "再放出来" in page) == (True, False)
    with statements() as sent:
        tutor.get("/bulletins/reports")
    assert sent.number <= 12


def test_a_comment_is_hidden_after_a_report_and_its_author_reads_why(
    app: Flask, given: Given, browse: Browse, place: str
) -> None:
    browse(given.far_learner).submit(place, "comment-on-bulletin", text="你们班就会摆样子。")
    with app.app_context():
        comment = db.session.scalars(select(BulletinComment.id)).one()
    here = f"{place}/comments/{comment}"
    assert f'href="{here}/report"' in browse(given.learner).get(place).text
    assert f'href="{here}/report"' not in browse(given.far_learner).get(place).text
    assert browse(given.learner).submit(f"{here}/report", "report-bulletin", reason="伤人").status_code == 302
    assert told(app, "bulletin_comment_reported") == {"tutor", "class_administrator"}
    writer = browse(given.class_administrator)
    assert "你们班就会摆样子" in writer.get(f"{here}/decision").text
    writer.submit(f"{here}/decision", "decide-bulletin", verdict="hidden", answer="请好好说话")
    assert "你们班就会摆样子" not in browse(given.learner).get(place).text
    assert "请好好说话" in browse(given.far_learner).get("/notices").text
    with app.app_context():
        assert db.session.get_one(BulletinComment, comment).hidden_by_id == given.class_administrator.id
        assert db.session.scalars(select(Bulletin.comment_count)).one() == 0


def test_who_reported_does_not_decide_and_nobody_reports_their_own(
    app: Flask, given: Given, browse: Browse, place: str
) -> None:
    number = int(place.rpartition("/")[2])
    assert browse(given.class_administrator).get(f"{place}/report").status_code == 403
    browse(given.tutor).submit(f"{place}/report", "report-bulletin", reason=WORDS)
    assert WORDS not in browse(given.tutor).get("/bulletins/reports").text
    with app.app_context(), pytest.raises(Forbidden):
        decide_reports(given.tutor.id, number, None, "left", "")
    left = browse(given.team).submit(f"{place}/decision", "decide-bulletin", verdict="left", answer="")
    assert left.status_code == 302
    assert browse(given.classmate).get(place).status_code == 200


def test_a_class_takes_its_bulletin_back_and_shows_it_again(
    app: Flask, given: Given, browse: Browse, place: str
) -> None:
    writer, reader = browse(given.tutor), browse(given.learner)
    assert "这一周的灯" in reader.get("/classrooms/c-101").text
    assert writer.submit(place, "take-back-bulletin", on="1").status_code == 302
    assert (reader.get(place).status_code, writer.get(place).status_code) == (404, 200)
    assert "这一周的灯" not in reader.get("/classrooms/c-101").text
    assert writer.submit(place, "return-bulletin", on="0").status_code == 302
    assert reader.get(place).status_code == 200
