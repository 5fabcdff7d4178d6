"""A tutor's weeks in a mirror: by hand where the figures are worked out, and shown to nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.desk.mirror import Given as Judged
from app.desk.mirror import repeats_in, weeks_seen
from app.desk.queries import given_by
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.grading.comments import digest_of
from app.grading.operations import grade_submission
from app.rankings.models import BoardKind, Standing
from app.rankings.operations import close_week
from tests.support.given import EVENING, Given
from tests.support.grading import COMMENT, SECOND

GRADES = ["优", "良", "合格", "不合格"]
NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


def judged(comment: str, hours: int, *, own: bool = True, kind: str = "submission", days: int = 0) -> Judged:
    at = NOW - timedelta(days=days)
    return Judged(at, at - timedelta(hours=hours), kind, comment, digest_of(comment), own)


def test_a_week_by_hand() -> None:
    given = [
        judged(COMMENT, 1),
        judged(COMMENT, 3, own=False),
        judged("优", 5),
        judged("", 50, own=False, kind="post"),
        judged(SECOND, 7, days=7),
    ]
    this, last = weeks_seen(given, GRADES, "Asia/Shanghai")
    assert (this.week, last.week) == (Week(2026, 12), Week(2026, 11))
    assert (this.graded, this.own, this.minutes, this.bare) == (4, 50, 180, 1)
    assert (last.graded, last.own, last.minutes, last.bare) == (1, 100, 420, 0)


def test_repeats_are_counted_word_for_word_and_silence_is_none() -> None:
    given = [judged(COMMENT, 1), judged(f" {COMMENT} ", 1), judged(SECOND, 1), judged("", 1), judged("", 1)]
    assert [(each.words.strip(), each.times) for each in repeats_in(given)] == [(COMMENT, 2)]


def test_nothing_given_shows_nothing() -> None:
    assert weeks_seen([], GRADES, "Asia/Shanghai") == []
    assert repeats_in([]) == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_page_is_for_tutors_and_costs_little(app: Flask, given: Given, browse, statements) -> None:
    for topic, comment in ((given.topic, COMMENT), (given.topic2, COMMENT), (given.topic3, "优")):
        work = given.a_submission(topic=topic)
        with app.app_context():
            grade_submission(given.tutor.id, work, 90, comment)
    tutor = browse(given.tutor)
    with statements() as sent:
        page = tutor.get("/grading/mirror").text
    assert sent.number <= 6, sent.sent
    assert "66%" in page
    assert "2 次" in page
    assert COMMENT not in browse(given.tutor2).get("/grading/mirror").text
    assert browse(given.team).get("/grading/mirror").status_code == 403


def test_own_words_are_counted_as_the_honours_count_them(app: Flask, given: Given) -> None:
    """The share in the mirror is the one that the closed week froze."""
    clock.travel_to(EVENING - timedelta(days=7))
    for topic, comment in ((given.topic, COMMENT), (given.topic2, COMMENT), (given.topic3, SECOND)):
        work = given.a_submission(topic=topic)
        with app.app_context():
            grade_submission(given.tutor.id, work, 90, comment)
    with app.app_context():
        clock.travel_to(EVENING)
        close_week(given.training.id, Week.parse("2026-W11"), clock.now())
        seen = weeks_seen(given_by(given.tutor), GRADES, "Asia/Shanghai")[0]
        mine = Standing.subject_id == given.tutor.id, Standing.board == BoardKind.TUTORS
        parts = db.session.scalars(select(Standing.parts).where(*mine)).one()
    assert (seen.graded, seen.own) == (parts["graded"], 100 * parts["own"] // parts["graded"])
