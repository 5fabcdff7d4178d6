"""Where names stand as text, in rounds of reminders and in rosters, an erasure takes out the one and leaves the others."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.classrooms.models import Enrolment
from app.datarights.catalogue import GONE_NAME
from app.datarights.operations.erasing import erase_person
from app.datarights.operations.planning import ask_for_erasure, confirm_erasure
from app.drafts.models import Draft as Kept
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.reminders.models import Contact, ReminderRound
from app.reminders.operations import Draft, Talk, make_round, note_contact
from app.reminders.operations.forgetting import without
from app.reminders.recipients import Channel, Kind
from app.roster.models import PersonalRecord, RosterAct, RosterChange, RosterImport, RosterRow
from app.roster.operations.applying import apply_import
from app.roster.operations.drafting import decide_import
from app.roster.operations.merging import merge_accounts
from app.roster.queries.imports import returned_rows
from app.roster.queries.secrets import the_sealer
from tests.datarights.test_erasing import whole_database
from tests.roster.books import HEADS, identity
from tests.roster.stage import sent
from tests.support.given import BEGINNING, Given


def erase(person_id: int, account: str) -> None:
    number = ask_for_erasure(person_id, person_id, account)
    confirm_erasure(person_id, person_id)
    clock.travel_to(clock.now() + timedelta(days=7, minutes=1))
    assert erase_person(number)


def another(given: Given, account: str, name: str) -> int:
    with transaction() as session:
        person = Person(account=account, name=name, sort_name=account, created_at=BEGINNING)
        session.add(person)
        session.flush()
        here = {"training_id": given.training.id, "classroom_id": given.classroom.id, "since": BEGINNING}
        session.add(Enrolment(person_id=person.id, **here))
        return person.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("还可以补日志的老师：李明、李明华、王芳", "还可以补日志的老师：某、李明华、王芳"),
        ("李明老师，谢谢李明！", "某老师，谢谢某！"),
        ("没有谁", "没有谁"),
    ],
)
def test_a_longer_name_is_left_alone(text: str, expected: str) -> None:
    assert without(text, "李明", ["李明华"], "某") == expected


def test_texts_of_a_class_go_on_without_the_name(app: Flask, given: Given) -> None:
    group = "还可以补日志的老师：林小满、林小满子、周立秋"
    with app.app_context():
        namesake = another(given, "longer", "林小满子")
        people, room = [given.learner.id, given.classmate.id, namesake], given.classroom.id
        make_round(given.tutor.id, room, Draft(Kind.CHASE, Channel.GROUP, people, group))
        note_contact(given.tutor.id, room, given.classmate.id, Talk(Channel.FACE, None, "和林小满是同事"))
        make_round(given.tutor.id, room, Draft(Kind.CHASE, Channel.NOTICE, people, "{姓名}，差{缺什么}"))
        with transaction() as session:
            box = f"reminder:{room}:chase:2026-03-18"
            session.add(Kept(person_id=given.tutor.id, box=box, device="d", text=group, saved_at=clock.now()))
        assert whole_database().replace("林小满子", "").count("林小满") >= 5
        erase(given.learner.id, "learner")
        assert "林小满" not in whole_database().replace("林小满子", "")
        left = f"还可以补日志的老师：{GONE_NAME}、林小满子、周立秋"
        assert db.session.scalars(select(ReminderRound.text).order_by(ReminderRound.id)).first() == left
        assert db.session.scalars(select(Kept.text).where(Kept.box == box)).one() == left
        assert f"和{GONE_NAME}是同事" in db.session.scalars(select(Contact.note)).all()


def test_what_a_tutor_signed_goes_on_without_the_name(app: Flask, given: Given) -> None:
    with app.app_context():
        draft = Draft(Kind.CHASE, Channel.NOTICE, [given.learner.id], "{姓名}，差{缺什么}。——{署名}")
        make_round(given.tutor.id, given.classroom.id, draft)
        assert "何清明" in db.session.scalars(select(Contact.words)).one()
        erase(given.tutor.id, "tutor")
        assert "何清明" not in whole_database()


def test_rosters_lose_the_rows_of_somebody_without_a_number(app: Flask, given: Given) -> None:
    rows = [
        HEADS, ("曾新来", "芙蓉一班", "育才小学", "", ""), ("谭春梅", "芙蓉一班", "育才小学", "", ""),
        ("林小满", "芙蓉一班", "育才小学", "", ""),
    ]  # fmt: skip
    wrong = [HEADS, ("曾新来", "芙蓉九班", "育才小学", "", ""), ("谭春梅", "芙蓉九班", "育才小学", "", "")]
    with app.app_context():
        first = sent(given, rows)
        decide_import(given.team.id, first, {"vanished": "keep"})
        assert apply_import(given.team.id, first)
        open_one = sent(given, wrong)
        db.session.rollback()
        person = db.session.scalars(select(Person).where(Person.name == "曾新来")).one()
        person_id, account = person.id, person.account
        assert "曾新来" in whole_database()
        erase(person_id, account)
        held = whole_database()
        assert ("曾新来" in held, f"'{account}'" in held) == (False, False)
        named = db.session.scalars(select(RosterRow.name).where(RosterRow.import_id == first)).all()
        assert {GONE_NAME, "谭春梅", "林小满"} <= set(named), "others keep their rows"
        for number in (first, open_one):
            sealed = db.session.get_one(RosterImport, number).sealed
            assert sealed
            cells = the_sealer().open_long(sealed)
            assert ("曾新来" in cells, "谭春梅" in cells) == (False, True)
        returned = returned_rows(db.session.get_one(RosterImport, open_one))[1]
        assert [typed.get("name") for typed, _ in returned] == [None, "谭春梅"]
        assert db.session.scalars(select(RosterChange).where(RosterChange.row_key == person_id)).all() == [
            change for change in db.session.scalars(select(RosterChange)) if change.row_key == person_id
            and change.table_name not in ("people", "personal_records", "person_merges")
        ]  # fmt: skip
        db.session.rollback()
        decide_import(given.team.id, open_one, {"vanished": "keep"})
        assert "曾新来" not in whole_database(), "laid out anew, it does not come back"


def test_a_namesake_of_another_school_keeps_their_row(app: Flask, given: Given) -> None:
    rows = [HEADS, ("林小满", "芙蓉二班", "另一所新学校", "", "13900000055")]
    with app.app_context():
        number = sent(given, rows)
        decide_import(given.team.id, number, {"vanished": "keep", "schools": {"430102|另一所新学校": "new"}})
        erase(given.learner.id, "learner")
        assert "林小满" in db.session.scalars(select(RosterRow.name).where(RosterRow.import_id == number)).all()


def test_of_two_namesakes_in_one_class_only_the_row_of_the_erased_one_goes(app: Flask, given: Given) -> None:
    """Told apart by their numbers; a row under a misspelt name that carries the number goes along."""
    one, other = identity("43010219800101123"), identity("43010219810101123")
    rows = [
        HEADS, ("李明", "芙蓉一班", "育才小学", one, ""), ("李明", "芙蓉一班", "育才小学", other, "13900000055"),
    ]  # fmt: skip
    misspelt = [HEADS, ("李鸣", "芙蓉一班", "育才小学", one, ""), ("李明", "芙蓉一班", "育才小学", other, "")]
    with app.app_context():
        first = sent(given, rows)
        decide_import(given.team.id, first, {"vanished": "keep"})
        assert apply_import(given.team.id, first)
        second = sent(given, misspelt)
        db.session.rollback()
        index = the_sealer().index("identity", one)
        whose = select(PersonalRecord.person_id).where(PersonalRecord.identity_index == index)
        person_id = db.session.scalars(whose).one()
        erase(person_id, db.session.get_one(Person, person_id).account)
        for number in (first, second):
            assert names_in(number) == [GONE_NAME, "李明"]
            cells = the_sealer().open_long(db.session.get_one(RosterImport, number).sealed or "")
            assert (one in cells, other in cells) == (False, True)


def test_of_two_namesakes_in_two_classes_only_the_row_of_the_erased_one_goes(app: Flask, given: Given) -> None:
    """Nobody's number is known: school and class tell them apart, and what could mean both is left to both."""
    rows = [HEADS, ("李明", "芙蓉一班", "育才小学", "", ""), ("李明", "芙蓉二班", "砂子塘小学", "", "")]
    doubtful = [HEADS, ("李明", "芙蓉九班", "育才小学", "", "")]
    with app.app_context():
        first = sent(given, rows)
        decide_import(given.team.id, first, {"vanished": "keep", "schools": {"430102|砂子塘小学": "new"}})
        assert apply_import(given.team.id, first)
        second = sent(given, doubtful)
        db.session.rollback()
        called = select(Person).join(Enrolment, Enrolment.person_id == Person.id).where(Person.name == "李明")
        for room, left in ((given.classroom2, ["李明", GONE_NAME]), (given.classroom, [GONE_NAME, GONE_NAME])):
            person = db.session.scalars(called.where(Enrolment.classroom_id == room.id)).one()
            erase(person.id, person.account)
            assert names_in(first) == left
            assert names_in(second) == (["李明"] if "李明" in left else [GONE_NAME]), (
                "the last of that name goes with all"
            )


def names_in(import_id: int) -> list[str]:
    named = select(RosterRow.name).where(RosterRow.import_id == import_id, RosterRow.number > 0)
    return list(db.session.scalars(named.order_by(RosterRow.number)))


def test_accounts_that_were_merged_go_together(app: Flask, given: Given) -> None:
    with app.app_context():
        former = another(given, "lin-old", "林小满")
        merge_accounts(given.team.id, given.learner.id, former)
        assert "lin-old" in str(db.session.scalars(select(RosterAct.told)).all())
        erase(given.learner.id, "learner")
        held = whole_database()
        assert ("林小满" in held, "lin-old" in held, "'learner'" in held) == (False, False, False)
