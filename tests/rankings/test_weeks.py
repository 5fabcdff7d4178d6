"""Closing weeks: in order, late, once; frozen for good; corrected in the open."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import RecordedEvent
from app.foundation.jobs import JobRun, run_due
from app.rankings.jobs import CLOSE_WEEKS
from app.rankings.models import ClosedWeek, PointsTable, Standing
from app.rankings.operations import close_week, correct_week, publish_points_table
from app.rankings.queries import active_classes, learners_of_the_week, my_standing
from app.rankings.queries.closed_weeks import frozen_rows, open_weeks, revisions_of
from app.rankings.scoring.rows import fingerprint
from tests.rankings.stage import ASSIGNMENTS, TEXT, Stage

W10, W11, W12 = (Week(2026, number) for number in (10, 11, 12))


@pytest.fixture
def stage(app, given):
    with app.app_context():
        stage = Stage()
        clock.travel_to(stage.at(0))
        yield stage


def snapshot(closed_id: int) -> list:
    return frozen_rows(closed_id)


def points_of(closed: ClosedWeek, person: int) -> int:
    return next(r.points for r in frozen_rows(closed.id) if r.board == "learners" and r.subject_id == person)


def test_a_week_that_still_runs_is_refused(stage):
    for instant in (stage.at(0), stage.at(7 * 24) - timedelta(microseconds=1)):
        with pytest.raises(Refused):
            close_week(stage.training, W10, instant)
    assert close_week(stage.training, W10, stage.at(7 * 24)).revision == 1


def test_a_week_outside_of_the_training_is_refused(stage):
    with pytest.raises(Refused):
        close_week(stage.training, W10.previous(), stage.at(9999))


def test_closing_twice_changes_nothing_and_tells_once(stage):
    stage.post(stage.people[0], stage.at(20))
    first = close_week(stage.training, W10, stage.at(200))
    rows, identity = snapshot(first.id), (first.id, first.hash)
    stage.post(stage.people[0], stage.at(21), TEXT * 2)
    again = close_week(stage.training, W10, stage.at(300), by=None, reason="twice")
    assert (again.id, again.hash, snapshot(again.id)) == (*identity, rows)
    told = select(func.count()).where(RecordedEvent.name == "WeekClosed")
    assert db.session.scalar(told) == 1


def test_frozen_rows_do_not_follow_regrades_transfers_and_deletions(stage):
    person, other = stage.people[0], stage.people[1]
    work = stage.hand_in(person, stage.topics[0], stage.at(10))
    post = stage.post(other, stage.at(11))
    stage.grade("submission", work, "优", stage.at(30))
    closed = close_week(stage.training, W10, stage.at(170))
    rows, digest = snapshot(closed.id), closed.hash
    stage.grade("submission", work, "不合格", stage.at(180))
    stage.move(person, stage.rooms[2], stage.at(181))
    stage.hide(post, stage.at(182))
    assert snapshot(closed.id) == rows
    assert fingerprint(snapshot(closed.id)) == digest
    later = close_week(stage.training, W11, stage.at(400))
    assert (points_of(later, person), points_of(later, other)) == (0, 0)  # neither grade nor transfer counts again


def test_a_week_closed_late_is_counted_as_of_its_end(stage):
    person = stage.people[0]
    work = stage.hand_in(person, stage.topics[0], stage.at(10))
    stage.grade("submission", work, "优", stage.at(30))
    post = stage.post(person, stage.at(40))
    stage.grade("submission", work, "合格", stage.at(170))
    stage.hide(post, stage.at(171))
    assert points_of(close_week(stage.training, W10, stage.at(500)), person) == 3000 + 6000 + 2000


def test_a_correction_counts_what_is_known_now_and_keeps_the_old(stage, given):
    person = stage.people[0]
    post = stage.post(person, stage.at(40))
    first = close_week(stage.training, W10, stage.at(170))
    clock.travel_to(stage.at(200))
    stage.hide(post, stage.at(190))
    with pytest.raises(Forbidden):
        correct_week(stage.training, W10, given.tutor.id, "想改")
    with pytest.raises(Refused):
        correct_week(stage.training, W10, given.team.id, "  ")
    second = correct_week(stage.training, W10, given.team.id, "发言与他人雷同，已删除")
    assert (second.revision, second.closed_by_id, second.reason) == (2, given.team.id, "发言与他人雷同，已删除")
    assert (points_of(second, person), points_of(first, person)) == (0, 2000)
    assert [one.revision for one in revisions_of(stage.training, W10)] == [2, 1]
    assert close_week(stage.training, W10, stage.at(900)).revision == 2


def test_only_a_closed_week_can_be_corrected(stage, given):
    with pytest.raises(Refused):
        correct_week(stage.training, W10, given.team.id, "为什么不行")


def test_a_thing_taken_back_and_handed_in_again_counts_once(stage):
    person, other = stage.people[:2]
    stood = stage.hand_in(person, stage.topics[0], stage.at(10))
    stage.take_back(stood, stage.at(170))  # after its week: it has counted
    stage.hand_in(person, stage.topics[0], stage.at(172))
    gone = stage.hand_in(other, stage.topics[0], stage.at(10))
    stage.take_back(gone, stage.at(20))  # within its week: it has not
    stage.hand_in(other, stage.topics[0], stage.at(172))
    weeks = [close_week(stage.training, week, stage.at(900)) for week in (W10, W11)]
    assert [points_of(week, person) for week in weeks] == [3000, 0]
    assert [points_of(week, other) for week in weeks] == [0, 3000]


def test_the_same_words_count_once_in_a_training(stage):
    person = stage.people[0]
    first = stage.post(person, stage.at(10))
    stage.post(person, stage.at(11), TEXT.replace("。", "！"))
    stage.hide(first, stage.at(180))
    stage.post(person, stage.at(190))
    weeks = [close_week(stage.training, week, stage.at(900)) for week in (W10, W11)]
    assert [points_of(week, person) for week in weeks] == [2000, 0]  # a thread opened, then only repeats


def test_deleting_and_posting_again_within_the_week_counts_the_one_that_stands(stage):
    first = stage.post(stage.people[0], stage.at(10))
    stage.hide(first, stage.at(11))
    stage.post(stage.people[0], stage.at(12))
    assert points_of(close_week(stage.training, W10, stage.at(200)), stage.people[0]) == 2000


def test_winners_rest_for_two_weeks(stage):
    strong, weak = stage.people[0], stage.people[3]  # both of the first class
    stars = []
    for week in range(3):
        hours = 7 * 24 * week + 10
        stage.hand_in(strong, stage.topics[week], stage.at(hours))
        stage.post(strong, stage.at(hours + 1), ASSIGNMENTS[week])
        stage.post(weak, stage.at(hours + 2), ASSIGNMENTS[week])
        closed = close_week(stage.training, [W10, W11, W12][week], stage.at(9999))
        stars.append([row.subject_id for row in frozen_rows(closed.id) if row.board == "learners" and row.is_winner])
    assert stars == [[strong], [weak], []]


def test_a_new_points_table_changes_only_weeks_from_its_first_on(stage, given):
    for week in range(2):
        stage.hand_in(stage.people[0], stage.topics[week], stage.at(7 * 24 * week + 10))
    publish_points_table(stage.training, {}, W10, None)
    publish_points_table(stage.training, {"points": {"submission": 5000}}, W11, given.team.id)
    weeks = [close_week(stage.training, week, stage.at(900)) for week in (W10, W11)]
    assert [(week.rules_version, points_of(week, stage.people[0])) for week in weeks] == [(1, 3000), (2, 5000)]
    with pytest.raises(Refused):
        publish_points_table(stage.training, {"points": {"submission": "viel"}}, W12, given.team.id)
    with pytest.raises(Forbidden):
        publish_points_table(stage.training, {}, W12, given.tutor.id)


def test_the_first_closing_writes_down_the_house_s_table(stage):
    assert close_week(stage.training, W10, stage.at(170)).rules_version == 1
    tables = db.session.scalars(select(PointsTable).where(PointsTable.training_id == stage.training)).all()
    assert [(table.version, table.first_week) for table in tables] == [(1, "2026-W10")]


def test_the_new_year_belongs_to_the_old_years_last_week(app, given):
    with app.app_context():
        stage = Stage(starts_on=date(2026, 12, 28), weeks=2)
        assert Week.of_day(date(2027, 1, 1)) == Week(2026, 53)
        stage.post(stage.people[0], datetime(2027, 1, 1, 12, tzinfo=UTC))
        sunday = datetime(2027, 1, 3, 15, 59, 59, tzinfo=UTC)  # still Sunday in Shanghai
        stage.post(stage.people[1], sunday)
        stage.post(stage.people[2], sunday + timedelta(seconds=1))  # Sunday 16:00 UTC is Monday in Shanghai
        late = sunday + timedelta(days=30)
        last, first = close_week(stage.training, Week(2026, 53), late), close_week(stage.training, Week(2027, 1), late)
        assert [points_of(last, person) for person in stage.people[:3]] == [2000, 2000, 0]
        assert [points_of(first, person) for person in stage.people[:3]] == [0, 0, 2000]
        assert [str(week) for week in open_weeks(db.session.get(Training, stage.training), late)] == []


def test_the_job_closes_all_ended_weeks_in_order_and_once(stage):
    mine = [f"{stage.code} {week}" for week in (W10, W11)]
    done = [period for _, period, _ in run_due([CLOSE_WEEKS], stage.at(14 * 24 + 5))]
    assert [period for period in done if period in mine] == mine
    assert run_due([CLOSE_WEEKS], stage.at(14 * 24 + 6)) == []
    closed = select(ClosedWeek.week).where(ClosedWeek.training_id == stage.training).order_by(ClosedWeek.id)
    assert db.session.scalars(closed).all() == ["2026-W10", "2026-W11"]


def test_two_schedulers_close_a_week_once(app, given):
    with app.app_context():
        stage = Stage()
        stage.post(stage.people[0], stage.at(10))
        training, now = stage.training, stage.at(14 * 24 + 5)
        clock.travel_to(now)
    start, failures = Barrier(2), []

    def scheduler() -> None:
        with app.app_context():
            start.wait()
            try:
                run_due([CLOSE_WEEKS], now)
            except Exception as failure:
                failures.append(failure)

    threads = [Thread(target=scheduler) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        weeks = db.session.scalars(select(ClosedWeek.week).where(ClosedWeek.training_id == training)).all()
        runs = db.session.scalar(select(func.count()).select_from(JobRun))
        assert (failures, sorted(weeks), runs) == ([], ["2026-W10", "2026-W11"], 4)  # two weeks of each training


def test_two_hands_close_a_week_once(app, given):
    with app.app_context():
        stage = Stage()
        training, now = stage.training, stage.at(200)
    start, found = Barrier(2), []

    def hand() -> None:
        with app.app_context():
            start.wait()
            found.append(close_week(training, W10, now).id)

    threads = [Thread(target=hand) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert len(set(found)) == 1


def test_what_other_pages_show_is_the_latest_closed_week(stage):
    assert (learners_of_the_week(stage.training), active_classes(stage.training)) == ([], [])
    for n, person in enumerate(stage.people[:4]):
        stage.hand_in(person, stage.topics[0], stage.at(10 + n))
    close_week(stage.training, W10, stage.at(400))
    stars = learners_of_the_week(stage.training, 2)
    assert [(star.person_id, star.place, star.week) for star in stars] == [
        (stage.people[0], 1, "2026-W10"), (stage.people[1], 2, "2026-W10"),
    ]  # fmt: skip
    assert [room.classroom_id for room in active_classes(stage.training, 1)] == [stage.rooms[0]]
    mine = my_standing(stage.people[3])
    assert (mine.place, mine.points, mine.is_winner) == (4, 3000, False)
    assert my_standing(stage.tutors[0]) is None


def test_every_learner_and_class_has_a_row(stage):
    closed = close_week(stage.training, W10, stage.at(170))
    numbers = select(Standing.board, func.count()).where(Standing.closed_week_id == closed.id).group_by(Standing.board)
    assert dict(db.session.execute(numbers).all()) == {
        "learners": 6, "classrooms": 3, "tutors": 3, "administrators": 3,
    }  # fmt: skip


def test_who_left_before_the_weeks_end_has_no_row_and_who_moved_stands_in_the_new_class(stage):
    leaver, mover = stage.people[0], stage.people[1]
    stage.post(leaver, stage.at(10))
    stage.post(mover, stage.at(10))
    stage.leave(leaver, stage.at(50))
    stage.move(mover, stage.rooms[2], stage.at(50))
    rows = frozen_rows(close_week(stage.training, W10, stage.at(200)).id)
    seats = {row.subject_id: row.classroom_id for row in rows if row.board == "learners"}
    assert leaver not in seats
    assert seats[mover] == stage.rooms[2]
    earned = {row.subject_id: row.parts["points"] for row in rows if row.board == "classrooms"}
    assert earned == {stage.rooms[0]: 0, stage.rooms[1]: 2000, stage.rooms[2]: 0}


def test_a_corrected_away_star_does_not_rest(stage, given):
    first, second = stage.people[0], stage.people[3]  # both of the first class
    post = stage.post(first, stage.at(10))
    stage.post(second, stage.at(11), ASSIGNMENTS[0])
    close_week(stage.training, W10, stage.at(170))
    clock.travel_to(stage.at(180))
    stage.hide(post, stage.at(175))
    correct_week(stage.training, W10, given.team.id, "抄来的，已删除")
    stage.post(first, stage.at(190), ASSIGNMENTS[1])
    stage.post(second, stage.at(191), ASSIGNMENTS[2])
    rows = frozen_rows(close_week(stage.training, W11, stage.at(400)).id)
    assert [row.subject_id for row in rows if row.board == "learners" and row.is_winner] == [first]
