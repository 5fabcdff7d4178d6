"""A learner says that a stretch was read; whoever looks after the class answers, once, in words; nothing is rewritten."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.classrooms.models import Enrolment
from app.contests.models import ContestAnswer, HintTalk, StudyContest
from app.contests.operations import answer_contest, contest_stretch
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.notifications.models import Notice
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import frozen_rows
from app.study.models import StudyInterval
from app.study.queries import minutes_of, seconds_by_day, section_progress_of
from app.study.signals import Signal, Stretch
from tests.study.reading import NIGHT, Page, at, still_clock

__all__ = ["still_clock"]
pytestmark = pytest.mark.usefixtures("still_clock")
WHY = "我把这一篇打印出来，在车上读的，手机一直锁着屏。"
MINE, NEW, WAITING = "/me/study-time", "/me/study-time/contests/new", "/study-time/contests"


@pytest.fixture
def asleep(app, given):
    """Five minutes of reading, ten of a sleeping phone, five of reading."""
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for moment in (120, 300):
        at(moment)
        page.signal()
    page.sleep(600)
    at(1200)
    page.signal()
    at(1260)
    return page


def seconds(app, given) -> int:
    with app.app_context():
        return sum(seconds_by_day(given.learner.id, given.training.id).values())


def contest(app, given, start: int = 300, end: int = 900, by=None) -> int:
    began, ended = NIGHT + timedelta(seconds=start), NIGHT + timedelta(seconds=end)
    with app.app_context():
        return contest_stretch((by or given.learner).id, given.topic.id, "case", began, ended, WHY).id


def test_a_stretch_that_slept_is_contested_from_its_line_and_the_answer_stands_there(app, given, browse, asleep):
    learner, tutor = browse(given.learner), browse(given.tutor)
    page = learner.get(MINE).get_data(as_text=True)
    link = page.split('href="/me/study-time/contests/new?from=')[1].split('"')[0]
    address = f"{NEW}?from={link.replace('&amp;', '&')}"
    page = learner.get(address).get_data(as_text=True)
    typed = dict(re.findall(r'name="(day|starts|until)"[^>]*value="([^"]*)"', page))
    assert typed == {"day": "2026-03-18", "starts": "20:05:00", "until": "20:15:00"}
    assert 'step="1"' not in page, "nobody remembers seconds"
    target, hidden = learner.form(address, "contest-stretch")
    answer = learner.post(target, data={**hidden, **typed, "topic": given.topic.id, "section": "case", "reason": WHY})
    assert answer.status_code == 302
    assert "等待答复" in learner.get(MINE).get_data(as_text=True)
    assert "1 条异议等您答复" in tutor.get("/grading").get_data(as_text=True)
    assert WHY in tutor.get(WAITING).get_data(as_text=True)
    assert seconds(app, given) == 600
    target, hidden = tutor.form(answer.headers["Location"], "answer-contest")
    for _twice in range(2):
        tutor.post(target, data={**hidden, "words": "记得您那天说在车上。补上。", "decision": "accept"})
    assert seconds(app, given) == 1200
    page = learner.get(answer.headers["Location"]).get_data(as_text=True)
    assert "记得您那天说在车上" in page
    assert given.tutor.name in page
    assert "异议成立，补计" in learner.get(MINE).get_data(as_text=True)
    assert "条异议等您答复" not in tutor.get("/grading").get_data(as_text=True)
    with app.app_context():
        names = list(db.session.scalars(select(RecordedEvent.name)))
        assert (names.count("StretchContested"), names.count("ContestAnswered")) == (1, 1)
        told = {tuple(row) for row in db.session.execute(select(Notice.person_id, Notice.kind))}
        staff = {(person.id, "stretch_contested") for person in (given.tutor, given.class_administrator)}
        assert told == staff | {(given.learner.id, "contest_accepted")}


def test_an_accepted_stretch_adds_only_what_had_not_counted_and_rewrites_nothing(app, given, asleep):
    with app.app_context():
        before = db.session.execute(select(StudyInterval.id, StudyInterval.verdict, StudyInterval.ended_at)).all()
    number = contest(app, given, 60, 1230)
    with app.app_context():
        given_seconds = answer_contest(number, given.tutor.id, "补上。", accept=True).seconds
        after = db.session.execute(select(StudyInterval.id, StudyInterval.verdict, StudyInterval.ended_at)).all()
        progress = section_progress_of(given.learner.id, given.training.id)
    assert given_seconds == 600 + 30
    assert after[: len(before)] == before
    assert seconds(app, given) == 1230 == sum(row.seconds for row in progress)


def test_what_is_heard_of_a_corrected_stretch_later_does_not_count_it_twice(app, given, asleep):
    number = contest(app, given)
    with app.app_context():
        answer_contest(number, given.class_administrator.id, "补上。", accept=True)
    twin = Page(app, given.learner, given.topic.id)
    twin.visit = type(twin.visit)(
        "late", given.learner.id, given.learner.session_version, given.topic.id, twin.opened - 1260
    )
    twin.say(Signal(0, 1260, (Stretch("case", 0, 1260, 9),)))
    assert seconds(app, given) == 1260


def test_a_declined_stretch_adds_nothing_and_says_why(app, given, browse, asleep):
    number = contest(app, given)
    with app.app_context():
        answer_contest(number, given.tutor.id, "那段时间页面在后台。", accept=False)
    assert seconds(app, given) == 600
    page = browse(given.learner).get(f"{WAITING}/{number}").get_data(as_text=True)
    assert "没有补计" in page
    assert "那段时间页面在后台" in page
    with app.app_context(), pytest.raises(Refused):
        answer_contest(number, given.tutor.id, "再想想", accept=True)


@pytest.mark.parametrize("who", ["learner", "classmate", "tutor2", "expert", "area", "team", "far_tutor"])
def test_only_who_looks_after_the_class_answers(app, given, browse, asleep, who):
    number, client = contest(app, given), browse(getattr(given, who))
    data = {"csrf_token": client.token(), "words": "好", "decision": "accept"}
    assert client.post(f"{WAITING}/{number}/answer", data=data).status_code in (403, 404)
    with app.app_context():
        with pytest.raises(Forbidden):
            answer_contest(number, getattr(given, who).id, "好", accept=True)
        assert db.session.scalar(select(func.count()).select_from(ContestAnswer)) == 0
    if who != "learner":
        assert client.get(f"{WAITING}/{number}").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(300, 330, "until"), (-20_000, 300, "until"), (300, 9000, "until"), (-86_400 * 30, -86_400 * 30 + 600, "day")],
)
def test_a_stretch_that_cannot_be_is_refused_beside_its_field(app, given, asleep, start, end, field):
    with pytest.raises(Refused) as refusal:
        contest(app, given, start, end)
    assert refusal.value.field == field


def test_the_same_time_is_contested_once_and_what_was_typed_is_kept(app, given, browse, asleep):
    contest(app, given)
    client = browse(given.learner)
    target, hidden = client.form(NEW, "contest-stretch")
    said = {
        **hidden,
        "day": "2026-03-18",
        "starts": "20:06",
        "until": "20:09",
        "topic": given.topic.id,
        "section": "case",
        "reason": WHY,
    }
    answer = client.post(target, data=said)
    assert answer.status_code == 422
    assert "已经提过异议" in answer.get_data(as_text=True)
    assert WHY in answer.get_data(as_text=True)
    for wrong in (
        {"day": "0001-01-01"},
        {"day": "x"},
        {"starts": "25:00"},
        {"topic": "999"},
        {"reason": " "},
        {"section": ""},
    ):
        assert client.post(target, data={**said, **wrong}).status_code == 422, wrong
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(StudyContest)) == 1


@pytest.mark.parametrize("query", ["from=9&until=x", "from=999999999999&until=1&topic=1", "from=-1", "from=%00"])
def test_a_line_that_is_none_begins_an_empty_form(given, browse, query):
    assert browse(given.learner).get(f"{NEW}?{query}").status_code in (200, 404)


def test_a_closed_week_s_ranking_stays_and_the_totals_grow(app, given):
    sunday = NIGHT - timedelta(days=3)
    at(0, sunday)
    page = Page(app, given.learner, given.topic.id)
    at(600, sunday)
    page.signal()
    at(0)
    with app.app_context():
        closed = close_week(given.training.id, Week(2026, 11), NIGHT)
        before = frozen_rows(closed.id)
        stretch = contest_stretch(
            given.learner.id, given.topic.id, "case", sunday + timedelta(hours=1), sunday + timedelta(hours=2), WHY
        )
        answer_contest(stretch.id, given.tutor.id, "补上。", accept=True)
        assert frozen_rows(closed.id) == before
        assert minutes_of(given.learner.id, given.training.id) == 70


def hinted(app, given) -> None:
    """A page whose movements come like a clock's."""
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for number in range(1, 31):
        at(number * 120)
        page.say(Signal(number, number * 120, (Stretch("case", number * 120 - 120, number * 120, 12),)))


def test_a_hint_is_for_the_learner_and_who_looks_after_the_class_and_can_be_talked_over(app, given, browse):
    hinted(app, given)
    address = f"/classrooms/c-101/learners/{given.learner.id}/study-time"
    tutor = browse(given.tutor)
    assert "操作间隔非常均匀" in tutor.get(address).get_data(as_text=True)
    assert "操作间隔非常均匀" in browse(given.learner).get(MINE).get_data(as_text=True)
    assert browse(given.classmate).get(address).status_code == 404
    admin = browse(given.class_administrator)
    assert f'href="{WAITING}"' in admin.get("/classrooms/c-101").text
    assert f'href="{WAITING}"' in tutor.get("/grading").text
    for reader, is_shown in ((tutor, True), (admin, True), (browse(given.tutor2), False)):
        page = reader.get(WAITING).text
        assert ("操作间隔非常均匀" in page, given.learner.name in page) == (is_shown, is_shown)
    assert seconds(app, given) == 3600, "a hint takes nothing away"
    target, hidden = tutor.form(address, "note-talk")
    for _twice in range(2):
        assert tutor.post(target, data=hidden).status_code == 302
    assert f"{given.tutor.name} 谈过了" in tutor.get(WAITING).text
    assert f"{given.tutor.name} 谈过了" in browse(given.learner).get(MINE).get_data(as_text=True)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(HintTalk)) == 1
        assert list(db.session.scalars(select(RecordedEvent.name))).count("HintTalkedOver") == 1
    for nonsense in ({"day": "x"}, {"pattern": "x"}):
        assert tutor.post(target, data={**hidden, **nonsense}).status_code == 422
    other = browse(given.tutor2)
    assert other.post(target, data={**hidden, "csrf_token": other.token()}).status_code == 404
    at(8 * 24 * 3600)
    assert "操作间隔非常均匀" not in tutor.get(WAITING).text


@pytest.mark.parametrize(("times", "is_shown"), [(19, False), (20, True)])
def test_a_signal_that_is_replayed_brings_nothing_and_is_seen(app, given, browse, times, is_shown):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(75)
    page.signal()
    for number in range(times):
        at(76 + number)
        page.signal(sequence=0)
    assert seconds(app, given) == 75
    assert ("报了许多遍" in browse(given.tutor).get(WAITING).text) == is_shown
    assert ("报了许多遍" in browse(given.learner).get(MINE).text) == is_shown


def test_an_honest_evening_has_no_hint(app, given, browse, asleep):
    assert "谈过了" not in browse(given.tutor).get(
        f"/classrooms/c-101/learners/{given.learner.id}/study-time"
    ).get_data(as_text=True)


def test_after_a_transfer_the_new_tutor_does_not_inherit_the_contest(app, given, browse, asleep):
    number = contest(app, given)
    with app.app_context(), transaction() as session:
        session.scalars(
            select(Enrolment).where(Enrolment.person_id == given.learner.id)
        ).one().classroom_id = given.classroom2.id
    assert browse(given.tutor).get(f"{WAITING}/{number}").status_code == 200
    assert browse(given.tutor2).get(f"{WAITING}/{number}").status_code == 404
