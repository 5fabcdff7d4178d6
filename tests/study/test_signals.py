"""The door through which reading pages speak."""

import json
import re

import pytest
from sqlalchemy import delete, event, func, select, update

from app.courses.models import Section
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.people.operations import end_sessions
from app.study.models import StudySignal
from app.study.operations import enter_signals
from app.study.queries import seconds_by_day, section_progress_of
from app.study.routes import door
from tests.study.reading import at, still_clock
from tests.study.test_readers import facts, studied

__all__ = ["still_clock"]
pytestmark = pytest.mark.usefixtures("still_clock")

TOPIC = "/course/module-1/topic-11"


def visit_of(client, page: str = TOPIC) -> str:
    return re.search(r'data-visit="([^"]+)"', client.get(page).get_data(as_text=True))[1]


def message(visit: str, **others) -> dict[str, object]:
    return {"visit": visit, "sequence": 0, "at": 60, "read": [["case", 0, 60, 1]], **others}


def say(client, said: object) -> int:
    return client.post("/study/signals", json=said).status_code


def test_a_page_that_is_read_is_credited_once(app, given, browse):
    at(0)
    client = browse(given.learner)
    said = message(visit_of(client))
    at(60)
    assert [say(client, said) for _ in range(3)] == [204, 204, 204]
    assert studied(app, given) == 60


def test_the_visit_says_whose_signal_it_is_and_nothing_is_asked_of_the_sign_in(app, given, browse, statements):
    """The page of a sign-in that ended says its last word; a later one is not entered any more."""
    at(0)
    client, guest = browse(given.learner), browse()
    visit = visit_of(client)
    with app.app_context():
        end_sessions(given.learner.id)
    at(60)
    assert say(guest, message(visit)) == 204
    assert studied(app, given) == 60
    at(180)
    assert say(guest, message(visit, sequence=1, at=180, read=[["case", 60, 180, 1]])) == 204
    assert studied(app, given) == 60
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(StudySignal)) == 0


def test_many_signals_are_entered_by_as_few_statements_as_two(app, given, browse, statements):
    at(0)
    visits = [visit_of(browse(person)) for person in (given.learner, given.classmate)]
    counts = []
    app.extensions["study_ticker"] = None  # as in the server's process, where a batch is entered every few seconds
    try:
        for evening, many in enumerate((1, 1, 9)):
            at(evening * 3600 + 600)
            for number in range(many):
                for visit in visits:
                    moment = evening * 3600 + 600 + number
                    read = [["case", moment - 60, moment, 1]]
                    said = message(visit, sequence=evening * 100 + number, at=moment, read=read)
                    assert say(browse(), said) == 204
            with statements() as sent, app.app_context():
                assert enter_signals() == many * 2
            counts.append(sent.number)
    finally:
        del app.extensions["study_ticker"], app.extensions["study_together"]
    assert max(counts) <= 14, counts


def test_nobody_speaks_for_somebody_else_or_for_another_time(app, given, browse):
    at(0)
    client, other = browse(given.learner), browse(given.classmate)
    visit = visit_of(client)
    at(60)
    before = facts(app)
    for forged in (visit[:-2] + "xx", visit.replace(".", ""), "", "\x00", "W10.abc"):
        assert say(client, message(forged)) == 422
    target, hidden = other.form(TOPIC, "finish-section")
    assert other.post(target, data={**hidden, "visit": visit}).status_code == 422
    assert facts(app) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": -1}, {"sequence": "x"}, {"sequence": None}, {"sequence": 1.5}, {"sequence": 9**40}, {"at": "60"},
        {"at": True}, {"read": ""}, {"read": None}, {"read": [[]]}, {"read": ["case"]}, {"read": [["case", 0, 60]]},
        {"read": [["case", 60, 0, 1]]}, {"read": [["nothing", 0, 60, 1]]}, {"read": [["\ud83d", 0, 60, 1]]},
        {"read": [["case", 0, 60, 1]] * 121}, {"read": [[["case"], 0, 60, 1]]}, {"read": [["case", -1, 60, 1]]},
        {"visit": 7}, {"visit": ["x"]}, {"visit": "x" * 401},
    ],
)  # fmt: skip
def test_what_no_page_says_is_refused(app, given, browse, wrong):
    at(0)
    client = browse(given.learner)
    visit = visit_of(client)
    at(60)
    assert say(client, {**message(visit), **wrong}) == 422
    assert studied(app, given) == 0


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"7", b"null", b"{", b"[" * 4000, b'{"x":"' + b"x" * 9000 + b'"}', b"\xff"]
)
def test_a_message_that_is_none_is_refused(app, given, browse, body):
    client = browse(given.learner)
    assert client.post("/study/signals", data=body, content_type="application/json").status_code == 422
    assert client.post("/study/signals", data=body).status_code == 422


def test_a_section_that_the_topic_does_not_have_is_not_counted(app, given, browse):
    at(0)
    client = browse(given.learner)
    visit = visit_of(client)
    with app.app_context(), transaction() as session:
        session.execute(delete(Section).where(Section.kind == "extension"))
    at(60)
    assert say(client, message(visit, read=[["extension", 0, 60, 1]])) == 204
    assert studied(app, given) == 0


def test_a_signal_that_cannot_be_entered_is_set_aside_and_holds_up_no_other(app, given, browse, monkeypatch):
    at(0)
    mine, theirs = visit_of(browse(given.learner)), visit_of(browse(given.classmate))
    at(60)
    app.extensions["study_ticker"] = None
    try:
        assert {say(browse(), message(visit)) for visit in (mine, theirs)} == {204}
        with app.app_context(), transaction() as session:
            session.execute(update(StudySignal).where(StudySignal.person_id == given.learner.id).values(stretches="{"))
        with app.app_context():
            while enter_signals():
                pass
    finally:
        del app.extensions["study_ticker"], app.extensions["study_together"]
    assert (studied(app, given), studied(app, given, given.classmate)) == (0, 60)
    with app.app_context():
        assert db.session.scalars(select(StudySignal.person_id)).all() == [given.learner.id]


@pytest.mark.parametrize("who", ["tutor", "expert", "team", "left"])
def test_only_learners_have_study_time(app, given, browse, who):
    client = browse(getattr(given, who))
    assert client.get(TOPIC).status_code == 200
    assert "data-visit" not in client.get(TOPIC).get_data(as_text=True)
    assert client.post("/study/finished-sections", data={"csrf_token": client.token()}).status_code == 403


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


def test_a_machine_that_shouts_is_stopped(app, given, browse, monkeypatch):
    monkeypatch.setattr(door, "monotonic", lambda: 2009.0)  # a slow machine would take more than the minute counted in
    client = browse(given.learner)
    said = message(visit_of(client))
    codes = [say(client, {**said, "sequence": n}) for n in range(22)]
    assert codes == [204] * 20 + [429, 429]


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
    client.post("/study/finished-sections", data={"csrf_token": client.token(), "visit": visit, "section": "case"})
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
    visit, token = visit_of(client), client.token()
    at(60)
    say(client, message(visit))
    at(90)
    told = json.dumps({"sequence": 1, "at": 90, "read": [["case", 60, 80, 1]]})
    hidden = {"csrf_token": token, "visit": visit, "section": "case"}
    assert client.post("/study/finished-sections", data={**hidden, "said": told}).status_code == 303
    say(client, message(visit, sequence=2, at=90, read=[["case", 60, 90, 1]]))
    assert studied(app, given) == 80, "ten seconds out of sight"
    for nonsense in ("{", "7", "x" * 9000, "[" * 5000):
        assert client.post("/study/finished-sections", data={**hidden, "said": nonsense}).status_code == 303
    with app.app_context():
        progress = section_progress_of(given.learner.id, given.training.id)
        assert [(row.section, row.seconds, row.finished_at is not None) for row in progress] == [("case", 80, True)]
