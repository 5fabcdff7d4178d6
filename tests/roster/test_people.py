"""One learner: to another class, away, back, and two accounts become one; works stay where they were made."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.assignments.models import Submission
from app.classrooms.models import Enrolment
from app.discussions.models import Post
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.journals.models import Journal
from app.people.models import Person
from app.people.queries import get_person
from app.roster.models import PersonalRecord
from app.roster.operations.merging import merge_accounts
from app.roster.operations.single import let_learner_go, take_learner_back, transfer_learner
from app.roster.operations.undoing import undo_act
from app.roster.queries.earlier import earlier_works
from app.roster.queries.secrets import sealed_numbers
from tests.access.sweep import content_of
from tests.roster.test_importing import NEVER_PUT_BACK, seats
from tests.support.given import Given


def figures() -> dict[str, list[tuple[int | None, int]]]:
    """Works by class, which no change of seats may change."""
    found = {}
    for model in (Submission, Journal):
        rows = db.session.execute(select(model.classroom_id, func.count()).group_by(model.classroom_id))
        found[model.__tablename__] = sorted((room, count) for room, count in rows)
    found["posts"] = [(None, db.session.scalar(select(func.count()).select_from(Post)) or 0)]
    db.session.rollback()
    return found


def test_seats_change_and_change_back_while_works_stay(app: Flask, given: Given) -> None:
    given.a_submission()
    given.a_journal()
    before = content_of(app)
    with app.app_context():
        works = figures()
        moved = transfer_learner(given.area.id, given.learner.id, "c-102")
        assert (seats("learner"), figures()) == ({"learner": "c-102"}, works)
        gone = let_learner_go(given.team.id, given.learner.id)
        assert (seats("learner"), figures()) == ({"learner": "-"}, works)
        with pytest.raises(Refused, match="不在任何班级"):
            transfer_learner(given.team.id, given.learner.id, "c-101")
        back = take_learner_back(given.team.id, given.learner.id, "c-601")
        assert (seats("learner"), figures()) == ({"learner": "c-601"}, works)
        assert len(db.session.scalars(select(Enrolment).where(Enrolment.person_id == given.learner.id)).all()) == 3
        db.session.rollback()
        with pytest.raises(Refused, match="后来的分班变动"):
            undo_act(given.team.id, moved)
        for act in (back, gone, moved):
            undo_act(given.team.id, act)
    after = content_of(app)
    assert {name for name in before if before[name] != after[name]} <= NEVER_PUT_BACK


def test_nobody_reaches_beyond_their_own_classes(app: Flask, given: Given) -> None:
    with app.app_context():
        for somebody, learner in ((given.area, given.far_learner), (given.far_area, given.learner)):
            with pytest.raises(NotFound):
                let_learner_go(somebody.id, learner.id)
        for somebody in (given.class_administrator, given.tutor, given.expert, given.learner):
            with pytest.raises(NotFound):
                transfer_learner(somebody.id, given.learner.id, "c-102")
        with pytest.raises(Refused, match="没有找到这个班级"):
            transfer_learner(given.area.id, given.learner.id, "c-601")


def test_two_accounts_become_one_and_no_figure_changes(app: Flask, given: Given) -> None:
    given.a_submission(by=given.classmate)
    given.a_submission(by=given.learner2)
    given.a_journal(by=given.learner2)
    with app.app_context():
        from app.foundation.transactions import transaction

        with transaction() as session:
            session.add(PersonalRecord(person_id=given.learner2.id, **sealed_numbers("", "13800000001")))
    before = content_of(app)
    with app.app_context():
        works = figures()
        with pytest.raises(NotFound):
            merge_accounts(given.area.id, given.classmate.id, given.far_learner.id)
        with pytest.raises(Refused, match="同一个账号"):
            merge_accounts(given.team.id, given.learner.id, given.learner.id)
        act = merge_accounts(given.team.id, given.classmate.id, given.learner2.id)
        assert figures() == works
        assert seats("classmate", "learner2") == {"classmate": "c-101", "learner2": "-"}
        former = db.session.get_one(Person, given.learner2.id)
        assert (former.is_active, former.session_version) == (False, given.learner2.session_version + 2)
        kept = db.session.get_one(PersonalRecord, given.classmate.id)
        assert (kept.phone_index is not None, db.session.get_one(PersonalRecord, former.id).phone_index) == (True, None)
        told = {row.name for row in db.session.scalars(select(RecordedEvent))}
        assert {"AccountsMerged", "PersonDisabled", "LearnerLeft"} <= told
        db.session.rollback()
        assert len(earlier_works(get_person(given.classmate.id))) == 2, "what the former account holds can be read"
        assert earlier_works(get_person(given.learner.id)) == []
        db.session.rollback()
        with pytest.raises(Refused, match="已经停用"):
            merge_accounts(given.team.id, given.learner.id, given.learner2.id)
        undo_act(given.team.id, act)
    after = content_of(app)
    assert {name for name in before if before[name] != after[name]} <= {*NEVER_PUT_BACK, "notices", "mails"}


def test_a_seat_goes_over_to_the_account_that_had_none(app: Flask, given: Given) -> None:
    with app.app_context():
        let_learner_go(given.team.id, given.classmate.id)
        merge_accounts(given.team.id, given.classmate.id, given.learner2.id)
        assert seats("classmate", "learner2") == {"classmate": "c-102", "learner2": "-"}
