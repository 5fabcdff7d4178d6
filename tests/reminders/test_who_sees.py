"""Who opens which page, how many statements each costs, and who came back: on the stage of all tests."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.classrooms.operations import transfer
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import RecordedEvent
from app.foundation.freshness import forget
from app.foundation.transactions import transaction
from app.progress.queries import done_in_training, module_ids
from app.progress.requirements import Done, requirements
from app.reminders.jobs import WORK_OUT_RETURNS
from app.reminders.models import Contact, ContactReturn
from app.reminders.operations import Draft, Talk, make_round, note_contact, rebuild_returns
from app.reminders.queries import brought_back_by, returns_of_classrooms, standing_of
from app.reminders.queries.areas import read_chasing
from app.reminders.queries.strides import course_of, strides_in_classroom, strides_under
from app.reminders.recipients import Channel, Kind
from app.roster.operations.merging import merge_accounts
from tests.reminders.scene import LIST, NEW, contacts, later, learners, study
from tests.support.given import EVENING

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
EVERYBODY = (
    "learner", "classmate", "tutor", "class_administrator", "expert", "area", "team", "left", "learner2", "tutor2",
    "class_administrator2", "far_learner", "far_tutor", "far_area",
)  # fmt: skip
STAFF, ABOVE = {"tutor", "class_administrator"}, {"area", "team"}
BAD = "家里老人住院，先别催"


def open_to(browse, given, address: str) -> set[str]:
    return {name for name in EVERYBODY if browse(getattr(given, name)).get(address).status_code == 200}


@ONE
def test_who_opens_what(app, given, browse):
    with app.app_context():
        made = make_round(given.tutor.id, given.classroom.id, Draft(Kind.CHASE, Channel.PHONE, [given.learner.id], ""))
        note_contact(given.tutor.id, given.classroom.id, given.learner.id, Talk(Channel.PHONE, None, BAD))
    history = f"/classrooms/c-101/learners/{given.learner.id}/contacts"
    assert open_to(browse, given, LIST) == STAFF | ABOVE
    assert open_to(browse, given, history) == STAFF | ABOVE
    assert open_to(browse, given, f"/reminders/rounds/{made}") == STAFF | ABOVE
    assert open_to(browse, given, NEW) == STAFF, "above a class one looks, and lets its own people talk"
    assert open_to(browse, given, "/reminders/places/43") == {"team"}
    assert open_to(browse, given, "/reminders/places/4301") == ABOVE
    assert open_to(browse, given, "/reminders/places/4306") == {"far_area", "team"}
    assert open_to(browse, given, "/reminders/rules") == {"team"}
    assert open_to(browse, given, "/me/reminders") == set(EVERYBODY)
    assert BAD in browse(given.area).get(history).text
    for name in ("learner", "classmate", "left"):
        assert BAD not in browse(getattr(given, name)).get("/me/reminders").text
    assert browse(given.team).get("/reminders/places/99").status_code == 404
    assert browse(given.tutor).get("/reminders").location == LIST
    assert browse(given.team).get("/reminders").location == "/reminders/places/43"


def test_who_writes_and_for_whom(app, given):
    with app.app_context():
        talk, room = Talk(Channel.FACE, None, "聊了聊"), given.classroom.id
        for name in ("tutor2", "area", "expert", "learner"):
            with pytest.raises(Forbidden):
                note_contact(getattr(given, name).id, room, given.learner.id, talk)
            with pytest.raises(Forbidden):
                make_round(getattr(given, name).id, room, Draft(Kind.CHASE, Channel.NOTICE, [given.learner.id], "嗯"))
        for person in (given.learner2, given.left):
            with pytest.raises(NotFound):
                note_contact(given.tutor.id, room, person.id, talk)
        for wrong in (Talk(Channel.NOTICE, None, "x"), Talk(Channel.PHONE, "maybe", ""), Talk(Channel.PHONE)):
            with pytest.raises(Refused):
                note_contact(given.tutor.id, room, given.learner.id, wrong)
        for wrong in (
            Draft(Kind.CHASE, Channel.FACE, [given.learner.id], "嗯"),
            Draft(Kind.CHASE, Channel.NOTICE, [], "嗯"),
            Draft(Kind.CHASE, Channel.NOTICE, [given.learner.id], "  "),
            Draft(Kind.CHASE, Channel.NOTICE, [given.learner2.id], "嗯"),
        ):
            with pytest.raises(Refused):
                make_round(given.tutor.id, room, wrong)
        assert contacts() == []
        note_contact(given.tutor.id, room, given.learner.id, talk)
        noted = db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "ContactNoted")).one()
        assert (noted.actor_id, noted.data["person_id"]) == (given.tutor.id, given.learner.id)
        assert "聊了聊" not in str(noted.data), "what was said stays with the contact"


@ONE
def test_a_history_goes_along_with_the_learner_and_stays_where_it_was_made(app, given, browse):
    history = "/classrooms/{}/learners/" + f"{given.learner.id}/contacts"
    with app.app_context():
        note_contact(given.tutor.id, given.classroom.id, given.learner.id, Talk(Channel.FACE, None, "在一班说的"))
        later(minutes=5)
        transfer(given.learner.id, given.classroom.id, given.classroom2.id)
        later(minutes=5)
        note_contact(given.tutor2.id, given.classroom2.id, given.learner.id, Talk(Channel.FACE, None, "在二班说的"))
    new, old = browse(given.tutor2).get(history.format("c-102")).text, browse(given.tutor)
    assert ("在一班说的" in new, "在二班说的" in new) == (True, True)
    before = old.get(history.format("c-101")).text
    assert ("在一班说的" in before, "在二班说的" in before, 'data-act="note-contact"' in before) == (True, False, False)
    assert old.get(history.format("c-102")).status_code == 404
    fields = {"csrf_token": old.token(), "channel": "face", "kind": "chase", "note": "还想说"}
    assert old.post(history.format("c-101"), data=fields).status_code == 404


def test_pages_cost_the_same_however_many_they_are_about(app, given, browse, statements):
    client, team, costs = browse(given.class_administrator), browse(given.team), []
    for more in (1, 9):
        with app.app_context():
            people = [given.learner.id, *learners(given, more, given.classroom if more > 1 else given.classroom2)]
            for person in people if more > 1 else people[:1]:
                note_contact(given.tutor.id, given.classroom.id, person, Talk(Channel.PHONE, "reached", "说过了"))
        chosen = "&".join(f"person={one}" for one in people)
        forget()
        for browser, address in (
            (client, f"{LIST}?kind=chase"), (client, f"{LIST}?kind=praise"), (client, f"{NEW}?channel=notice&{chosen}"),
            (client, f"/classrooms/c-101/learners/{given.learner.id}/contacts"), (team, "/reminders/places/43"),
        ):  # fmt: skip
            with statements() as sent:
                assert browser.get(address).status_code == 200
            costs.append(sent.number)
    assert costs[:5] == costs[5:]
    assert max(costs) <= 12, costs


def test_what_is_done_is_counted_as_everywhere_else(app, given):
    """The one statement here and the four of the learner's own page agree, for a class and below a place."""
    for topic in (given.topic, given.topic2, given.topic3):
        given.a_submission(topic=topic)
    given.a_journal()
    given.a_journal(title="没发布的", publish=False)
    given.a_thread(by=given.classmate)
    with app.app_context():
        study(given, given.learner, 61, days_ago=1)
        study(given, given.learner, 30, days_ago=9)
        course = course_of(given.training, module_ids(), clock.now())
        done = done_in_training(given.training.id)
        here = strides_in_classroom(given.training, course, given.classroom.id)
        below = strides_under(given.training, course, "43")
        for person in (given.learner.id, given.classmate.id):
            expected = requirements(course.scheme, done.get(person, Done()), course.modules)
            assert list(here[person].stride.asked) == list(below[person].stride.asked) == expected
        assert here[given.learner.id].stride.recent == {
            "minutes": 61, "assignments": 3, "journals": 1, "salon_posts": 0,
        }  # fmt: skip
        assert given.far_learner.id not in strides_under(given.training, course, "4301")
        chasing = read_chasing(given.training, "43", clock.now())
        assert {row.code: row.learners for row in chasing.rows} == {"c-101": 2, "c-102": 1, "c-601": 1}


def test_who_came_back_is_worked_out_anew_each_morning(app, given):
    with app.app_context():
        two = (given.learner.id, given.classmate.id)
        for person in two:
            note_contact(given.tutor.id, given.classroom.id, person, Talk(Channel.PHONE, "reached", "说过了"))
        note_contact(given.tutor.id, given.classroom.id, given.classmate.id, Talk(Channel.PHONE, "no_answer"))
        later(minutes=1)
        promise = Talk(Channel.FACE, None, "答应了", EVENING.date() + timedelta(days=3))
        note_contact(given.tutor.id, given.classroom.id, given.classmate.id, promise)
    later(days=1)
    given.a_journal(by=given.classmate)
    with app.app_context():
        later(days=1)
        clock.travel_to(clock.now().replace(hour=20, minute=59))
        assert WORK_OUT_RETURNS.due(clock.now()) == [], "not before five in the morning in Shanghai"
        later(minutes=1)
        due = WORK_OUT_RETURNS.due(clock.now())
        assert due == ["2026-spring:2026-03-21"]
        assert WORK_OUT_RETURNS.work(due[0], clock.now()) == "returns-worked-out contacts=4"
        rows = db.session.execute(
            select(ContactReturn.channel, ContactReturn.was_idle, ContactReturn.came_back_at.is_not(None))
            .order_by(ContactReturn.contact_id)
        ).all()  # fmt: skip
        assert [tuple(row) for row in rows] == [
            ("phone", True, False), ("phone", True, False), ("phone", False, False), ("face", True, True),
        ]  # fmt: skip
        found = returns_of_classrooms(given.training.id)[given.classroom.id]
        assert (found["phone"], found["face"].percent) == ((2, 0), 100)
        span = (EVENING, EVENING + timedelta(days=5))
        assert brought_back_by(given.training.id, *span) == {(given.tutor.id, given.classroom.id): 1}
        before = db.session.execute(select(ContactReturn.__table__)).all()
        assert rebuild_returns(given.training.id) == 4
        assert db.session.execute(select(ContactReturn.__table__)).all() == before, "a second run changes nothing"
        assert read_chasing(given.training, "4301", clock.now()).returns == (3, 1)


def test_accounts_that_were_merged_are_one_person_who_came_back(app, given):
    """Rung under the one account, back under the other; a call to somebody who was there under the other brings nobody
    back. What was promised before the merging still stands on the list."""
    with app.app_context():
        (former,) = learners(given, 1)
        note_contact(
            given.tutor.id,
            given.classroom.id,
            former,
            Talk(Channel.PHONE, "reached", "答应补上", EVENING.date() + timedelta(days=3)),
        )
        merge_accounts(given.team.id, given.learner.id, former)
        (lin,) = [
            one
            for one in standing_of(given.classroom, given.training, clock.now()).learners
            if one.id == given.learner.id
        ]
        assert (lin.last.note, lin.promised is not None) == ("答应补上", True)
    later(days=1)
    given.a_journal()
    later(hours=1)
    with app.app_context():
        note_contact(given.tutor.id, given.classroom.id, given.learner.id, Talk(Channel.FACE, None, "又说了一句"))
    later(hours=1)
    given.a_submission()
    with app.app_context():
        assert rebuild_returns(given.training.id) == 2
        rows = select(ContactReturn.person_id, ContactReturn.was_idle, ContactReturn.came_back_at.is_not(None))
        found = [tuple(row) for row in db.session.execute(rows.order_by(ContactReturn.contact_id))]
        assert found == [(former, True, True), (given.learner.id, False, False)]


def test_a_transfer_in_between_leaves_the_return_where_the_call_was_made(app, given):
    with app.app_context():
        note_contact(given.tutor.id, given.classroom.id, given.learner.id, Talk(Channel.PHONE, "reached", "说过了"))
        transfer(given.learner.id, given.classroom.id, given.classroom2.id)
    later(days=1)
    given.a_journal()
    with app.app_context():
        rebuild_returns(given.training.id)
        found = returns_of_classrooms(given.training.id)
        assert (found[given.classroom.id]["phone"], given.classroom2.id in found) == ((1, 1), False)


def test_a_promise_that_was_met_carries_its_day(app, given):
    with app.app_context():
        with transaction() as session:
            scheme = {**dict.fromkeys(given.training.scheme, 0), "journals": 3}
            session.execute(db.update(type(given.training)).values(scheme=scheme))
        promise = Talk(Channel.PHONE, "reached", "", EVENING.date() + timedelta(days=1))
        note_contact(given.tutor.id, given.classroom.id, given.learner.id, promise)
        assert db.session.scalars(select(Contact.wanted)).one() == {"journals": 1}
    later(days=1)
    given.a_journal()
    with app.app_context():
        rebuild_returns(given.training.id)
        assert db.session.scalars(select(ContactReturn.promise_met_on)).one() == EVENING.date() + timedelta(days=1)


@ONE
def test_chasing_speaks_english(app, given, browse):
    assert "lacks 761 minutes" in browse(given.tutor).get(LIST + "?kind=chase&lang=en").text
    assert "Too late without a call" in browse(given.tutor).get(LIST + "?kind=chase&lang=en").text
