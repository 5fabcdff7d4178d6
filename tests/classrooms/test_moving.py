"""Coming, moving and leaving: the past stays where it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from app.classrooms import operations
from app.classrooms.memberships import memberships_of
from app.classrooms.models import Enrolment, StaffAssignment, StaffRole
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.journals.models import Journal
from app.people.models import Person
from tests.support.given import BEGINNING, EVENING


def enrolments_of(person):
    statement = select(Enrolment).where(Enrolment.person_id == person.id).order_by(Enrolment.since)
    return [(e.classroom_id, e.since, e.until) for e in db.session.scalars(statement)]


def classes_at(person, instant):
    clock.travel_to(instant)
    return [held.classroom_code for held in memberships_of(person)]


def test_a_transfer_never_rewrites_the_past(app, given):
    journal = given.a_journal(by=given.learner)
    moved = EVENING - timedelta(hours=1)
    with app.app_context():
        operations.transfer(given.learner.id, given.classroom.id, given.classroom2.id, moved, by_id=given.team.id)
        assert enrolments_of(given.learner) == [
            (given.classroom.id, BEGINNING, moved),
            (given.classroom2.id, moved, None),
        ]
        assert db.session.get(Journal, journal).classroom_id == given.classroom.id
        assert classes_at(given.learner, moved - timedelta(minutes=1)) == ["c-101"]
        assert classes_at(given.learner, moved) == ["c-102"]
        assert classes_at(given.learner, EVENING + timedelta(days=9)) == ["c-102"]
        event = db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "LearnerTransferred")).one()
        assert (event.actor_id, event.data["to_classroom_id"]) == (given.team.id, given.classroom2.id)


def test_there_and_back_again_are_three_enrolments_without_gap_or_overlap(app, given):
    ids = [given.classroom.id, given.classroom2.id, given.classroom.id]
    with app.app_context():
        for n, (before, after) in enumerate(pairwise(ids)):
            operations.transfer(given.learner.id, before, after, EVENING - timedelta(hours=2 - n))
        found = enrolments_of(given.learner)
        assert [room for room, _, _ in found] == ids
        assert [until for _, _, until in found[:-1]] == [since for _, since, _ in found[1:]]


@pytest.mark.parametrize("moved", [EVENING + timedelta(minutes=1), BEGINNING, BEGINNING - timedelta(days=1)])
def test_a_transfer_at_an_impossible_time_changes_nothing(app, given, moved):
    with app.app_context():
        before = enrolments_of(given.learner)
        with pytest.raises(Refused):
            operations.transfer(given.learner.id, given.classroom.id, given.classroom2.id, moved)
        assert enrolments_of(given.learner) == before


def test_nobody_can_be_moved_from_a_class_they_are_not_in(app, given):
    with app.app_context():
        for person, room in ((given.left, given.classroom), (given.learner, given.classroom2)):
            with pytest.raises(NotFound):
                operations.transfer(person.id, room.id, given.far_classroom.id)
        with pytest.raises(Refused):
            operations.transfer(given.learner.id, given.classroom.id, given.classroom.id)


def test_a_learner_sits_in_one_class_of_a_training_even_when_two_enrol_at_once(app, given):
    def come(room: int) -> str:
        with app.app_context():
            try:
                operations.enrol(given.left.id, room)
            except Refused:
                return "refused"
            return "seated"

    rooms = [given.classroom.id, given.classroom2.id] * 3
    with ThreadPoolExecutor(6) as crowd:
        assert sorted(crowd.map(come, rooms)) == ["refused"] * 5 + ["seated"]
    with app.app_context():
        assert [until for _, _, until in enrolments_of(given.left)].count(None) == 1


def test_leaving_ends_the_membership_at_that_instant_and_the_sign_in_with_it(app, given, browse):
    browser = browse(given.learner)
    assert browser.get("/classrooms/c-101").status_code == 200
    with app.app_context():
        operations.leave(given.learner.id, given.classroom.id)
        assert memberships_of(given.learner) == []
        version = db.session.get(Person, given.learner.id).session_version
    assert version == given.learner.session_version + 1
    assert browser.get("/classrooms/c-101").status_code == 302


def test_work_for_a_class_begins_once_and_ends_with_a_date(app, given):
    with app.app_context():
        for _ in "ab":
            operations.assign_staff(given.tutor2.id, given.classroom.id, StaffRole.TUTOR)
        clock.travel_to(EVENING + timedelta(days=1))
        operations.relieve_staff(given.tutor2.id, given.classroom.id, StaffRole.TUTOR)
        wanted = (StaffAssignment.person_id == given.tutor2.id, StaffAssignment.classroom_id == given.classroom.id)
        assert len(db.session.scalars(select(StaffAssignment).where(*wanted)).all()) == 1
        assert [held.classroom_code for held in memberships_of(given.tutor2)] == ["c-102"]
        with pytest.raises(NotFound):
            operations.relieve_staff(given.tutor2.id, given.classroom.id, StaffRole.TUTOR)
