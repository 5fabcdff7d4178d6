"""Many rows at once, on both databases: added, written anew, and refused where a moment has no zone."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from app.foundation import clock
from app.foundation.bulk import add_rows, put_rows
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.study.models import StudySignal, StudyVisit


def signal_at(moment: datetime, number: int, **others: object) -> dict[str, object]:
    return {
        "person_id": number, "session_version": 1, "topic_id": 1, "visit": f"v{number}", "opened_at": moment,
        "heard_at": moment, "sequence": number, "page_at": 0, "stretches": '“\\"，\n{}', "pressed": None, **others,
    }  # fmt: skip


def visit_of(person_id: int, number: str, **others: object) -> dict[str, object]:
    row = {"person_id": person_id, "number": number, "heard_until": clock.now(), "page_until": 1, "last_sequence": 1}
    return {**row, "section": "case", "quiet": 0, "spans": 1, **others}


def test_rows_come_back_as_they_were_given(app):
    now = clock.now()
    with app.app_context():
        with transaction():
            add_rows(StudySignal, [signal_at(now - timedelta(seconds=n), n) for n in range(300)])
            add_rows(StudySignal, [])
        rows = db.session.scalars(select(StudySignal).order_by(StudySignal.id)).all()
        assert [(row.sequence, row.heard_at) for row in rows] == [(n, now - timedelta(seconds=n)) for n in range(300)]
        assert {(row.stretches, row.pressed, row.set_aside_at) for row in rows} == {('“\\"，\n{}', None, None)}


def test_a_row_of_the_same_key_is_written_anew(app, given):
    mine, theirs = given.learner.id, given.classmate.id
    with app.app_context():
        with transaction():
            put_rows(StudyVisit, ("person_id", "number"), [visit_of(mine, "a"), visit_of(theirs, "a")])
        with transaction():
            put_rows(StudyVisit, ("person_id", "number"), [visit_of(mine, "a", spans=7), visit_of(mine, "b")])
        found = db.session.execute(select(StudyVisit.person_id, StudyVisit.number, StudyVisit.spans)).all()
    assert sorted(map(tuple, found)) == sorted([(mine, "a", 7), (mine, "b", 1), (theirs, "a", 1)])


def test_a_moment_without_a_zone_is_refused(app):
    naive = clock.now().replace(tzinfo=None)
    with app.app_context():
        with pytest.raises((ValueError, StatementError), match="time zone"), transaction():
            add_rows(StudySignal, [signal_at(naive, 1)])
        assert db.session.scalars(select(StudySignal.id)).all() == []
