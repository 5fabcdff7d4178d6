"""Questions worded once for all who stand alike: each gets their own answer, at their own moment."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import literal, select, type_coerce

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom
from app.classrooms.policy import classrooms_readable_by
from app.foundation import clock
from app.foundation.database import BigId
from app.foundation.reading import moment
from app.people.models import Person
from app.people.queries import get_person
from tests.support.given import EVENING, Given


def test_one_wording_serves_all_of_a_kind_and_tells_each_their_own(app: Flask, given: Given) -> None:
    worded: list[Any] = []

    def build(viewer: Person) -> Any:
        worded.append(viewer)
        return (
            select(Classroom.code, type_coerce(viewer.id, BigId))
            .where(classrooms_readable_by(viewer))
            .order_by(Classroom.code)
        )

    asked = PersonalQuestion(build)
    seen = {}
    for account in ("learner", "classmate", "learner2", "far_learner", "tutor", "area", "far_area", "team"):
        with app.test_request_context():
            person = get_person(getattr(given, account).id)
            seen[account] = [tuple(row) for row in asked.all(person)]
            assert {number for _code, number in seen[account]} == {person.id}
    codes = {account: [code for code, _number in rows] for account, rows in seen.items()}
    assert codes["learner"] == codes["classmate"] == codes["tutor"] == ["c-101"]
    assert (codes["learner2"], codes["far_learner"], codes["far_area"]) == (["c-102"], ["c-601"], ["c-601"])
    assert (codes["area"], codes["team"]) == (["c-101", "c-102"], ["c-101", "c-102", "c-601"])
    assert len(worded) == 5, "four learners, a tutor, two areas and a team are five kinds of viewers"


def test_what_is_kept_asks_for_the_moment_anew(app: Flask, given: Given) -> None:
    asked = PersonalQuestion(lambda _viewer: select(moment()))
    for later in (timedelta(0), timedelta(hours=1)):
        clock.travel_to(EVENING + later)
        with app.test_request_context():
            told = asked.one(get_person(given.learner.id))
        assert abs(told - EVENING - later) < timedelta(minutes=1)


def test_what_is_kept_cannot_take_the_present_for_one_that_lasts(app: Flask, given: Given) -> None:
    asked = PersonalQuestion(lambda _viewer: select(literal(clock.now().isoformat())))
    with app.test_request_context(), pytest.raises(RuntimeError, match="moment"):
        asked.one(get_person(given.learner.id))
