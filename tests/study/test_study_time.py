"""The ledger's page: every stretch, why it counted, and sums that agree with each other; for the right eyes only."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.classrooms.models import Enrolment
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.study.models import StudyDay
from app.study.queries import minutes_of, seconds_by_day, study_minutes_by_person
from tests.study.reading import NIGHT, Page, at

PAGE = "/me/study-time"


def an_evening(app, given, person=None) -> None:
    """Ten minutes of reading in two tabs, a hidden stretch, a lost line."""
    at(0)
    page, twin = (Page(app, person or given.learner, topic.id) for topic in (given.topic, given.topic2))
    for number in range(1, 9):
        at(number * 75)
        page.signal(active=number < 5)
        twin.signal("extension")
    at(1200)
    page.signal(active=False, visible=0)
    at(4800)
    page.sleep(3420)
    page.signal("commentary")


def test_each_stretch_says_when_where_how_long_and_why(app, given, browse):
    an_evening(app, given)
    page = browse(given.learner).get(PAGE).get_data(as_text=True)
    for words in ("20:00–20:05", "专题11", "案例故事", "5 分 0 秒", "在读，有翻动", "静静地读", "同一时间在别处已经计过",
                  "页面不在眼前", "断线或手机休眠", "计入", "不计"):  # fmt: skip
        assert words in page, words


def test_what_is_listed_adds_up_to_what_is_counted_everywhere(app, given, browse):
    an_evening(app, given)
    page = browse(given.learner).get(PAGE).get_data(as_text=True)
    listed = re.findall(r'<span class="number">([^<]+)</span> <span class="badge badge--good">', page)
    with app.app_context():
        days = seconds_by_day(given.learner.id, given.training.id)
        minutes = minutes_of(given.learner.id, given.training.id)
        by_person = study_minutes_by_person(given.classroom.id)
    assert sum(map(seconds_in, listed)) == sum(days.values()) == 600 + 180
    assert minutes == 13
    assert f'<strong class="figure-number number">{minutes}</strong>' in page
    assert by_person == {given.learner.id: 13, given.classmate.id: 0, given.disabled.id: 0}


def seconds_in(text: str) -> int:
    units = {"小时": 3600, "分": 60, "秒": 1}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+) (小时|分|秒)", text))


def test_weeks_are_turned_like_pages(app, given, browse):
    an_evening(app, given)
    client = browse(given.learner)
    assert "专题11" not in client.get(f"{PAGE}?week=2026-W11").get_data(as_text=True)
    assert "专题11" in client.get(f"{PAGE}?week=2026-W12").get_data(as_text=True)
    for nonsense in ("2026-W99", "x", "2026-W12;--", "0001-W01", "9999-W52"):
        assert client.get(f"{PAGE}?week={nonsense}").status_code == 200


def test_it_reads_well_in_english(app, given, browse):
    an_evening(app, given)
    page = browse(given.learner).get(f"{PAGE}?lang=en").get_data(as_text=True)
    assert "Study time" in page
    assert "reading quietly" in page


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("learner", 200), ("tutor", 200), ("class_administrator", 200),
        ("classmate", 404), ("learner2", 404), ("tutor2", 404), ("class_administrator2", 404), ("far_tutor", 404),
        ("left", 404), ("expert", 404), ("area", 404),
    ],
)  # fmt: skip
def test_a_learner_s_time_is_for_themselves_and_those_who_look_after_the_class(app, given, browse, who, code):
    an_evening(app, given)
    client = browse(getattr(given, who))
    assert client.get(f"/classrooms/c-101/learners/{given.learner.id}/study-time").status_code == code


@pytest.mark.parametrize("room", ["c-101", "c-102"])
def test_foreign_and_missing_people_look_the_same(app, given, browse, room):
    client = browse(given.tutor)
    foreign, missing = (
        client.get(f"/classrooms/{room}/learners/{person}/study-time") for person in (given.learner2.id, 10**9)
    )
    token = re.compile(r'(?:content|value)="[^"]*"')
    assert foreign.status_code == missing.status_code == 404
    assert token.sub("", foreign.get_data(as_text=True)) == token.sub("", missing.get_data(as_text=True))


def test_somebody_who_left_the_class_is_no_longer_in_its_tutors_sight(app, given, browse):
    assert browse(given.tutor).get(f"/classrooms/c-101/learners/{given.left.id}/study-time").status_code == 404


def test_a_transfer_leaves_time_with_the_class_in_which_it_was_read(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(75)
    page.signal()
    with app.app_context(), transaction() as session:
        old = session.scalars(select(Enrolment).where(Enrolment.person_id == given.learner.id)).one()
        old.until = NIGHT + timedelta(seconds=80)
        session.flush()
        session.add(
            Enrolment(
                person_id=old.person_id, training_id=old.training_id, classroom_id=given.classroom2.id, since=old.until
            )
        )
    at(150)
    page.signal()
    with app.app_context():
        rows = db.session.execute(select(StudyDay.classroom_id, StudyDay.seconds)).all()
        assert {tuple(row) for row in rows} == {(given.classroom.id, 75), (given.classroom2.id, 75)}
        assert study_minutes_by_person(given.classroom2.id)[given.learner.id] == 2


@pytest.mark.parametrize("days", [1, 6])
def test_the_page_asks_few_questions_however_much_was_read(app, given, browse, statements, days):
    for day in range(days):
        at(day * 86_400)
        page = Page(app, given.learner, given.topic.id)
        for number in range(1, 20):
            at(day * 86_400 + number * 75)
            page.signal()
    client = browse(given.learner)
    client.get(PAGE)
    with statements() as sent:
        assert client.get(PAGE).status_code == 200
    assert sent.number <= 11, sent.sent
