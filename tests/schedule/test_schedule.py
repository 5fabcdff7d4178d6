"""What runs by the clock: shown on one page, done when due, once, in the server's own process."""

import time
from datetime import timedelta

import pytest
from huey import RedisHuey, SqliteHuey
from sqlalchemy import select

from app import schedule
from app.foundation import clock
from app.foundation.consumer import open_queue, start_consumer
from app.foundation.database import db
from app.foundation.jobs import Job, JobRun
from app.rankings.jobs import GRACE
from app.rankings.models import ClosedWeek

CLOSED = ["2026-W10", "2026-W11"]


def closed_weeks(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(ClosedWeek.week).order_by(ClosedWeek.id)))


def run(app, *words: str):
    return app.test_cli_runner().invoke(args=[*words])


def test_the_page_of_the_schedule_says_what_is_due(app, given):
    said = run(app, "schedule", "show").output
    assert "close-weeks" in said
    assert "2026-spring 2026-W10, 2026-spring 2026-W11" in said


def test_what_is_due_is_done_once(app, given):
    first = run(app, "schedule", "run-due").output
    assert [line.split(":")[0] for line in first.splitlines() if line.startswith("close-weeks")] == [
        f"close-weeks 2026-spring {week}" for week in CLOSED
    ]
    assert closed_weeks(app) == CLOSED
    assert "nothing is due" in run(app, "schedule", "run-due").output


def test_weeks_are_closed_by_hand(app, given):
    one = run(app, "weeks", "close", "--training", "2026-spring", "--week", "2026-W11")
    assert (one.exit_code, closed_weeks(app)) == (0, ["2026-W11"])
    assert "was closed before" in run(app, "weeks", "close", "--week", "2026-W11").output
    rest = run(app, "weeks", "close")
    assert (rest.exit_code, sorted(closed_weeks(app))) == (0, CLOSED)
    assert run(app, "weeks", "close").output == ""
    assert "sound" in run(app, "weeks", "check").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--week", "2026-W12"), "还没有结束"),
        (("--week", "2026-W05"), "日程"),
        (("--week", "soon"), "not a week"),
        (("--training", "nowhere"), "no training"),
    ],
)
def test_closing_by_hand_says_what_is_wrong(app, given, words, said):
    answer = run(app, "weeks", "close", *words)
    assert answer.exit_code == 1
    assert said in answer.output
    assert closed_weeks(app) == []


def test_a_touched_row_is_noticed(app, given):
    run(app, "weeks", "close")
    with app.app_context(), db.engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE standings SET points = points + 1 WHERE board = 'learners'")
    answer = run(app, "weeks", "check")
    assert answer.exit_code == 1
    assert "TOUCHED" in answer.output


def test_a_job_that_fails_stops_no_other_and_is_tried_again(app, given, monkeypatch):
    calls = []

    def fail(period: str, now) -> str:
        calls.append(period)
        raise RuntimeError("broken")

    broken = Job("broken", "always", lambda now: ["today"], fail)
    monkeypatch.setattr(schedule, "JOBS", [broken, *schedule.JOBS])
    schedule.beat(app)
    schedule.beat(app)
    assert (calls, closed_weeks(app)) == (["today", "today"], CLOSED)
    with app.app_context():
        assert "broken" not in db.session.scalars(select(JobRun.job)).all()


def test_the_next_monday_closes_the_week_by_itself(app, given):
    schedule.beat(app)
    clock.travel_to(given.training.starts_at + timedelta(days=21))
    schedule.beat(app)
    assert closed_weeks(app) == CLOSED, "pages that were read at midnight still speak"
    clock.travel_to(given.training.starts_at + timedelta(days=21) + GRACE)
    schedule.beat(app)
    assert closed_weeks(app) == [*CLOSED, "2026-W12"]


def wait_for(condition, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


def test_the_server_s_own_process_does_what_is_due(app, given):
    schedule.start_in_process_consumer(app)
    try:
        wait_for(lambda: closed_weeks(app) == CLOSED)
    finally:
        app.extensions.pop("consumer").stop(graceful=True)
        for ticker in ("study_ticker", "search_ticker"):
            app.extensions.pop(ticker).stop()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_redis_carries_the_beat_for_all_nodes(app, redis_server, tmp_path):
    queue = open_queue(redis_server.url, tmp_path)
    assert isinstance(queue, RedisHuey)
    beats = []
    consumer = start_consumer(queue, lambda: beats.append(1))
    try:
        wait_for(lambda: beats)
    finally:
        consumer.stop(graceful=True)
    assert isinstance(open_queue(None, tmp_path), SqliteHuey)
