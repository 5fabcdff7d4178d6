"""Bulletins and people brought back count for a class's administrator: once, while they stand, and never for a trick."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.freshness import forget
from app.rankings.operations import close_week, correct_week, publish_points_table
from app.rankings.queries.closed_weeks import frozen_rows
from app.rankings.queries.running import running_boards
from app.rankings.rules import BEFORE_BULLETINS, DEFAULT
from app.reminders.operations import Talk, note_contact, rebuild_returns
from app.reminders.queries.returns import brought_back_by
from tests.rankings.cheats import STORY
from tests.rankings.stage import Stage
from tests.support.given import Given

W10, W11 = Week(2026, 10), Week(2026, 11)
TOLD = STORY * 3
GIVEN = DEFAULT["administrators"]
Play = Callable[[Stage], object]


def earned(app: Flask, play: Play) -> list[tuple[int, int]]:
    """What an administrator has of bulletins and of people brought back, in each of two closed weeks."""
    with app.app_context():
        stage = Stage(learners=2, rooms=1)
        clock.travel_to(stage.at(0))
        play(stage)
        points = []
        for week in (W10, W11):
            rows = frozen_rows(close_week(stage.training, week, stage.at(999)).id)
            points.append(next(row.parts["points"] for row in rows if row.board == "administrators"))
        return [(one["bulletins"], one["brought_back"]) for one in points]


def once(stage: Stage) -> None:
    stage.bulletin(stage.rooms[0], stage.at(30), TOLD)


def twice(stage: Stage) -> None:
    once(stage)
    stage.bulletin(stage.rooms[0], stage.at(60), TOLD + TOLD)


def corrected_next_week(stage: Stage) -> None:
    once(stage)
    stage.bulletin_again(1, stage.at(200), TOLD + TOLD)


def taken_back(stage: Stage) -> None:
    stage.hide_bulletin(stage.bulletin(stage.rooms[0], stage.at(30), TOLD), stage.at(31))


def empty(stage: Stage) -> None:
    stage.bulletin(stage.rooms[0], stage.at(30), "好" + "！" * 200)


def long_after_closing(stage: Stage) -> None:
    stage.bulletin_again(stage.bulletin(stage.rooms[0], stage.at(30), "好"), stage.at(200), TOLD)


FULL, NOTHING = GIVEN["bulletins"], 0


@pytest.mark.parametrize(
    ("play", "expected"),
    [
        (once, [FULL, NOTHING]),
        (twice, [FULL, NOTHING]),
        (corrected_next_week, [FULL, NOTHING]),
        (taken_back, [NOTHING, NOTHING]),
        (empty, [NOTHING, NOTHING]),
        (long_after_closing, [NOTHING, NOTHING]),
    ],
)
def test_a_bulletin_counts_once_a_week_if_it_says_something_and_stays(app, given, play, expected):
    assert [bulletins for bulletins, _ in earned(app, play)] == expected


def test_a_bulletin_taken_back_after_closing_has_counted(app: Flask, given: Given) -> None:
    with app.app_context():
        stage = Stage(learners=1, rooms=1)
        number = stage.bulletin(stage.rooms[0], stage.at(30), TOLD)
        stage.hide_bulletin(number, stage.at(170))
        clock.travel_to(stage.at(400))
        late = frozen_rows(close_week(stage.training, W10, stage.at(400)).id)
        assert [row.parts["bulletins"] for row in late if row.board == "administrators"] == [[number]]
        again = correct_week(stage.training, W10, given.team.id, "看一看收回以后")
        rows = frozen_rows(again.id)
        assert [row.parts["bulletins"] for row in rows if row.board == "administrators"] == [[]]


def picked_of(app: Flask, play: Play) -> list[int]:
    """What an administrator has of picked bulletins in each of two closed weeks."""
    with app.app_context():
        stage = Stage(learners=1, rooms=1)
        number = stage.bulletin(stage.rooms[0], stage.at(30), TOLD)
        play(stage, number)
        weeks = [frozen_rows(close_week(stage.training, week, stage.at(999)).id) for week in (W10, W11)]
        return [next(r.parts["points"]["picked"] for r in rows if r.board == "administrators") for rows in weeks]


PICKED = GIVEN["picked"]


@pytest.mark.parametrize(
    ("hours", "hidden", "expected"),
    [
        ((40,), None, [PICKED, 0]),
        ((200,), None, [0, PICKED]),
        ((40, 41), None, [0, 0]),  # picked and taken back
        ((40, 41, 42), None, [PICKED, 0]),  # and picked again
        ((40, 180, 190), None, [PICKED, 0]),  # again in the week after: it counts in the week of the first pick
        ((40,), 50, [0, 0]),
        ((40,), 180, [PICKED, 0]),  # hidden after the week's end
    ],
)
def test_a_picked_bulletin_counts_once_in_its_first_week(app, given, hours, hidden, expected):
    def play(stage: Stage, number: int) -> None:
        for hour in hours:
            stage.pick("bulletin", number, stage.at(hour))
        if hidden:
            stage.hide_bulletin(number, stage.at(hidden))

    assert picked_of(app, play) == expected


def reached(*hours: float, then: float = 150, **how) -> Play:
    """The first of two learners is rung at these hours, and reads again at one; the second stays silent."""

    def play(stage: Stage) -> None:
        for hour in hours:
            stage.reach(stage.administrators[0], stage.people[0], stage.at(hour), **how)
        stage.post(stage.people[0], stage.at(then))

    return play


def came_by_themselves_first(stage: Stage) -> None:
    stage.post(stage.people[0], stage.at(100))
    stage.reach(stage.administrators[0], stage.people[0], stage.at(101))
    stage.post(stage.people[0], stage.at(102))


HALF = GIVEN["brought_back"] // 2  # the other of two learners is silent still


@pytest.mark.parametrize(
    ("play", "expected"),
    [
        (reached(140), [HALF, NOTHING]),
        (reached(130, 135, 140), [HALF, NOTHING]),
        (reached(160, then=180), [NOTHING, HALF]),
        (reached(70), [NOTHING, NOTHING]),
        (reached(140, outcome="no_answer"), [NOTHING, NOTHING]),
        (reached(140, kind="praise"), [NOTHING, NOTHING]),
        (reached(151), [NOTHING, NOTHING]),
        (came_by_themselves_first, [NOTHING, NOTHING]),
    ],
    ids=[
        "once",
        "rung_three_times",
        "back_next_week",
        "too_late",
        "nobody_there",
        "praise",
        "afterwards",
        "was_active",
    ],
)
def test_bringing_somebody_back_counts_once_in_the_week_in_which_they_came(app, given, play, expected):
    assert [back for _, back in earned(app, play)] == expected


def test_it_is_what_the_morning_s_own_count_says(app: Flask, given: Given) -> None:
    """Noted and worked out by the real acts of chasing, counted again by the honours."""
    week = given.training.week_of(clock.now())
    with app.app_context():
        talk = Talk(channel="phone", outcome="reached", promised_on=None, note="")
        note_contact(given.class_administrator.id, given.classroom.id, given.learner.id, talk)
        clock.travel_to(clock.now() + timedelta(hours=1))
        Stage.of(given.training.id).post(given.learner.id, clock.now())
        clock.travel_to(clock.now() + timedelta(minutes=1))
        rebuild_returns(given.training.id)
        bounds = week.starts_at(given.training.time_zone), week.ends_at(given.training.time_zone)
        who = given.class_administrator.id, given.classroom.id
        assert brought_back_by(given.training.id, *bounds)[who] == 1
        forget()
        rows = running_boards(given.training, week).boards["administrators"]
        row = next(row for row in rows if row.subject_id == given.class_administrator.id)
        assert len(row.parts["brought"]) == 1


def test_the_page_leads_to_what_was_counted(app: Flask, given: Given, browse, statements) -> None:
    week, person = given.training.week_of(clock.now()), given.class_administrator
    with app.app_context():
        stage = Stage.of(given.training.id)
        number = stage_bulletin(stage, given)
        stage.reach(person.id, given.learner.id, clock.now() - timedelta(hours=2))
        stage.post(given.learner.id, clock.now() - timedelta(hours=1))
    address = f"/honours/{week}/administrators/{person.id}"
    contacts = f"/classrooms/{given.classroom.code}/learners/{given.learner.id}/contacts"
    staff = browse(person)
    staff.get(address)
    with statements() as sent:
        page = staff.get(address).text
    assert sent.number <= 12, sent.sent
    assert f'href="/bulletins/{number}"' in page
    assert f'href="{contacts}"' in page
    assert staff.get(contacts).status_code == 200
    seen_by_a_learner = browse(given.far_learner).get(address).text
    assert f'href="/bulletins/{number}"' in seen_by_a_learner
    assert given.learner.name not in seen_by_a_learner


def stage_bulletin(stage: Stage, given: Given) -> int:
    stage.administrators = [given.class_administrator.id if room == given.classroom.id else 0 for room in stage.rooms]
    return stage.bulletin(given.classroom.id, clock.now() - timedelta(hours=3), TOLD)


def test_a_week_counted_by_an_earlier_table_says_nothing_of_bulletins(app: Flask, given: Given, browse) -> None:
    week, person = given.training.week_of(clock.now()), given.class_administrator
    with app.app_context():
        earlier = DEFAULT | {"administrators": {k: v for k, v in BEFORE_BULLETINS.items() if v or k == "winners"}}
        publish_points_table(given.training.id, earlier, W10, None)
        stage_bulletin(Stage.of(given.training.id), given)
        forget()
    page = browse(person).get(f"/honours/{week}/administrators/{person.id}").text
    assert "班级简报" not in page.partition("<main")[2]
    assert "沙龙发言" in page
