"""From a messy roster to seats, and back: laid out, decided, applied whole, taken back to the byte."""

from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.classrooms.models import Classroom, Enrolment
from app.classrooms.operations import transfer
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.foundation.jobs import run_due
from app.people.models import ActivationCode, Person, School
from app.people.operations import activate_account, end_sessions
from app.roster.jobs import FORGET_ROSTERS
from app.roster.models import PersonalRecord, RosterAct, RosterChange, RosterImport, RosterRow
from app.roster.operations.applying import apply_import
from app.roster.operations.codes import issue_class_codes
from app.roster.operations.drafting import decide_import
from app.roster.operations.undoing import undo_act
from app.statistics.operations import count_everything
from tests.access.sweep import content_of
from tests.roster.books import HEADS, identity
from tests.roster.stage import sent
from tests.support.given import Given

NUMBER = identity("43010219800101001")
MESSY = [
    HEADS,
    ("林 小满", " 芙蓉一班", "育才小学", "", "１３８００００００１１"),
    ("周立秋", "芙蓉二班", "育才小学", NUMBER, ""),
    ("𠮷桂兰", "c-101", "育材小学", "", ""),
    ("曾新来", "芙蓉一班", "育才小学", "", "13900000022"),
    ("邓丽华", "芙蓉一班", "育才小学", "4.3E+17", ""),
    ("何清明", "芙蓉九班", "育才小学", "", ""),
]
NEVER_PUT_BACK = {"recorded_events", "roster_acts", "roster_changes", "first_answers", "roster_imports", "roster_rows"}


def kinds(number: int) -> dict[str, int]:
    statement = (
        select(RosterRow.kind, func.count().label("count"))
        .where(RosterRow.import_id == number)
        .group_by(RosterRow.kind)
    )
    found = {row.kind: row.count for row in db.session.execute(statement)}
    db.session.rollback()
    return found


def applied(given: Given, rows: list[tuple[str, ...]], **decisions: object) -> int:
    """Send, decide and apply; gives the act."""
    number = sent(given, rows)
    questions = db.session.get_one(RosterImport, number).understood["questions"]
    db.session.rollback()
    schools = {one["key"]: "new" for one in questions}
    decide_import(given.team.id, number, {"schools": schools, "vanished": "keep", **decisions})
    assert apply_import(given.team.id, number)
    act_id = db.session.scalars(select(RosterAct.id).where(RosterAct.import_id == number)).one()
    db.session.rollback()
    return act_id


def seats(*people: str) -> dict[str, str]:
    statement = (
        select(Person.account, Classroom.code)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Classroom, Classroom.id == Enrolment.classroom_id)
        .where(Enrolment.until.is_(None))
    )
    found = {row.account: row.code for row in db.session.execute(statement)}
    db.session.rollback()
    return {account: found.get(account, "-") for account in people}


def test_a_roster_is_decided_on_applied_and_taken_back_to_the_byte(app: Flask, given: Given) -> None:
    before = content_of(app)
    with app.app_context():
        number = sent(given, MESSY)
        assert kinds(number) == {"changed": 1, "moved": 1, "asked": 1, "new": 1, "bad": 2, "vanished": 2}
    laid_out = content_of(app)
    changed = {name for name in before if before[name] != laid_out[name]}
    assert changed == {"roster_imports", "roster_rows", "recorded_events"}, "a dry run touches nobody"
    with app.app_context():
        with pytest.raises(Refused):
            apply_import(given.team.id, number)
        key = db.session.get_one(RosterImport, number).understood["questions"][0]["key"]
        db.session.rollback()
        decide_import(given.team.id, number, {"schools": {key: "new"}})
        with pytest.raises(Refused, match="少了一些"):
            apply_import(given.team.id, number)
        decide_import(given.team.id, number, {"vanished": "end"})
        assert apply_import(given.team.id, number)
        with pytest.raises(Refused, match="已经导入过"):
            apply_import(given.team.id, number)
        expected = {"learner": "c-101", "classmate": "c-102", "guilan": "c-101", "zengxinlai": "c-101", "learner2": "-"}
        assert seats(*expected) == expected
        newcomer = db.session.scalars(select(Person).where(Person.account == "zengxinlai")).one()
        assert (newcomer.password_hash, newcomer.sort_name) == (None, "zeng xin lai 曾新来"), "nobody gets a password"
        assert db.session.scalar(select(School.place_code).where(School.name == "育材小学")) == "430102"
        told = {row.name for row in db.session.scalars(select(RecordedEvent))}
        assert {"LearnerEnrolled", "LearnerTransferred", "LearnerLeft", "RosterImported", "SessionsEnded"} <= told
        act = db.session.scalars(select(RosterAct.id)).one()
        db.session.rollback()
        issue_class_codes(given.team.id, given.classroom.id)
        undo_act(given.team.id, act)
        with pytest.raises(Refused, match="已经撤销过"):
            undo_act(given.team.id, act)
    after = content_of(app)
    different = {name for name in before if before[name] != after[name]} - NEVER_PUT_BACK
    assert different == {"activation_codes"}, "codes of those who were there before stay"
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ActivationCode)) == 3


def test_numbers_lie_sealed_and_nothing_else_holds_them(app: Flask, given: Given) -> None:
    with app.app_context():
        applied(given, MESSY)
        record = db.session.get_one(PersonalRecord, given.classmate.id)
        assert (len(record.identity_index or ""), record.identity_sealed is not None) == (64, True)
        kept = [
            str(value)
            for model in (PersonalRecord, RosterImport, RosterRow, RosterChange, RosterAct, RecordedEvent)
            for row in db.session.execute(select(model.__table__))
            for value in row
        ]
        assert kept
        assert not [value for value in kept if NUMBER in value or "13900000022" in value]


def test_what_is_applied_is_what_was_seen(app: Flask, given: Given) -> None:
    with app.app_context():
        number = sent(given, [HEADS, ("林小满", "芙蓉二班", "育才小学", "", "")])
        decide_import(given.team.id, number, {"vanished": "keep"})
        transfer(given.learner.id, given.classroom.id, given.classroom2.id)
        assert not apply_import(given.team.id, number), "somebody moved them meanwhile"
        assert kinds(number)["same"] == 1
        nothing_new = sent(given, [HEADS, ("𠮷田", "岳阳楼一班", "", "", "")])
        with pytest.raises(Refused, match="没有什么要导入"):
            apply_import(given.team.id, nothing_new)


def test_cells_are_forgotten_after_thirty_days(app: Flask, given: Given) -> None:
    with app.app_context():
        number = sent(given, MESSY)
        run = run_due([FORGET_ROSTERS], clock.now() + timedelta(days=29))
        assert run == []
        run = run_due([FORGET_ROSTERS], clock.now() + timedelta(days=31))
        assert [outcome for _job, _period, outcome in run] == ["rosters-forgotten rosters=1"]
        assert kinds(number) == {}
        db.session.rollback()
        with pytest.raises(Refused, match="按期清除"):
            apply_import(given.team.id, number)


def test_what_came_of_it_stands_in_the_way(app: Flask, given: Given) -> None:
    newcomer = [HEADS, ("曾新来", "芙蓉一班", "育才小学", "", "")]
    with app.app_context():
        act = applied(given, newcomer)
        count_everything(given.training.id, clock.now())  # facts name the newcomer, who has done nothing
        undo_act(given.team.id, act)
        act = applied(given, newcomer)
        slips = {slip.name: slip for slip in issue_class_codes(given.team.id, given.classroom.id)}
        slip = slips["曾新来"]
        activate_account(slip.account, slip.code, "一句自己记得住的话")
        with pytest.raises(Refused, match="登录过或改过的账号 1"):
            undo_act(given.team.id, act)
        moved = applied(given, [HEADS, ("林小满", "芙蓉二班", "育才小学", "", "")])
    given.a_submission(by=given.learner)
    given.a_journal(by=given.learner)
    with app.app_context():
        with pytest.raises(Refused, match="作业 1、日志 1"):
            undo_act(given.team.id, moved)
        other = applied(given, [HEADS, ("周立秋", "芙蓉二班", "育才小学", "", "")])
        end_sessions(given.classmate.id)
        version = db.session.get_one(Person, given.classmate.id).session_version
        db.session.rollback()
        undo_act(given.team.id, other)
        assert db.session.get_one(Person, given.classmate.id).session_version == version + 1, (
            "no old sign-in comes back"
        )
        assert seats("classmate") == {"classmate": "c-101"}


def test_an_area_imports_into_its_own_classes_and_learns_nothing_of_others(app: Flask, given: Given) -> None:
    rows = [HEADS, ("𠮷田", "芙蓉一班", "育才小学", "", ""), ("王五", "岳阳楼一班", "育才小学", "", "")]
    with app.app_context():
        number = sent(given, rows, by=given.area)
        found = {row.name: row for row in db.session.scalars(select(RosterRow).where(RosterRow.number > 0))}
        assert (found["𠮷田"].kind, "person_beyond" in found["𠮷田"].detail) == ("conflict", True)
        assert (found["王五"].kind, "classroom_unknown" in found["王五"].detail) == ("bad", True)
        db.session.rollback()
        for somebody in (given.far_area, given.class_administrator, given.learner):
            with pytest.raises(NotFound):
                decide_import(somebody.id, number, {"vanished": "end"})


@pytest.mark.parametrize("seed", range(3))
def test_any_roster_can_be_taken_back(app: Flask, given: Given, seed: int) -> None:
    """Random rosters of known and new people; whatever they change, undoing leaves every table as it was."""
    rng = Random(seed)
    names = ["林小满", "周立秋", "欧阳春分", "𠮷田", "何清明", "龙一", "彭二", "谭三", "蒋四"]
    rows: list[tuple[str, ...]] = [(*HEADS, "身份")]
    for place, name in enumerate(rng.sample(names, 7)):
        room = rng.choice(["芙蓉一班", "芙蓉二班", "岳阳楼一班"])
        number = identity(f"4301021970010{rng.randint(1, 9)}{place:03}") if rng.random() < 0.4 else ""
        phone = f"1380000{place:04}" if rng.random() < 0.5 else ""
        role = rng.choice(["", "", "", "辅导教师"])
        rows.append((name, room, rng.choice(["育才小学", "新办学校"]), number, phone, role))
    before = content_of(app)
    with app.app_context():
        act = applied(given, rows, vanished=rng.choice(["keep", "end"]))
        assert db.session.scalar(select(func.count()).select_from(RosterChange)), "it did change something"
        db.session.rollback()
        middle = content_of(app)
        undo_act(given.team.id, act)
    after = content_of(app)
    assert {name for name in before if before[name] != after[name]} <= NEVER_PUT_BACK
    assert middle["enrolments"] != before["enrolments"] or middle["people"] != before["people"]
