"""Which time a run of a job was for is said as people say it, in both languages."""

import re

import pytest

from app import schedule
from app.administration.queries.jobs import trainings_by_code
from app.administration.routes.periods import NUMBERED, WAITING, period_said
from app.administration.timetable import JOBS
from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.database import db
from app.foundation.jobs import note_done

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
CHINESE = re.compile("[\u4e00-\u9fff]")
SAID = [
    ("close-weeks", "2026-spring 2026-W12", "第3周（3月16日至22日）", "Week 3 (16–22 Mar)"),
    ("close-weeks", "2026-spring 2026-W14", "第5周（3月30日至4月5日）", "Week 5 (30 Mar – 5 Apr)"),
    ("count-days", "2026-spring 2026-03-18", "3月18日", "18 Mar"),
    ("work-out-returns", "2026-spring:2026-03-18", "3月18日", "18 Mar"),
    ("thin-drafts", "2025-12-31", "2025年12月31日", "31 Dec 2025"),
    ("mend-facts", "2026-03-18T12", "3月18日 20:00–21:00", "18 Mar 20:00–21:00"),
    ("send-mail", "outbox", "等着发出的邮件", "E-mail waiting to leave"),
    ("make-digests", "digests", "到了时间的摘要", "Digests whose hour has come"),
    ("send-reminders", "waiting", "等到早上的提醒", "Reminders that waited for the morning"),
    ("publish-announcements", "12", "编号 12 的公告", "Announcement no. 12"),
    ("erase-people", "3", "编号 3 的注销", "Erasure no. 3"),
]
AS_KEPT = ["hour 3", "2026-03-40", "2026-W99", "2026-W12", "2026-autumn 2026-W12", "2026-03-18Tnoon", ""]


@ONE
def test_each_shape_of_a_period_has_words_and_any_other_stays_as_it_was_kept(app, given) -> None:
    for address, language in (("/", 2), ("/?lang=en", 3)):
        with app.test_request_context(address):
            trainings = trainings_by_code()
            for one in SAID:
                assert period_said(one[0], one[1], trainings) == one[language]
            assert [period_said("mark-texts", kept, trainings) for kept in AS_KEPT] == AS_KEPT


@ONE
def test_whatever_is_due_of_any_job_is_said_in_words(app, given) -> None:
    assert WAITING.keys() | NUMBERED.keys() <= JOBS.keys()
    with app.test_request_context("/?lang=en"):
        due = [(job.name, period) for job in schedule.JOBS for period in job.due(clock.now())]
        assert len({name for name, _period in due}) >= 7, "these come round by the clock alone"
        said = {(name, period): period_said(name, period, trainings_by_code()) for name, period in due}
    assert [words for (_name, period), words in said.items() if period in words or CHINESE.search(words)] == []


@ONE
def test_the_page_of_a_job_says_periods_in_words_and_the_training_where_there_are_several(
    app, given, browse, statements
) -> None:
    with app.app_context():
        note_done("close-weeks", "2026-spring 2026-W12", "")
    team = browse(given.team)
    with statements() as sent:
        page = team.get("/administration/jobs/close-weeks").text
    assert sent.number <= 12, sent.sent
    words = ("第1周（3月2日至8日）、第2周（3月9日至15日）", "第3周（3月16日至22日）", "2026-W", given.training.name)
    assert [one in page for one in words] == [True, True, False, False]
    with app.app_context():
        values = {"code": "2025-autumn", "name": "去年秋天的研修", "place_code": "43", "time_zone": "Asia/Shanghai"}
        first = db.session.get_one(Training, given.training.id)
        kept = {name: getattr(first, name) for name in ("starts_on", "ends_on", "late_until", "scheme", "grade_ladder")}
        db.session.add(Training(**values, **kept))
        db.session.commit()
    assert f"第1周（3月2日至8日） · {given.training.name}" in team.get("/administration/jobs/close-weeks").text
