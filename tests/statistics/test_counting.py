"""Days are counted by delete and insert: late, twice, after a change, always with the same outcome."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.foundation import clock
from app.foundation.database import db
from app.foundation.jobs import run_due
from app.statistics.figures import COUNTS, STATES
from app.statistics.jobs import COUNT_DAYS, MEND_FACTS
from app.statistics.models import ClassroomDay, FactDay, PersonDay, PersonState
from tests.support.given import EVENING

MONDAY, TUESDAY = EVENING - timedelta(days=2), EVENING - timedelta(days=1)


def facts(table):
    """All rows of a table without their numbers."""
    columns = [column for column in table.__table__.columns if column.name != "id"]
    return sorted(tuple(str(value) for value in row) for row in db.session.execute(select(*columns)))


def everything():
    return [facts(table) for table in (PersonDay, ClassroomDay, PersonState)]


def of_day(room, moment, *names):
    """Figures of one class on one day."""
    day = (moment + timedelta(hours=8)).date()
    columns = [getattr(ClassroomDay, name) for name in names]
    found = db.session.execute(select(*columns).where(ClassroomDay.classroom_id == room.id, ClassroomDay.day == day))
    return tuple(found.first() or (0,) * len(names))


@pytest.fixture
def week(given):
    """Two days of work in two classes, graded on the second; now it is Wednesday evening."""
    from app.grading.operations import grade_submission, rate_post

    clock.travel_to(MONDAY)
    given.first = given.a_submission()
    given.other = given.a_submission(by=given.far_learner, topic=given.topic2)
    given.a_journal(by=given.classmate)
    given.thread = given.a_thread()
    clock.travel_to(TUESDAY)
    with given.app.app_context():
        grade = grade_submission(given.tutor.id, given.first, 93, "把夜晚写得很细，收工的时间再和家长商量。")
        given.grade = grade.id
        rate_post(given.tutor.id, 1, "优", "问在点子上。")
    given.a_reply(given.thread, by=given.tutor)
    clock.travel_to(EVENING)
    return given


def count(app):
    with app.app_context():
        return [period for _job, period, _outcome in run_due([COUNT_DAYS], clock.now())]


def test_all_days_until_now_are_counted_and_then_rest(app, week):
    assert count(app) == [f"2026-spring 2026-03-{day:02}" for day in range(2, 19)]
    assert count(app) == []
    with app.app_context():
        room = week.classroom
        assert of_day(room, MONDAY, "assignments", "journals", "salon_posts", "waiting") == (1, 1, 1, 1)
        assert of_day(room, TUESDAY, "graded", "score_sum", "rung_1", "salon_posts", "waiting") == (1, 93, 1, 1, 0)
        assert of_day(room, EVENING, "learners", "active", "active_week", "waiting") == (3, 0, 2, 0)
        assert of_day(room, MONDAY, "learners", "active") == (4, 2)  # one more had not left yet
        assert of_day(week.far_classroom, EVENING, "waiting", "learners") == (1, 1)
        before = everything()
    clock.travel_to(EVENING + timedelta(minutes=11))
    assert count(app) == ["2026-spring 2026-03-18"]
    with app.app_context():
        assert everything() == before


def test_after_downtime_missed_days_come_out_as_if_nothing_had_happened(app, week):
    count(app)
    with app.app_context():
        before = everything()
        for table in (PersonState, ClassroomDay, PersonDay, FactDay):
            db.session.execute(table.__table__.delete())
        db.session.commit()
    count(app)
    with app.app_context():
        assert everything() == before


def test_a_day_that_ended_is_counted_once_more_and_the_next_one_begins(app, week):
    clock.travel_to(EVENING.replace(hour=15, minute=59))
    count(app)
    week.a_journal()
    clock.travel_to(EVENING.replace(hour=16, minute=6))
    assert count(app) == ["2026-spring 2026-03-18", "2026-spring 2026-03-19"]
    with app.app_context():
        assert of_day(week.classroom, EVENING, "journals") == (1,)


def test_what_changes_afterwards_is_mended_within_the_hour_and_nothing_else_is_touched(app, week):
    from app.discussions.operations import hide_post
    from app.grading.operations import grade_submission

    count(app)
    with app.app_context():
        assert run_due([MEND_FACTS], clock.now())[0][2] == "days-mended days=0"
        hide_post(1, week.learner.id)
        grade_submission(week.tutor.id, week.first, 71, "再看一遍，第二段说的是别人的班。", replaces=week.grade)
        assert of_day(week.classroom, MONDAY, "salon_posts") == (1,)
        assert run_due([MEND_FACTS], clock.now()) == []  # this hour has been looked at
        clock.travel_to(EVENING + timedelta(hours=1))
        assert run_due([MEND_FACTS], clock.now())[0][2] == "days-mended days=2"
        assert of_day(week.classroom, MONDAY, "salon_posts") == (0,)
        assert of_day(week.classroom, TUESDAY, "score_sum", "rung_1", "rung_3") == (71, 0, 1)
        clock.travel_to(EVENING + timedelta(hours=2))
        assert run_due([MEND_FACTS], clock.now())[0][2] == "days-mended days=0"


def test_every_figure_of_a_class_is_the_sum_of_its_people(app, week):
    count(app)
    with app.app_context():
        for name in COUNTS:
            rows = select(PersonDay.day, PersonDay.classroom_id, getattr(PersonDay, name))
            people = {}
            for day, room, number in db.session.execute(rows):
                people[day, room] = people.get((day, room), 0) + number
            rooms = select(ClassroomDay.day, ClassroomDay.classroom_id, getattr(ClassroomDay, name))
            assert {(d, r): n for d, r, n in db.session.execute(rooms) if n} == {k: n for k, n in people.items() if n}
        newest = {room: states for room, *states in db.session.execute(
            select(ClassroomDay.classroom_id, *(getattr(ClassroomDay, name) for name in STATES))
            .where(ClassroomDay.day == EVENING.date())
        )}  # fmt: skip
        for room, states in newest.items():
            mine = [row for row in db.session.scalars(select(PersonState)) if row.classroom_id == room]
            flags = ("is_learner", "is_on_schedule", "is_complete", "waiting", "is_active", "is_active_this_week")
            assert states == [sum(getattr(row, flag) for row in mine) for flag in flags]
