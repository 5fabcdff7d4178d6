"""The door through which reading pages speak."""

import re

import pytest
from sqlalchemy import event, select

from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.study.models import StudyInterval
from app.study.queries import seconds_by_day
from tests.study.reading import at
from tests.study.test_readers import facts, studied

TOPIC = "/course/module-1/topic-11"


def visit_of(client, page: str = TOPIC) -> str:
    return re.search(r'data-visit="([^"]+)"', client.get(page).get_data(as_text=True))[1]


def words(client, visit: str, **others) -> dict[str, object]:
    token = client.token()
    said = {"visit": visit, "sequence": 0, "section": "case", "active": "1", "visible": 60_000}
    return {"csrf_token": token, **said, **others}


def test_a_page_that_is_read_is_credited_and_told_how_far_it_is(app, given, browse):
    at(0)
    client = browse(given.learner)
    said = words(client, visit_of(client))
    at(60)
    answer = client.post("/study/signals", data=said)
    assert answer.get_json() == {"percent": 55}
    assert studied(app, given) == 60
    client.post("/study/signals", data=said)
    assert studied(app, given) == 60


def test_a_signal_without_its_token_is_not_heard(app, given, browse):
    client = browse(given.learner)
    said = words(client, visit_of(client))
    at(60)
    assert client.post("/study/signals", data={**said, "csrf_token": ""}).status_code == 422
    assert studied(app, given) == 0


def test_nobody_speaks_for_somebody_else_or_for_another_time(app, given, browse):
    at(0)
    client, other = browse(given.learner), browse(given.classmate)
    visit = visit_of(client)
    at(60)
    before = facts(app)
    for forged in (visit[:-2] + "xx", visit.replace(".", ""), "", "\x00", "W10.abc"):
        assert client.post("/study/signals", data=words(client, forged)).status_code == 422
    assert other.post("/study/signals", data=words(other, visit)).status_code == 422
    assert facts(app) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": "-1"}, {"sequence": "x"}, {"sequence": ""}, {"sequence": "９"}, {"sequence": "9" * 40},
        {"visible": "1e9"}, {"visible": ""}, {"visible": "-5"},
    ],
)  # fmt: skip
def test_numbers_that_are_none_are_refused(app, given, browse, wrong):
    client = browse(given.learner)
    assert client.post("/study/signals", data=words(client, visit_of(client), **wrong)).status_code == 422


@pytest.mark.parametrize("section", ["", "nothing", "case' OR 1=1", "作业" * 400, "\ud83d"])
def test_a_section_that_does_not_exist_is_not_found(app, given, browse, section):
    client = browse(given.learner)
    said = words(client, visit_of(client), section=section.encode("utf-8", "replace"))
    assert client.post("/study/signals", data=said).status_code == 404


@pytest.mark.parametrize("who", ["tutor", "expert", "team", "left"])
def test_only_learners_have_study_time(app, given, browse, who):
    client = browse(getattr(given, who))
    assert client.get(TOPIC).status_code == 200
    assert "data-visit" not in client.get(TOPIC).get_data(as_text=True)
    assert client.post("/study/signals", data=words(client, "x")).status_code == 403


def test_a_guest_is_asked_to_sign_in(app, given, browse):
    assert "/sign-in" in browse().get(TOPIC).headers["Location"]
    assert "/sign-in" in browse().get("/me/study-time").headers["Location"]


def test_reading_alone_writes_nothing(app, given, browse):
    client = browse(given.learner)
    sent: list[str] = []
    with app.app_context():
        engine = db.engine
    hear = event.listens_for(engine, "before_cursor_execute")(lambda *words: sent.append(words[2]))
    for page in ("/course", TOPIC, "/me/study-time"):
        assert client.get(page).status_code == 200
    event.remove(engine, "before_cursor_execute", hear)
    assert sent
    assert not [text for text in sent if text.split()[0] in {"INSERT", "UPDATE", "DELETE"}]


def test_a_machine_that_shouts_is_stopped(app, given, browse):
    client = browse(given.learner)
    visit = visit_of(client)
    said = words(client, visit)
    codes = [client.post("/study/signals", data={**said, "sequence": n}).status_code for n in range(42)]
    assert codes[:40] == [200] * 40
    assert codes[40:] == [429, 429]


def test_without_a_script_the_button_finishes_the_section_and_leads_on(app, given, browse):
    at(0)
    client = browse(given.learner)
    target, hidden = client.form(TOPIC, "finish-section")
    at(240)
    answer = client.post(target, data=hidden)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"{TOPIC}#commentary")
    assert studied(app, given) == 240
    page = client.get(TOPIC).get_data(as_text=True)
    assert "这一节读完了" in page
    assert "已读 100%" in page
    with app.app_context():
        said = db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "SectionFinished")).all()
        assert [row.data["section"] for row in said] == ["case"]


def test_a_page_left_open_for_days_credits_nothing_to_days_long_past(app, given, browse):
    at(0)
    client = browse(given.learner)
    client.get(TOPIC)
    visit = visit_of(client)
    at(3 * 24 * 3600)
    client.post("/study/finished-sections", data=words(client, visit, sequence=""))
    with app.app_context():
        days = seconds_by_day(given.learner.id, given.training.id)
    assert list(days) == [given.training.day_of(clock.now())]
    assert 0 < sum(days.values()) <= 3600


def test_pressing_twice_finishes_once(app, given, browse):
    client = browse(given.learner)
    target, hidden = client.form(TOPIC, "finish-section")
    for _ in range(2):
        assert client.post(target, data=hidden).status_code == 303
    with app.app_context():
        names = db.session.scalars(select(RecordedEvent.name)).all()
        assert list(names).count("SectionFinished") == 1


def test_with_a_script_the_press_is_one_more_word_of_the_visit(app, given, browse):
    at(0)
    client = browse(given.learner)
    said = words(client, visit_of(client))
    at(60)
    client.post("/study/signals", data=said)
    at(90)
    client.post("/study/finished-sections", data={**said, "sequence": "1"})
    client.post("/study/signals", data={**said, "sequence": "2"})
    assert studied(app, given) == 90
    with app.app_context():
        assert list(db.session.scalars(select(StudyInterval.sequence).order_by(StudyInterval.id))) == [0, 2, 4]
