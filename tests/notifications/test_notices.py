"""What a person is told, once, and nobody else."""

import pytest
from sqlalchemy import func, select

from app.foundation.database import db
from app.notifications.models import Notice
from app.notifications.operations import mark_read, tell
from app.notifications.queries import unread_count


@pytest.fixture
def told(app, given):
    with app.app_context():
        tell(given.learner.id, "graded", "grade:1", "/submissions/1", {"title": "作业风波", "grade": "优"})
    return given


def test_nothing_is_said_twice(app, told):
    with app.app_context():
        tell(told.learner.id, "graded", "grade:1", "/submissions/1", {"title": "作业风波", "grade": "优"})
        assert db.session.scalar(select(func.count()).select_from(Notice)) == 1


def test_the_inbox_shows_what_was_said_and_the_badge_counts_it(told, browse, statements):
    browser = browse(told.learner)
    with statements() as sent:
        page = browser.get("/notices").get_data(as_text=True)
    assert "作业风波" in page
    assert sent.number <= 12


def test_the_inbox_speaks_english(told, browse):
    assert "has been graded" in browse(told.learner).get("/notices?lang=en").get_data(as_text=True)


def test_opening_a_notice_marks_it_and_leads_on(app, told, browse):
    answer = browse(told.learner).submit("/notices", "read-notice")
    assert answer.headers["Location"] == "/submissions/1"
    with app.app_context():
        assert unread_count(told.learner.id) == 0


def test_somebody_elses_notice_is_not_there(app, told, browse):
    browser = browse(told.classmate)
    with app.app_context():
        number = db.session.scalar(select(Notice.id))
    answer = browser.post(f"/notices/{number}/reading", data={"csrf_token": browser.token("/notices")})
    assert answer.status_code == 404
    with app.app_context():
        assert unread_count(told.learner.id) == 1


def test_all_can_be_marked_at_once(app, told):
    with app.app_context():
        mark_read(told.learner.id)
        assert unread_count(told.learner.id) == 0
