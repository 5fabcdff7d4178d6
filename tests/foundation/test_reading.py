"""Questions that are worded once: values go in and come out as the tables' own kinds, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DatabaseError

from app.foundation.database import BigId, Instant, db
from app.foundation.reading import Question
from app.foundation.transactions import transaction
from app.people.models import Person
from tests.support.given import Given

ACCOUNT = bindparam("account")
BY_ACCOUNT = select(Person.id, Person.name, Person.created_at, Person.disabled_at).where(Person.account == ACCOUNT)


def test_rows_carry_names_and_instants(app: Flask, given: Given) -> None:
    asked = Question(lambda: BY_ACCOUNT)
    with app.app_context():
        row = asked.first(account=given.learner.account)
        assert (row.id, row.name) == (given.learner.id, given.learner.name)
        assert row.created_at == given.learner.created_at
        assert row.created_at.tzinfo is not None
        assert row.disabled_at is None
        assert asked.one(account=given.learner.account) == given.learner.id
        assert (asked.first(account="nobody"), asked.one(account="nobody")) == (None, None)
        assert asked.all(account="nobody") == []


def test_a_question_is_built_once_however_often_it_is_asked(app: Flask, given: Given, statements) -> None:
    built = []
    asked = Question(lambda: built.append(1) or BY_ACCOUNT)
    with statements() as sent:
        for one in (given.learner, given.tutor, given.learner):
            with app.app_context():
                assert asked.one(account=one.account) == one.id
    assert (len(built), sent.number) == (1, 3)


def test_an_instant_is_compared_as_an_instant(app: Flask, given: Given) -> None:
    asked = Question(
        lambda: select(Person.id).where(
            Person.id == bindparam("id", type_=BigId), Person.created_at <= bindparam("at", type_=Instant())
        )
    )
    born = given.learner.created_at
    with app.app_context():
        assert asked.one(id=given.learner.id, at=born) == given.learner.id
        assert asked.one(id=given.learner.id, at=born - timedelta(seconds=1)) is None
        with pytest.raises(ValueError, match="time zone"):
            asked.one(id=given.learner.id, at=datetime(2026, 1, 1))  # noqa: DTZ001 - what has to be refused
        assert asked.one(id=given.learner.id, at=datetime.now(UTC)) == given.learner.id


def test_inside_an_act_a_question_sees_what_the_act_has_changed(app: Flask, given: Given) -> None:
    asked = Question(lambda: BY_ACCOUNT)
    account = given.learner.account
    with app.app_context():
        with pytest.raises(RuntimeError, match="given up"), transaction() as session:
            session.get_one(Person, given.learner.id).name = "新名字"
            assert asked.first(account=account).name == "新名字"
            raise RuntimeError("given up")
        assert asked.first(account=account).name == given.learner.name


def test_words_in_a_value_stay_words(app: Flask, given: Given) -> None:
    asked = Question(lambda: BY_ACCOUNT)
    with app.app_context():
        assert asked.first(account="' OR 1=1 --") is None
        assert asked.first(account="%s ? :account %(account)s") is None


def test_a_question_that_fails_is_told_in_the_librarys_words(app: Flask) -> None:
    asked = Question(lambda: select(Person.id).where(db.text("nowhere.nothing = 1")))
    with app.app_context(), pytest.raises(DatabaseError, match="nowhere"):
        asked.all()


def test_lists_of_many_lengths_have_few_wordings(app: Flask, given: Given) -> None:
    built: list[int] = []
    people = [given.learner, given.tutor, given.team, given.area, given.expert]
    ids = bindparam("ids", expanding=True, type_=BigId)
    asked = Question(lambda: built.append(1) or select(Person.id).where(Person.id.in_(ids)).order_by(Person.id))
    with app.app_context():
        for number in range(len(people) + 1):
            wanted = sorted(person.id for person in people[:number])
            assert [row.id for row in asked.all(ids=wanted)] == wanted
    assert (len(built), len(asked._wordings)) == (1, 5), "for nobody, one, two, up to four, up to eight"


def test_rows_are_alike_when_what_was_found_is_alike(app: Flask, given: Given) -> None:
    asked = Question(lambda: BY_ACCOUNT)
    with app.app_context():
        first, again, other = (asked.rows(account=one.account) for one in (given.learner, given.learner, given.tutor))
        assert (first, hash(first)) == (again, hash(again))
        assert first != other
        assert [row.created_at for row in first] == [given.learner.created_at]
        assert (first.column("id"), len(first.only("id", {given.tutor.id}))) == ([given.learner.id], 0)
        assert asked.rows(account="nobody") != first


def test_an_act_is_seen_by_what_is_read_after_it(app: Flask, given: Given) -> None:
    """Plain reads have a connection of their own, which must not go on showing what was there before."""
    asked = Question(lambda: BY_ACCOUNT)
    with app.app_context():
        before = asked.first(account=given.learner.account).name
        with transaction() as session:
            session.get_one(Person, given.learner.id).name = before + "二"
            assert asked.first(account=given.learner.account).name == before + "二"
        assert asked.first(account=given.learner.account).name == before + "二"
        assert db.session.get_one(Person, given.learner.id).name == before + "二"
