"""Log, jobs, health and measures: what the team looks at when it asks how the house does."""

from collections import namedtuple
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select

from app import schedule
from app.administration import timetable
from app.administration.operations.people import end_sign_ins
from app.administration.queries import health
from app.administration.queries.log import PAGE, Wanted, logged
from app.administration.sentences import RUNNING
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import RecordedEvent, record
from app.foundation.jobs import Job, JobFailure, JobRun, note_failure
from app.foundation.transactions import transaction
from app.rankings.events import WeekClosed
from app.rankings.models import ClosedWeek

Disk = namedtuple("Disk", "total used free")
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_the_log_is_narrowed_by_act_person_thing_and_day_and_goes_on_in_pages(app, given, browse) -> None:
    given.a_submission()
    given.a_thread()
    with app.app_context():
        for _ in range(60):
            clock.travel_to(clock.now() + timedelta(seconds=1))
            end_sign_ins(given.team.id, given.learner2.id)
        end_sign_ins(given.team.id, given.tutor.id)
    team = browse(given.team)
    plain, daily = (
        team.get(path).text.split("</form>")[-1] for path in ("/administration/log", "/administration/log?daily=1")
    )
    assert ("交了一份作业" in plain, "结束了何清明在各处的登录" in daily) == (False, True)
    assert "javascript:" not in team.get("/administration/log?daily=1&_scheme=javascript&_external=1").text
    older = daily.split("before=")[1].split('"')[0].replace("&amp;", "&")
    further = team.get(f"/administration/log?daily=1&before={older.split('&')[0]}").text.split("</form>")[-1]
    assert ("交了一份作业" in further, "发起了一个话题" in further) == (True, True)
    for query, words, there in (
        ("by=learner", "交了一份作业", True), ("by=林小满", "交了一份作业", True), ("by=tutor", "交了一份作业", False),
        ("about=tutor", "结束了何清明在各处的登录", True), ("about=c-101", "交了一份作业", True),
        ("about=c-102", "交了一份作业", False), ("act=ThreadStarted", "发起了一个话题", True),
        ("act=ThreadStarted", "交了一份作业", False), ("day=2026-03-18&daily=1", "结束了欧阳春分", True),
        ("day=2026-03-17&daily=1", "没有这样的记录", True), ("day=soon&before=x~y", "听", False),
    ):  # fmt: skip
        listed = team.get(f"/administration/log?{query}").text.split("</form>")[-1]
        assert (words in listed) is there, query


def test_the_log_of_running_the_trainings_walks_through_no_everyday_acts(app, given, browse, statements) -> None:
    """Thousands of everyday acts lie between those of the team: they are found by an index that knows names."""
    with app.app_context():
        everyday = {"name": "PostLiked", "actor_id": given.learner.id, "data": {}}
        for number in range(PAGE + 20):
            clock.travel_to(clock.now() + timedelta(minutes=1))
            with transaction() as session:
                session.execute(insert(RecordedEvent), [{**everyday, "happened_at": clock.now()}] * 30)
                record(WeekClosed(number, given.training.id, "2026-W11", 0), given.team.id)
        with statements() as sent:
            first = logged(Wanted())
        assert [row.data["closed_week_id"] for row in first] == list(range(PAGE + 19, 18, -1))
        assert sent.number == 1
        further = logged(Wanted(), (first[PAGE - 1].happened_at, first[PAGE - 1].id))
        assert [row.data["closed_week_id"] for row in further[:20]] == list(range(19, -1, -1))
        assert logged(Wanted(day=date(2026, 3, 17))) == []
        assert logged(Wanted(day=date(2026, 3, 18)))[0].data == first[0].data
        if db.engine.dialect.name == "sqlite":
            (asked,) = sent.sent
            plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", (0,) * asked.count("?"))
            steps = [row[-1] for row in plan if " recorded_events" in row[-1]]
            walked = [step for step in steps if step.startswith("SCAN")]
            assert (walked, sum("ix_recorded_events_name_happened_at_id" in step for step in steps)) == (
                [],
                len(RUNNING),
            )
    assert browse(given.team).get("/administration/log").text.split("</form>")[-1].count("结算了") == PAGE


@ONE
def test_the_log_speaks_of_weeks_and_jobs_as_people_do_and_every_job_has_words(app, given, browse) -> None:
    assert {job.name for job in schedule.JOBS} == set(timetable.JOBS)
    week = {"training_id": given.training.id, "place_code": "4301", "week": "2026-W11"}
    kept = {"WeekClosed": week, "StandingReportPublished": week, "JobStarted": {"job": "thin-drafts"}}
    with app.app_context(), transaction() as session:
        session.add_all(
            RecordedEvent(name=name, actor_id=given.team.id, happened_at=clock.now(), data=data)
            for name, data in kept.items()
        )
    listed = browse(given.team).get("/administration/log").text.split("</form>")[-1]
    for words in (
        f"结算了“{given.training.name}”3月9日那一周",
        "发布了长沙市 3月9日那一周的学情通报",
        "手动运行了任务“清理旧草稿”",
    ):
        assert words in listed


@ONE
def test_the_log_takes_few_statements_however_long(app, given, browse, statements) -> None:
    with app.app_context():
        for person in (given.learner, given.tutor, given.expert, given.learner2):
            end_sign_ins(given.team.id, person.id)
    team = browse(given.team)
    with statements() as sent:
        team.get("/administration/log?daily=1&by=team&about=learner")
    assert sent.number <= 12


def test_a_job_is_run_by_hand_once_and_its_failures_are_seen(app, given, browse, monkeypatch) -> None:
    team = browse(given.team)
    page = team.get("/administration/jobs/close-weeks").text
    assert "第1周（3月2日至8日）" in page
    done = team.submit("/administration/jobs/close-weeks", "run-job")
    assert done.location == "/administration/jobs/close-weeks"
    assert "第1周（3月2日至8日）：结算了" in team.get("/administration/jobs/close-weeks").text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ClosedWeek)) == 2
    team.submit("/administration/jobs/close-weeks", "run-job")
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ClosedWeek)) == 2, "what was done is not done again"
        asked = select(func.count()).where(RecordedEvent.name == "JobStarted", RecordedEvent.actor_id == given.team.id)
        assert db.session.scalar(asked) == 2

    def fail(_period, _now) -> str:
        raise RuntimeError("林小满的日志读不出来")

    broken = Job("broken", "always", lambda now: ["today"], fail)
    monkeypatch.setitem(app.extensions, "jobs", [*schedule.JOBS, broken])
    monkeypatch.setattr(schedule, "JOBS", [broken])
    schedule.beat(app)
    schedule.beat(app)
    refused = team.submit("/administration/jobs/broken", "run-job")
    assert refused.status_code == 302
    listed, page = team.get("/administration/jobs").text, team.get("/administration/jobs/broken").text
    assert ("没有做成" in listed, "RuntimeError" in page, "林小满" in page) == (True, True, False)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(JobFailure)) == 1, "told a few times an hour"
        assert db.session.scalar(select(func.count()).where(JobRun.job == "broken")) == 0
    assert browse(given.area).post("/administration/jobs/close-weeks/runs").status_code in (403, 422)


@ONE
def test_measures_are_for_this_machine_or_the_token_and_name_nobody(app, given, browse, monkeypatch) -> None:
    monkeypatch.setattr(
        health.shutil, "disk_usage", lambda _folder: Disk(total=100 << 30, used=50 << 30, free=50 << 30)
    )
    schedule.beat(app)
    with app.app_context():
        note_failure("send-mail", RuntimeError())
    guest = browse()
    text = guest.get("/metrics").text
    for measure in (
        "yanxiu_mail_waiting 0.0", 'yanxiu_part_up{part="database"} 1.0', "yanxiu_disk_free_bytes",
        'yanxiu_job_last_failure_timestamp_seconds{job="send-mail"}', "yanxiu_clock_beat_timestamp_seconds 1",
        'yanxiu_job_last_success_timestamp_seconds{job="close-weeks"}',
    ):  # fmt: skip
        assert measure in text, measure
    assert not any(name in text for name in ("林小满", "learner", "tutor"))
    assert guest.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 404
    assert guest.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404, (
        "a proxy on this machine"
    )
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], metrics_token="open sesame"))
    assert guest.get("/metrics").status_code == 404
    assert guest.get("/metrics", headers={"Authorization": "Bearer open sesam"}).status_code == 404
    far = {"environ_base": {"REMOTE_ADDR": "10.0.0.9"}, "headers": {"Authorization": "Bearer open sesame"}}
    assert guest.get("/metrics", **far).status_code == 200
    assert "各部分都正常" in browse(given.team).get("/administration/health").text
    clock.travel_to(clock.now() + timedelta(minutes=6))
    assert "时钟有一阵没有走了" in browse(given.team).get("/administration/health").text


@ONE
def test_the_content_page_says_what_check_would_say(app, given, browse, monkeypatch, tmp_path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "course.md").write_text("no front matter", encoding="utf-8")
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], content=folder))
    team = browse(given.team)
    assert ("专题11" in team.get("/administration/content").text) is True
    page = team.get("/administration/content?check=1").text
    assert "处要改" in page
    assert "content/course.md" in page
