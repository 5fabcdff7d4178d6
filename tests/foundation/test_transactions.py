"""Acts happen whole, once, and say so only afterwards."""

import pytest
from sqlalchemy import func, select

from app.foundation.database import db
from app.foundation.events import RecordedEvent, record
from app.foundation.transactions import after_commit, once, transaction
from app.people.events import PersonActivated
from app.people.models import School


def count(kind) -> int:
    return db.session.scalar(select(func.count()).select_from(kind))


def test_an_act_that_fails_leaves_nothing_and_tells_nobody(app, given):
    told = []
    with app.app_context():
        before = count(School)
        with pytest.raises(ValueError), transaction() as session:
            session.add(School(place_code="430102", name="半途小学", stage="小学"))
            record(PersonActivated(given.learner.id), given.learner.id)
            after_commit(lambda: told.append(1))
            raise ValueError
        assert (count(School), count(RecordedEvent), told) == (before, 0, [])


def test_the_same_key_gets_the_first_answer_and_acts_once(app, given):
    acts = []
    with app.app_context():
        answers = [
            once("k1", "reply", given.learner.id, lambda: acts.append(1) or f"/threads/{len(acts)}") for _ in "ab"
        ]
        assert answers == ["/threads/1", "/threads/1"]
        assert acts == [1]


def test_another_persons_key_is_another_key(app, given):
    with app.app_context():
        assert once("k1", "reply", given.learner.id, lambda: "/mine") == "/mine"
        assert once("k1", "reply", given.tutor.id, lambda: "/theirs") == "/theirs"


def test_an_event_outside_of_an_act_is_an_error(app, given):
    with app.app_context(), pytest.raises(RuntimeError):
        record(PersonActivated(given.learner.id), None)
