"""Tricks give nothing: each is played beside an honest twin, over two closed weeks, and the points are written down."""

import os
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import update

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.likeness.queries.marks import submissions_like
from app.people.models import Person
from app.people.passwords import hash_password
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import frozen_rows
from app.rankings.queries.running import running_boards
from app.rankings.rules import shown
from tests.rankings.cheats import CHEATS, STORY, hand_in
from tests.rankings.stage import Stage
from tests.support.given import PASSWORD

DOCUMENT = Path(__file__).parents[2] / "docs" / "honours.md"
BEGIN, END = "<!-- cheats -->\n", "<!-- end of cheats -->"
_played: dict[str, dict[str, tuple[int, int]]] = {}


def play(stage: Stage) -> dict[str, tuple[int, int]]:
    """Points of two weeks for each cheat and its twin."""
    cast = {cheat.name: (stage.people[2 * n], stage.people[2 * n + 1]) for n, cheat in enumerate(CHEATS)}
    with transaction():
        for cheat in CHEATS:
            cheat.cheats(stage, cast[cheat.name][0])
            cheat.honest(stage, cast[cheat.name][1])
    points = Counter()
    for week in (Week(2026, 10), Week(2026, 11)):
        for row in frozen_rows(close_week(stage.training, week, stage.at(999)).id):
            if row.board == "learners":
                points[row.subject_id] += row.points
    return {name: (points[cheat], points[twin]) for name, (cheat, twin) in cast.items()}


@pytest.fixture
def points(database, request) -> dict[str, tuple[int, int]]:
    """Played once for all tests of a database."""
    if database not in _played:
        app = request.getfixturevalue("app")
        request.getfixturevalue("given")
        with app.app_context():
            stage = Stage(learners=2 * len(CHEATS) + 1, rooms=2)
            stage.extra = stage.people.pop()
            clock.travel_to(stage.at(0))
            _played[database] = play(stage)
    return _played[database]


@pytest.mark.parametrize("cheat", CHEATS, ids=lambda cheat: cheat.english)
def test_a_cheat_has_no_more_than_its_honest_twin(points, cheat):
    cheated, honest = points[cheat.name]
    assert cheated <= honest


def test_the_honest_are_paid(points):
    """The control: were nothing counted at all, no cheat would have more than its twin either."""
    paid = {name for name, (_, honest) in points.items() if honest > 0}
    assert paid == {cheat.name for cheat in CHEATS} - {
        "先占位，结算后改长", "两百条一个字的帖", "两百条标点凑字的帖", "一段话拆成十条短帖",
        "十个人互相下载、互相打五星",
    }  # fmt: skip


def test_the_table_in_the_document_is_what_they_got(points):
    rows = [
        f"| {cheat.name} · {cheat.english} | {shown(points[cheat.name][0])} | {shown(points[cheat.name][1])} |"
        for cheat in CHEATS
    ]
    table = "\n".join(["| 花招 · trick | 得分 · points | 老实人得分 · honest twin |", "| --- | --- | --- |", *rows, ""])
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    kept, _, after = rest.partition(END)
    if os.environ.get("KEEP_SNAPSHOTS"):
        DOCUMENT.write_text(before + BEGIN + table + END + after, encoding="utf-8")
    assert kept == table, "look at it, then run again with KEEP_SNAPSHOTS=1"


def test_a_text_copied_from_a_classmate_is_a_hint_and_no_verdict(app, given):
    with app.app_context():
        stage = Stage(rooms=1)
        clock.travel_to(stage.at(0))
        first = hand_in(stage, stage.people[0])
        copied = hand_in(stage, stage.people[1], STORY.replace("孩子", "学生"), hour=11)
        own = hand_in(stage, stage.people[2], "", topic=1)
        closed = close_week(stage.training, Week(2026, 10), stage.at(999))
        earned = {row.subject_id: row.points for row in frozen_rows(closed.id) if row.board == "learners"}
        assert earned[stage.people[0]] == earned[stage.people[1]] == 3000
        found = submissions_like(copied, stage.people[1], STORY.replace("孩子", "学生"), stage.rooms[0])
        assert [(hint.work_id, hint.person_id) for hint in found] == [(first, stage.people[0])]
        assert found[0].percent >= 75
        assert submissions_like(own, stage.people[2], "", stage.rooms[0]) == []


def test_signing_in_and_out_gives_nothing(app, given, browse):
    with app.app_context(), transaction() as session:
        session.execute(update(Person).values(password_hash=hash_password(PASSWORD)))
    browser = browse()
    for _ in range(6):
        browser.submit("/sign-in", "sign-in", account="learner", password=PASSWORD)
        assert browser.get("/me").status_code == 200
        browser.submit("/", "sign-out")
    with app.app_context():
        training = db.session.get(Training, given.training.id)
        counted = running_boards(training, training.week_of(clock.now()))
        assert {row.points for row in counted.boards["learners"]} == {0}
