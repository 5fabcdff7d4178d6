"""Being picked by an expert counts by the points table: once for a work, and never by a table that says nothing of it."""

from datetime import timedelta

from flask import Flask

from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.freshness import forget
from app.rankings.operations import publish_points_table
from app.rankings.queries.running import running_boards
from app.rankings.rules import DEFAULT, Rules
from app.recommendations.operations import (
    consent_to_showing,
    pick_work,
    recommend_work,
    withdraw_pick,
    withdraw_recommendation,
)
from app.resources.operations import withdraw_resource
from tests.resources.things import a_resource
from tests.support.given import Given


def quality(given: Given) -> int:
    """What tutors and experts found good in the learner's running week."""
    forget()
    boards = running_boards(given.training, given.training.week_of(clock.now())).boards
    return next(row.quality for row in boards["learners"] if row.subject_id == given.learner.id)


def agreed(given: Given, journal: int) -> int:
    found = recommend_work(given.tutor.id, "journal", journal, "写得真").id
    return consent_to_showing(found, given.learner.id).id


def test_a_pick_counts_once_for_a_work_and_only_while_it_stands(app: Flask, given: Given, browse) -> None:
    journal = given.a_journal()
    with app.app_context():
        one = agreed(given, journal)
        assert quality(given) == 0
        pick_work(one, given.expert.id, "可以直接用。")
        assert quality(given) == DEFAULT["picked"]["journal"]
    page = browse(given.learner).get(f"/honours/{given.training.week_of(clock.now())}/learners/{given.learner.id}").text
    assert "日志被专家选中" in page
    with app.app_context():
        withdraw_pick(one, given.expert.id)
        assert quality(given) == 0
        pick_work(one, given.expert.id, "还是好。")
        withdraw_recommendation(one, given.learner.id)
        assert quality(given) == 0
        clock.travel_to(clock.now() + timedelta(days=7))
        again = agreed(given, journal)
        pick_work(again, given.expert.id, "再选一次也不多给分。")
        assert quality(given) == 0


def test_a_picked_resource_counts_until_it_is_taken_back(app: Flask, given: Given, browse) -> None:
    resource = a_resource(given)
    with app.app_context():
        one = recommend_work(given.tutor.id, "resource", resource, "拿去就能用").id
        consent_to_showing(one, given.learner.id)
        pick_work(one, given.expert.id, "步骤清楚。")
        assert quality(given) == DEFAULT["picked"]["resource"]
    page = browse(given.learner).get(f"/honours/{given.training.week_of(clock.now())}/learners/{given.learner.id}").text
    assert ("资源被专家选中" in page, f'href="/resources/{resource}"' in page) == (True, True)
    with app.app_context():
        withdraw_resource(given.learner.id, resource)
        assert quality(given) == 0


def test_a_table_from_before_gives_nothing_for_picks(app: Flask, given: Given) -> None:
    earlier = {name: part for name, part in DEFAULT.items() if name != "picked"}
    assert set(Rules.read(1, earlier).picked.values()) == {0}
    assert Rules.read(2, DEFAULT).picked == DEFAULT["picked"]
    before_resources = {"picked": {"submission": 6000, "journal": 6000, "thread": 6000}}
    assert Rules.read(3, before_resources).picked == before_resources["picked"] | {"resource": 0}
    with app.app_context():
        publish_points_table(given.training.id, earlier, Week(2026, 10), None)
        pick_work(agreed(given, given.a_journal()), given.expert.id, "好。")
        assert quality(given) == 0
