"""Both shapes of the policy say the same, for everybody and in every state."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.assignments.models import Submission
from app.assignments.operations import settle_submission, take_back_submission
from app.assignments.policy import may_read_submission, submissions_readable_by
from app.assignments.queries import get_submission
from app.foundation.database import db
from app.foundation.errors import NotFound
from tests.support.given import CAST


@pytest.fixture
def works(app, given) -> dict[str, int]:
    numbers = {
        "waiting": given.a_submission(by=given.learner),
        "taken back": given.a_submission(by=given.classmate),
        "graded": given.a_submission(by=given.learner2),
        "far": given.a_submission(by=given.far_learner),
    }
    with app.app_context():
        take_back_submission(numbers["taken back"], given.classmate.id)
        settle_submission(numbers["graded"], "graded")
    return numbers


def test_the_question_about_one_and_the_question_about_all_agree(app, given, works):
    with app.app_context():
        everything = db.session.scalars(select(Submission).options(joinedload(Submission.classroom))).all()
        for account in CAST:
            person = getattr(given, account)
            asked_of_all = set(db.session.scalars(select(Submission.id).where(submissions_readable_by(person))))
            asked_of_each = {
                work.id for work in everything if may_read_submission(person, work, work.classroom.place_code)
            }
            assert asked_of_all == asked_of_each, account


def test_who_reads_what(app, given, works):
    readable = {
        "learner": {"waiting"},
        "classmate": {"taken back"},
        "tutor": {"waiting"},
        "class_administrator": {"waiting"},
        "tutor2": {"graded"},
        "expert": {"waiting", "graded"},
        "far_area": {"far"},
        "team": {"waiting", "graded", "far"},
        "left": set(),
    }
    with app.app_context():
        for account, expected in readable.items():
            seen = set()
            for name, number in works.items():
                try:
                    get_submission(number, getattr(given, account))
                    seen.add(name)
                except NotFound:
                    continue
            assert seen == expected, account
