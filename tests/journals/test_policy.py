"""Who reads which journal: both shapes of the policy agree, and private means private."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.foundation.database import db
from app.foundation.errors import NotFound
from app.journals.models import Journal
from app.journals.policy import journals_readable_by, may_edit_journal, may_read_journal
from app.journals.queries import get_journal
from tests.support.given import CAST


@pytest.fixture
def journals(given) -> dict[str, int]:
    return {
        "private": given.a_journal(publish=False),
        "published": given.a_journal(by=given.classmate),
        "of class 2": given.a_journal(by=given.learner2),
        "far": given.a_journal(by=given.far_learner),
    }


def test_the_question_about_one_and_the_question_about_all_agree(app, given, journals):
    with app.app_context():
        everything = db.session.scalars(select(Journal).options(joinedload(Journal.classroom))).all()
        for account in CAST:
            person = getattr(given, account)
            asked_of_all = set(db.session.scalars(select(Journal.id).where(journals_readable_by(person))))
            asked_of_each = {journal.id for journal in everything if may_read_journal(person, journal)}
            assert asked_of_all == asked_of_each, account


def test_who_reads_what(app, given, journals):
    readable = {
        "learner": {"private", "published"},
        "classmate": {"published"},
        "tutor": {"published"},
        "class_administrator": {"published"},
        "learner2": {"of class 2"},
        "far_learner": {"far"},
        "expert": {"published", "of class 2"},
        "far_area": {"far"},
        "team": {"published", "of class 2", "far"},
        "left": set(),
    }
    with app.app_context():
        for account, expected in readable.items():
            seen = set()
            for name, number in journals.items():
                try:
                    get_journal(number, getattr(given, account))
                    seen.add(name)
                except NotFound:
                    continue
            assert seen == expected, account


def test_only_the_writer_changes_a_journal(app, given, journals):
    with app.app_context():
        journal = db.session.get(Journal, journals["published"])
        assert [a for a in CAST if may_edit_journal(getattr(given, a), journal)] == ["classmate"]
