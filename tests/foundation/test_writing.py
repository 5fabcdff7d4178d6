"""Changes that are worded once: plain values go in, plain rows come back, and faults are told in the library's words."""

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.dialects import table_of
from app.foundation.errors import Refused
from app.foundation.events import RecordedEvent
from app.foundation.jobs import JobRun
from app.foundation.transactions import FirstAnswer, once, transaction
from app.foundation.writing import Change
from app.people.models import School
from tests.support.given import Given

ADD = Change(lambda: insert(table_of(JobRun)).returning(JobRun.id, JobRun.period, JobRun.finished_at))
TELL = Change(lambda: update(table_of(JobRun)).where(JobRun.id == bindparam("run", type_=BigId)))
FORGET = Change(lambda: delete(table_of(JobRun)).where(JobRun.period == bindparam("of")))
RECORD = Change(lambda: insert(RecordedEvent))


def row(period: str) -> dict[str, object]:
    return {"job": "测试", "period": period, "finished_at": clock.now(), "outcome": "? %s :p 好"}


def test_what_is_written_comes_back_as_the_tables_own_kinds(app: Flask) -> None:
    with app.app_context():
        with transaction():
            added = ADD.first(**row("一"))
            RECORD.make(name="Tested", actor_id=None, happened_at=added.finished_at, data={"words": ["好", 1]})
            assert TELL.make(run=added.id, outcome="done") == 1
            assert TELL.make(run=added.id + 1, outcome="nothing") == 0
        kept = db.session.scalars(select(JobRun)).one()
        assert (kept.id, kept.period, kept.finished_at, kept.outcome) == (added.id, "一", added.finished_at, "done")
        assert db.session.scalars(select(RecordedEvent.data)).one() == {"words": ["好", 1]}
        with transaction():
            assert FORGET.make(of="一") == 1


def test_many_rows_are_one_change(app: Flask) -> None:
    add = Change(lambda: insert(table_of(JobRun)))
    with app.app_context(), transaction():
        add.make_all([row(str(number)) for number in range(300)])
        add.make_all([])
        assert db.session.scalar(select(func.count()).select_from(JobRun)) == 300


def test_a_change_outside_of_an_act_and_a_value_without_a_place_are_errors(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            ADD.make(**row("一"))
        with pytest.raises(TypeError, match="nowhere"), transaction():
            ADD.make(**row("一"), nowhere=1)


def test_a_rule_of_the_database_that_is_broken_is_told_as_such_and_leaves_nothing(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(IntegrityError), transaction():
            ADD.make(**row("一"))
            ADD.make(**row("一"))
        assert db.session.scalar(select(func.count()).select_from(JobRun)) == 0


def test_a_change_comes_after_what_was_changed_by_entities(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        session.add(JobRun(**row("一")))
        assert FORGET.make(of="一") == 1


@pytest.mark.parametrize("refuses", [False, True])
def test_of_twins_at_the_same_moment_one_acts_and_both_get_its_answer(app: Flask, given: Given, refuses: bool) -> None:
    """The second would be refused, were it let into the work: what the first wrote stands in its way."""
    barrier, answers, faults = Barrier(4), [], []

    def work() -> str:
        if db.session.scalar(select(func.count()).where(School.name == "双生小学")):
            raise Refused("there is one already")
        db.session.add(School(place_code="430102", name="双生小学", stage="小学"))
        db.session.flush()
        if refuses and not faults:
            faults.append("once")
            raise Refused("the first time it does not work out")
        return "/schools/1"

    def act() -> None:
        with app.app_context():
            barrier.wait()
            try:
                answers.append(once("one-key", "found-school", given.team.id, work))
            except Refused as refused:
                answers.append(refused.message)

    twins = [Thread(target=act) for _ in range(4)]
    for twin in twins:
        twin.start()
    for twin in twins:
        twin.join(timeout=30)
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(School.name == "双生小学")) == 1
        assert db.session.scalar(select(func.count()).select_from(FirstAnswer)) == 1
    expected = ["/schools/1"] * 4 if not refuses else ["/schools/1"] * 3 + ["the first time it does not work out"]
    assert sorted(answers) == sorted(expected)
