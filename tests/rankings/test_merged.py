"""Two accounts of one person that were merged are one on the boards of the week that runs; weeks that had ended stay."""

from datetime import datetime

from flask import Flask

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.freshness import forget
from app.foundation.transactions import transaction
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import frozen_rows
from app.rankings.queries.running import running_boards
from app.rankings.scoring.rows import Row
from app.roster.operations.merging import merge_accounts
from tests.rankings.cheats import STORY
from tests.rankings.shelf import Shelf
from tests.rankings.stage import ASSIGNMENTS, TEXT, Stage
from tests.support.given import Given

W10, W11 = Week(2026, 10), Week(2026, 11)


def merge(given: Given, kept: int, former: int, at: datetime) -> None:
    clock.travel_to(at)
    merge_accounts(given.team.id, kept, former)


def once_learners(stage: Stage, people: list[int]) -> None:
    """Accounts are merged by the roster, which knows who learns or once learnt."""
    with transaction():
        for person in people:
            stage._enrol(person, stage.rooms[0], stage.at(-24))
    for person in people:
        stage.leave(person, stage.at(-23))


def board(stage: Stage, name: str, week: Week = W10) -> dict[int, Row]:
    """A board of a week that is closed right after it has ended."""
    closed = close_week(stage.training, week, stage.at(168 * (week.number - W10.number + 1)))
    return {row.subject_id: row for row in frozen_rows(closed.id) if row.board == name}


def graded_by_two(stage: Stage) -> None:
    for number, person in enumerate(stage.people):
        work = stage.publish(person, stage.at(10), ASSIGNMENTS[number])
        stage.grade("journal", work, "优", stage.at(20 + number), f"第 {number} 句评语")


def test_a_merged_tutor_is_one_with_all_that_was_graded(app: Flask, given: Given) -> None:
    with app.app_context():
        stage = Stage(learners=2, rooms=2)
        kept, former = stage.tutors
        once_learners(stage, stage.tutors)
        graded_by_two(stage)
        clock.travel_to(stage.at(30))
        assert graded_now(stage) == {kept: 1, former: 1}
        merge(given, kept, former, stage.at(40))
        clock.travel_to(stage.at(41))
        assert graded_now(stage) == {kept: 2}
        clock.travel_to(stage.at(168))
        assert {person: row.parts["graded"] for person, row in board(stage, "tutors").items()} == {kept: 2}


def graded_now(stage: Stage) -> dict[int, int]:
    """By tutor what the running week's board says was graded."""
    forget()
    rows = running_boards(db.session.get_one(Training, stage.training), W10).boards["tutors"]
    return {row.subject_id: row.parts["graded"] for row in rows}


def test_a_week_that_had_ended_before_counts_the_accounts_apart_however_late_it_is_closed(
    app: Flask, given: Given
) -> None:
    with app.app_context():
        stage = Stage(learners=2, rooms=2)
        kept, former = stage.tutors
        once_learners(stage, stage.tutors)
        graded_by_two(stage)
        merge(given, kept, former, stage.at(170))
        clock.travel_to(stage.at(400))
        assert {person: row.parts["graded"] for person, row in board(stage, "tutors").items()} == {kept: 1, former: 1}
        assert board(stage, "tutors", W11).keys() == {kept}


def test_a_merged_administrator_is_one_with_posts_and_with_who_was_brought_back(app: Flask, given: Given) -> None:
    with app.app_context():
        stage = Stage(learners=2, rooms=2)
        kept, former = stage.administrators
        once_learners(stage, stage.administrators)
        stage.post(kept, stage.at(10), ASSIGNMENTS[0])
        stage.post(former, stage.at(11), ASSIGNMENTS[1])
        stage.reach(former, stage.people[1], stage.at(125))
        merge(given, kept, former, stage.at(126))
        stage.post(stage.people[1], stage.at(130))
        clock.travel_to(stage.at(168))
        rows = board(stage, "administrators")
        assert rows.keys() == {kept}
        parts = rows[kept].parts
        assert (parts["posts"], parts["members"], len(parts["brought"])) == (2, 2, 1)


def test_a_merged_learner_has_under_one_limit_what_was_done_under_either(app: Flask, given: Given) -> None:
    """Beside a twin who did all of it under one account."""
    with app.app_context():
        points = []
        for accounts in (2, 1):
            stage = Stage(learners=2, rooms=2)
            kept, former = stage.people
            for number, text in enumerate((*ASSIGNMENTS, TEXT, STORY)):
                stage.post(stage.people[number % accounts], stage.at(30 + number), text)
            stage.publish(stage.people[accounts - 1], stage.at(40))
            merge(given, kept, former, stage.at(80))
            clock.travel_to(stage.at(168))
            rows = board(stage, "learners")
            points.append((set(rows) == {kept}, rows[kept].points))
        assert points[0] == points[1]
        assert points[0] == (True, 12_000)


def test_what_one_used_of_ones_own_under_another_account_counts_nothing(app: Flask, given: Given) -> None:
    with app.app_context():
        stage = Stage(learners=3, rooms=3)
        kept, former, stranger = stage.people
        shelf = Shelf(stage)
        clock.travel_to(stage.at(10))
        resource = shelf.share(kept)
        clock.travel_to(stage.at(20))
        assert shelf.use(former, resource)
        assert shelf.use(stranger, resource)
        merge(given, kept, former, stage.at(80))
        clock.travel_to(stage.at(168))
        items = board(stage, "learners")[kept].parts["items"]
        assert [(item[1], item[4]) for item in items] == [("shared-used-resource", 1)]
