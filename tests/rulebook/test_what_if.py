"""The project team tries other rules on a week that is over, and publishes them from next week on."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import Base, db
from app.foundation.errors import Forbidden
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.rankings.models import PointsTable
from app.rankings.operations import close_week
from app.rankings.queries.boards import count_week
from app.rankings.queries.closed_weeks import revisions_of
from app.rankings.queries.points_tables import rules_of
from app.rankings.queries.standings import standings_of
from app.rankings.rules import DEFAULT
from app.rankings.scoring.rows import ADMINISTRATORS, BOARDS, TUTORS
from app.rulebook.kinds import KINDS
from app.rulebook.operations import publish_rules
from app.rulebook.queries import versions_of, what_if
from tests.rankings.stage import ASSIGNMENTS, Stage

W10, W12, W13 = (Week(2026, number) for number in (10, 12, 13))
PAGE, VERSIONS = "/honours/what-if", "/honours/rules/versions"


@pytest.fixture
def scene(app, given):
    """In the first week the learner handed in an assignment and the classmate wrote two posts."""
    with app.app_context():
        stage = Stage.of(given.training.id)
        monday = given.training.starts_at
        stage.hand_in(given.learner.id, given.topic.id, monday + timedelta(hours=20))
        for number in (0, 1):
            stage.post(given.classmate.id, monday + timedelta(hours=30 + number), ASSIGNMENTS[number])
        close_week(given.training.id, W10, clock.now())
    return stage


def rows_in_tables() -> dict[str, int]:
    return {table.name: len(db.session.execute(select(table)).all()) for table in Base.metadata.sorted_tables}


def sent(browser, **changed: str) -> dict[str, str]:
    """The form as the page gives it, with some values changed."""
    page = browser.get(PAGE).text
    fields = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    return {**fields, **browser.form(PAGE, "what-if")[1], **changed}


def test_who_would_have_won_beside_who_did(app, scene, given, browse):
    with app.app_context():
        before = rows_in_tables()
    team = browse(given.team)
    page = team.post(PAGE, data=sent(team, week="2026-W10", points__submission="9"))
    assert page.status_code == 200
    for said in ("林小满", "周立秋", "会落选", "新上榜", "2 → 1", "3 → 9", "交作业 +6"):
        assert said in page.text, said
    with app.app_context():
        assert rows_in_tables() == before


def test_the_rules_that_counted_change_nothing(app, scene, given):
    with app.app_context():
        training = db.session.get(Training, given.training.id)
        found = what_if(training, W10, standings_of(training, W10), rules_of(training.id, W10))
        for board, one in found.items():
            assert [row.subject_id for row in one.before] == [row.subject_id for row in one.after]
            assert one.movers == []
            assert one.before or board == TUTORS, "nobody has graded yet"


def test_every_board_is_compared_and_every_reason_has_a_name(app, scene, given, browse):
    team = browse(given.team)
    form = sent(team, week="2026-W10", tutors__share_graded="10", tutors__winners="1")
    assert team.post(PAGE, data=form).text.count("两份名单里相同的有") == len(BOARDS)
    with app.app_context():
        training = db.session.get(Training, given.training.id)
        rules = rules_of(training.id, W10)
        named = {"study", *rules.points, "shared-used-resource", "shared-rated-resource"}
        named |= {f"graded-{kind}" for kind in (*rules.grades, *(f"pick-{kind}" for kind in rules.picked))}
        boards = count_week(training, W10, W10.ends_at(training.time_zone), rules)
        named |= {part for board in (TUTORS, ADMINISTRATORS) for row in boards[board] for part in row.parts["points"]}
        assert len(named) > 15
        assert named <= KINDS.keys()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_cannot_be_stands_beside_its_field_and_nothing_typed_is_lost(scene, given, browse):
    team = browse(given.team)
    answer = team.post(PAGE, data=sent(team, points__post="lots", a_day__talk="1.5", tutors__slow_hours="3"))
    assert answer.status_code == 422
    for said in ("请写一个数字。", "请写整数。", 'value="lots"', 'value="1.5"'):
        assert said in answer.text, said
    answer = team.post(PAGE, data=sent(team, tutors__slow_hours="3"))
    assert "要比“多少小时以内满分”大" in answer.text


def test_published_from_next_week_on_with_a_reason_and_frozen_weeks_stay(app, scene, given, browse):
    team, training = browse(given.team), given.training.id
    with app.app_context():
        digest = revisions_of(training, W10)[0].hash
    refused = team.post(VERSIONS, data=sent(team, points__post="1.5", reason=""))
    assert refused.status_code == 422
    assert "请写明为什么要改" in refused.text
    form = sent(team, points__post="1.5", reason="多鼓励回应同伴")
    answers = {team.post(VERSIONS, data=form).headers["Location"] for _ in range(2)}
    assert len(answers) == 1
    for person in (None, given.learner):
        page = browse(person).get(VERSIONS).text
        for said in ("多鼓励回应同伴", "发言得分", "1.5", "从第 4 周起"):
            assert said in page
    assert "和现在的规则一样" in team.post(VERSIONS, data=sent(team, reason="再发一次")).text
    with app.app_context():
        assert rules_of(training, W12).points["post"] == 1000  # the week that runs
        assert rules_of(training, W13).points["post"] == 1500
        assert revisions_of(training, W10)[0].hash == digest
        told = db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "PointsTablePublished")).all()
        assert [event.data["first_week"] for event in told] == ["2026-W13"]
        assert len(versions_of(training)) == len(db.session.scalars(select(PointsTable.id)).all())


def test_rules_of_the_first_week_changed_nothing_and_stand_beside_the_common_ones(app, scene, given, browse):
    with app.app_context(), transaction() as session:
        first = {**DEFAULT, "points": {**DEFAULT["points"], "post": 2000}}
        session.query(PointsTable).filter_by(training_id=given.training.id).delete()
        session.add(PointsTable(
            training_id=given.training.id, version=1, first_week=str(W10), rules=first, published_at=clock.now(),
        ))  # fmt: skip
    page = browse(given.learner).get(VERSIONS).text
    assert "和通用的计分规则有这些不同" in page
    assert "通用规则" in page
    assert "原来" not in page


def test_only_the_team_tries_and_publishes(app, scene, given, browse):
    for person in (given.learner, given.tutor, given.area, given.expert):
        browser = browse(person)
        assert browser.get(PAGE).status_code == 403
        with app.app_context(), pytest.raises(Forbidden):
            publish_rules(person.id, given.training.id, {}, "想改")
    assert browse().get(PAGE).status_code == 302


def test_a_page_of_any_size_costs_the_same(app, scene, given, browse, statements):
    team = browse(given.team)
    form = sent(team, week="2026-W10", points__post="4")

    def price() -> int:
        with statements() as asked:
            assert team.post(PAGE, data=form).status_code == 200
        return asked.number

    small = price()
    with app.app_context():
        scene.crowd(40)
    assert price() <= small <= 13


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_pages_speak_english(scene, given, browse):
    team = browse(given.team)
    for page in (PAGE, "/honours/rules/versions"):
        assert "规则" not in team.get(page, query_string={"lang": "en"}).text, page
