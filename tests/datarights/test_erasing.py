"""An erasure: nothing of the person stays, and no figure changes by one."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from app import schedule
from app.classrooms.models import Training
from app.datarights.catalogue import GONE_NAME, HOLDINGS, NOT_THEIRS, filled
from app.datarights.operations.erasing import erase_person
from app.datarights.operations.planning import ask_for_erasure, call_off_erasure, confirm_erasure
from app.datarights.queries.rows import all_holdings, table_called
from app.foundation import clock, files
from app.foundation.clock import Week
from app.foundation.database import Base, db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.stored_files import StoredFile
from app.people.models import Person
from app.progress.queries import done_in_classroom
from app.rankings.models import ClosedWeek, Standing
from app.rankings.queries.boards import count_week
from app.rankings.queries.points_tables import rules_of
from app.rankings.scoring.rows import fingerprint
from tests.access.world import WEEK, World, build

# What the learner of the access tests wrote, by the names of its canaries.
THEIRS = (
    "filename", "file", "submission", "answer", "journaltitle", "journal", "contest2", "contest5", "threadtitle",
    "before", "postfilename", "postfile", "post", "objection",
)  # fmt: skip
HIDDEN = ("hiddentitle", "hiddenpost", "hiddenreply", "draftlearner")


def words_of(world: World) -> list[str]:
    found = [f"cnry{name}ownend" for name in THEIRS] + [f"cnry{name}end" for name in HIDDEN]
    assert set(found) <= set(world.audience)
    return found


def whole_database() -> str:
    """Every value of every table, and the index of the search, as one text; JSON as it is read."""
    tables = (f'SELECT * FROM "{table.name}"' for table in Base.metadata.sorted_tables)
    whole = "\n".join(str(tuple(row)) for query in tables for row in db.session.execute(text(query)))
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), whole)


def figures(training: Training, room_ids: list[int]) -> list[object]:
    """What is counted of the training: progress of each class, boards counted anew, frozen boards with their hashes."""
    week = Week.parse(WEEK)
    boards = count_week(training, week, week.ends_at(training.time_zone), rules_of(training.id, week))
    counts = [db.session.scalar(select(func.count()).select_from(table_called(name))) for name in (
        "submissions", "submission_versions", "journals", "posts", "threads", "enrolments", "grades", "likes",
        "study_days", "resources", "post_attachments", "people",
    )]  # fmt: skip
    frozen = [tuple(row) for row in db.session.execute(select(ClosedWeek.week, ClosedWeek.revision, ClosedWeek.hash))]
    standings = [tuple(row) for row in db.session.execute(
        select(Standing.board, Standing.subject_id, Standing.place, Standing.points, Standing.quality).order_by(Standing.id)
    )]  # fmt: skip
    sizes = [db.session.scalar(select(func.sum(table_called(name).c.characters))) for name in (
        "submission_versions", "journals", "posts")]  # fmt: skip
    done = [sorted(done_in_classroom(room, training.id).items()) for room in room_ids]
    return [done, fingerprint([row for board in boards.values() for row in board]), counts, sizes, frozen, standings]


def test_nothing_of_the_person_stays_and_no_figure_changes(app) -> None:
    world = build(app)
    given = world.given
    with app.app_context():
        given.a_reply(int(str(world.ids["thread"]["own"])), by=given.classmate, text="@林小满 您那一晚真不容易。")
        rooms = [given.classroom.id, given.classroom2.id, given.far_classroom.id]
        before, words = figures(given.training, rooms), words_of(world)
        held = whole_database()
        assert [word for word in words if word not in held and "file" not in word] == [], (
            "the search finds what is there"
        )
        files_before = {row.storage_name for row in db.session.scalars(select(StoredFile))}
        number = ask_for_erasure(given.learner.id, given.learner.id, "learner")
        confirm_erasure(given.learner.id, given.learner.id)
        assert erase_person(number) is False, "it is not due yet"
        clock.travel_to(clock.now() + timedelta(days=7, minutes=1))
        assert schedule.ERASE_PEOPLE.due(clock.now()) == [str(number)]
        assert erase_person(number) is True
        assert erase_person(number) is False, "a second run changes nothing"
        held = whole_database()
        assert [word for word in words if word in held] == []
        assert "林小满" not in held
        assert "'learner'" not in held
        assert figures(given.training, rooms) == before
        gone = files_before - {row.storage_name for row in db.session.scalars(select(StoredFile))}
        assert len(gone) == 5, "three of works and posts, two of resources"
        assert not any(files.is_kept(name) for name in gone)
        person = db.session.get_one(Person, given.learner.id)
        assert (person.name, person.password_hash, person.is_active) == (GONE_NAME, None, False)
        others = [word for word in world.audience if word in held]
        assert "cnrycommentownend" in others, "what a tutor wrote in their office stays"
        assert len(others) > 40, "the words of others stay"
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = given.learner.get_id()
    assert client.get("/me").status_code == 302, "no sign-in of theirs holds"


def test_it_takes_two_steps_and_can_be_called_off_until_it_is_done(app, given, browse) -> None:
    learner = browse(given.learner)
    wrong = learner.submit("/account/data/erasure", "ask-erasure", account="learner2", reason="")
    assert (wrong.status_code, "请核对" in wrong.text, "learner2" in wrong.text) == (422, True, True)
    asked = learner.submit("/account/data/erasure", "ask-erasure", account="Learner", reason="")
    assert asked.location == "/account/data/erasure"
    with app.app_context():
        assert schedule.ERASE_PEOPLE.due(clock.now() + timedelta(days=99)) == [], "one step is not enough"
    assert learner.submit("/account/data/erasure", "confirm-erasure").location == "/account/data"
    page = learner.get("/account/data").text
    assert ("已经登记注销" in page, "3月25日" in page) == (True, True)
    twice = learner.post("/account/data/erasure", data={"account": "learner"})
    assert twice.status_code == 422
    assert learner.submit("/account/data", "call-off").location == "/account/data"
    assert "登记注销" in learner.get("/account/data").text
    clock.travel_to(clock.now() + timedelta(days=8))
    schedule.beat(app)
    with app.app_context():
        assert db.session.get_one(Person, given.learner.id).name == "林小满"


def test_the_team_does_it_for_those_beneath_it_with_a_reason_that_the_person_hears(app, given, browse) -> None:
    team, base = browse(given.team), f"/administration/people/{given.tutor.id}/data"
    assert team.submit(f"{base}/erasure", "ask-erasure", account="tutor", reason="").status_code == 422
    assert (
        team.submit(f"{base}/erasure", "ask-erasure", account="tutor", reason="本人来信要求").location
        == f"{base}/erasure"
    )
    assert team.submit(f"{base}/erasure", "confirm-erasure").location == base
    tutor = browse(given.tutor)
    assert "项目组登记了注销您的账号" in tutor.get("/notices").text
    assert tutor.submit("/account/data", "call-off").location == "/account/data", "who is meant can call it off"
    log = team.get("/administration/log").text
    assert ("登记了何清明的注销" in log, "撤回了何清明的注销" in log) == (True, True)
    with app.app_context():
        for by, whose in ((given.area.id, given.learner.id), (given.learner.id, given.classmate.id)):
            with pytest.raises((NotFound, Forbidden)):
                ask_for_erasure(by, whose, "learner", "不喜欢")
            with pytest.raises((NotFound, Forbidden)):
                call_off_erasure(by, whose)
        with pytest.raises(Refused):
            ask_for_erasure(given.team.id, given.team.id, "team")  # the last of the team


def test_what_becomes_of_every_table_that_names_a_person_has_been_decided(app) -> None:
    """Whoever acted in an office is named by a column `…_by_id`; all others own what stands in the row."""
    assert filled("林小满，3 点") == "某某某，某 某"
    tables = Base.metadata.tables
    for holding in (one for one in HOLDINGS if one.table in tables):
        assert (holding.parent[0] if holding.parent else holding.owner) in tables[holding.table].c, holding.table
    known = {holding.table for holding in all_holdings()} | NOT_THEIRS | {"people"}
    owning = {
        table.name
        for table in tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "people" and not key.parent.name.endswith("by_id")
    }
    assert owning <= known, "say in app/datarights/catalogue.py what becomes of these"
    assert {name for name in known if name in tables} >= {"journals", "posts", "drafts", "submission_versions"}
