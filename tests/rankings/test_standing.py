"""One's own standing: where I am, who is around me, what lifts me most, how my weeks went."""

from datetime import timedelta

import pytest

from app.foundation import clock
from app.foundation.clock import Week
from app.rankings.operations import close_week
from tests.rankings.stage import ASSIGNMENTS, Stage


@pytest.fixture
def scene(app, given):
    """Two closed weeks, and a third that runs; the learner stands between a classmate and somebody far away."""
    with app.app_context():
        stage = Stage.of(given.training.id)
        monday = given.training.starts_at
        stage.hand_in(given.learner.id, given.topic.id, monday + timedelta(hours=20))
        stage.publish(given.learner.id, monday + timedelta(days=8), ASSIGNMENTS[2])
        for week in (Week(2026, 10), Week(2026, 11)):
            close_week(given.training.id, week, clock.now())
        running = monday + timedelta(days=15)
        stage.hand_in(given.classmate.id, given.topic.id, running)
        stage.publish(given.learner.id, running + timedelta(days=1, hours=1), ASSIGNMENTS[0])
        stage.post(given.far_learner.id, running)
        stage.study(given.learner.id, clock.local_day(clock.now(), clock.SHANGHAI), 7200)
    return stage


def test_my_place_what_lifts_me_and_my_weeks(scene, given, browse, statements):
    learner = browse(given.learner)
    with statements() as sent:
        page = learner.get("/honours/me").text
    assert sent.number <= 12
    for said in ("第 1 名", "交一份作业", "+3", "今天这一类已经计满", "第 1 周", "第 2 周", "<svg"):
        assert said in page, said
    assert page.index("交一份作业") < page.index("在沙龙里回应一次")
    assert "周立秋" in page  # a classmate is named
    assert "𠮷田" not in page  # who is of another class is not
    assert "外班学员" in page
    assert "各周的得分和名次" in page


def test_who_learns_nowhere_is_told_so(scene, given, browse):
    for person in (given.tutor, given.team, given.left):
        assert "您现在不是学员" in browse(person).get("/honours/me").text
    assert browse().get("/honours/me").status_code == 302


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_last_are_nobody_s_business(app, scene, given, browse):
    with app.app_context():
        scene.crowd(70)  # each with points of this week or an earlier day, before those who have none
    last = f"/honours/2026-W10/learners/{given.far_learner.id}"
    board = "/honours"
    assert browse(given.learner).get(f"{board}?page=2").status_code == 404
    assert browse(given.team).get(f"{board}?page=2").status_code == 200
    near = f"/honours/2026-W12/learners/{given.far_learner.id}"
    assert browse(given.far_learner).get(near).status_code == 200
    assert browse(given.far_tutor).get(near).status_code == 200
    assert browse(given.team).get(near).status_code == 200
    assert browse(given.learner).get(last).status_code == 200  # six people: all on the first page
