"""Figures add up from class to province, and nobody sees beyond their part."""

from datetime import timedelta

import pytest

from app.statistics.figures import Figures, total


def test_figures_add_up_and_means_are_worked_out_of_sums():
    whole = total([Figures(learners=2, study_seconds=7200, on_schedule=1), Figures(learners=1, study_seconds=60)])
    assert (whole.learners, whole.minutes_each, whole.on_schedule_percent) == (3, 40, 33)


def test_no_learners_no_means():
    assert (Figures().minutes_each, Figures().on_schedule_percent) == (0, 0)


@pytest.fixture
def worked(given):
    given.a_submission()
    given.a_submission(by=given.learner2)
    given.a_journal(by=given.far_learner)
    given.a_thread()
    return given


def test_the_team_sees_the_province_and_its_cities(worked, browse, statements):
    browser = browse(worked.team)
    assert browser.get("/statistics").headers["Location"] == "/statistics/43"
    with statements() as sent:
        page = browser.get("/statistics/43").get_data(as_text=True)
    assert "长沙市" in page
    assert "岳阳市" in page
    assert sent.number <= 25  # the first visitor of a minute counts everything
    with statements() as sent:
        browser.get("/statistics/43")
    assert sent.number <= 12


def test_an_area_administrator_sees_the_own_city_alone(worked, browse):
    browser = browse(worked.area)
    page = browser.get("/statistics/4301").get_data(as_text=True)
    assert "芙蓉区" in page
    assert "岳阳" not in page
    assert browser.get("/statistics/43").status_code == 404
    assert browser.get("/statistics/4306").status_code == 404


def test_a_tutor_sees_the_own_class_and_a_learner_no_figures(worked, browse):
    page = browse(worked.tutor).get("/statistics").get_data(as_text=True)
    assert "芙蓉一班" in page
    assert "芙蓉二班" not in page
    assert browse(worked.learner).get("/statistics").status_code == 403


def test_children_add_up_to_their_place(app, worked):
    from app.statistics.queries import figures_of

    with app.app_context():
        whole, _as_of = figures_of(worked.training, "43")
        parts = [figures_of(worked.training, city)[0] for city in ("4301", "4306")]
        assert total(parts) == whole
        assert (whole.learners, whole.classrooms, whole.assignments) == (5, 3, 2)


def test_posts_on_boards_are_counted_once_a_minute(app, worked, browse, statements):
    """Counting them is the only part of the page that grows with all that was ever written."""
    from app.discussions.operations import open_boards, start_thread
    from app.foundation import clock
    from app.statistics.queries import forum_posts

    now = clock.now()
    clock.travel_to(now)
    training_id, author_id = worked.training.id, worked.far_learner.id
    with app.app_context():
        board_id = open_boards(training_id)[-1].id
        assert forum_posts(training_id) == 0
        start_thread(author_id, "夜里家访", "走了四里路。", board_id=board_id)
        with statements() as sent:
            assert forum_posts(training_id) == 0
        assert sent.number == 0
        clock.travel_to(now + timedelta(seconds=61))
        assert forum_posts(training_id) == 1
