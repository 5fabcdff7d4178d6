"""Plans of a demo training: exact totals, people who stay who they are, and days that hold together."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from app.classrooms.scheme import Scheme
from app.demo.planning.calendar import DAY, WEEK, Calendar, latest_for_a_running_week
from app.demo.planning.chance import chance
from app.demo.planning.classroom import rows_of
from app.demo.planning.course import Course, CourseTopic
from app.demo.planning.journeys import after_study, stretches, week_weights
from app.demo.planning.quotas import Quota
from app.demo.planning.training import SCHEME, Plan, plan_training
from app.demo.rhythm import TEMPERAMENTS
from app.demo.shape import PROVINCE, SMALL, Shape
from app.demo.texts import Topic, known_topics
from app.progress.requirements import Done, is_complete, requirements

LATER = 4_000_000_000
SUMMER = Calendar(date(2009, 6, 1), 6, LATER)
MODULES = 6


def course() -> Course:
    words = known_topics()
    topics = [
        CourseTopic(number, word.title, number % MODULES, 400, (("case", 300), ("questions", 60)), word)
        for number, word in enumerate(words, 1)
    ]
    return Course(tuple(tuple(topic for topic in topics if topic.module == module) for module in range(MODULES)))


def plan(shape: Shape, calendar: Calendar = SUMMER, seed: str = "2009") -> Plan:
    return plan_training(shape, calendar, course(), "hash", seed)


@pytest.fixture(scope="module")
def province() -> Plan:
    return plan(PROVINCE)


@pytest.mark.parametrize("shape", [PROVINCE, SMALL, PROVINCE.scaled(0.02), PROVINCE.scaled(0.3)])
def test_quotas_reach_every_total_to_the_unit(shape):
    made = plan(shape)
    quotas = {learner.id: job.quotas[learner.id] for job in made.jobs for learner in job.room.learners}
    assert len(quotas) == shape.learners
    assert sum(quota.minutes for quota in quotas.values()) == shape.minutes
    assert sum(quota.submissions for quota in quotas.values()) == shape.submissions
    assert sum(quota.journals for quota in quotas.values()) == shape.journals
    assert sum(quota.resources for quota in quotas.values()) == shape.resources
    said_by_staff = sum(job.staff.tutor_posts + job.staff.administrator_posts for job in made.jobs)
    said_by_staff += sum(job.special.told for job in made.jobs if job.special)
    assert sum(quota.posts for quota in quotas.values()) + said_by_staff == shape.salon_posts


@pytest.mark.parametrize("shape", [PROVINCE.scaled(0.1), SMALL])
def test_exactly_those_finish_who_should(shape):
    made = plan(shape)
    quotas = [job.quotas[learner.id] for job in made.jobs for learner in job.room.learners]
    through = [quota for quota in quotas if _meets_all(quota)]
    assert len(through) == shape.complete
    assert all(quota.is_complete for quota in through)


def _meets_all(quota: Quota) -> bool:
    each = {module: quota.submissions // MODULES + (module < quota.submissions % MODULES) for module in range(MODULES)}
    done = Done(quota.minutes, each, quota.journals, quota.posts)
    return is_complete(requirements(Scheme.read(SCHEME), done, list(range(MODULES))))


def test_the_province_has_its_places_and_people(province):
    kinds = Counter(row[2] for row in province.rows["places"])
    assert (kinds["city"], kinds["site"], len(province.jobs)) == (14, 160, 239)
    assert len(province.rows["institutions"]) == 148
    assert Counter(row[3] for row in province.rows["staff_assignments"]) == {
        "tutor": 239, "class_administrator": 239, "technician": 239,
    }  # fmt: skip
    sizes = [len(job.room.learners) for job in province.jobs]
    assert min(sizes) >= 44
    assert max(sizes) <= 62
    accounts = [row[1] for row in province.rows["people"]]
    assert len(set(accounts)) == len(accounts)


def test_an_expert_looks_after_neighbouring_cities_and_none_is_left_out(province):
    appointments = [row for row in province.rows["appointments"] if row[2] == "expert"]
    assert len({row[1] for row in appointments}) == 6
    assert len({row[3] for row in appointments}) == len(appointments) == 14


def test_who_moves_has_two_stays_that_touch_and_classes_keep_their_size(province):
    moved = [learner for job in province.jobs for learner in job.room.learners if len(learner.stays) > 1]
    assert len(moved) == PROVINCE.transferred
    for learner in moved:
        first, second = learner.stays
        assert first.until == second.since
        assert first.room != second.room
        assert learner.room_at(second.since - 1) == first.room
        assert learner.room_at(second.since) == second.room


def test_the_same_seed_gives_the_same_rows_in_any_order_and_another_seed_gives_others():
    first, second, other = plan(SMALL), plan(SMALL), plan(SMALL, seed="2010")
    assert first.rows == second.rows
    rows_of(second.world, second.jobs[1])
    assert rows_of(first.world, first.jobs[0]) == rows_of(second.world, second.jobs[0])
    assert first.rows["people"] != other.rows["people"]


@pytest.mark.parametrize("kind", TEMPERAMENTS, ids=lambda kind: kind.name)
def test_stretches_of_study_add_up_and_never_overlap(kind):
    for number in range(20):
        rng = chance("stretches", kind.name, number)
        quota, seconds = Quota(kind, 100, True), rng.randint(60, 280_000)
        found = stretches(quota, seconds, week_weights(quota, 6, rng), SUMMER, rng)
        assert sum(stretch.seconds for stretch in found) == seconds
        assert all(before.end <= after.start for before, after in pairwise(found))
        assert found[0].start >= SUMMER.start
        assert found[-1].end <= SUMMER.end


def test_works_are_finished_within_their_weeks_and_in_order():
    rng = chance("works")
    found = after_study(30, [100, 0, 100, 100, 50, 100], [], SUMMER, rng)
    assert found == sorted(found)
    assert len(found) == 30
    weeks = {(at - SUMMER.start) // WEEK for at in found}
    assert weeks == {0, 2, 3, 4, 5}


def test_nothing_is_planned_beyond_now():
    calendar = Calendar(date(2026, 3, 2), 6, SUMMER.start)
    early = Calendar(date(2026, 3, 2), 6, calendar.start + 9 * DAY)
    made = plan(SMALL, early)
    rows = rows_of(made.world, made.jobs[0])
    assert rows["submissions"]
    assert max(row[8] for row in rows["submissions"]) <= early.now
    assert max(row[8] for row in rows["study_intervals"]) <= early.now
    assert max(row[12] for row in rows["grades"]) <= early.now
    assert max(row[9] for row in rows["posts"]) <= early.now


def test_a_running_week_has_four_closed_ones_before_it():
    assert latest_for_a_running_week(date(2026, 11, 24)) == date(2026, 10, 26)
    assert latest_for_a_running_week(date(2026, 11, 23)) == date(2026, 10, 26)
    assert latest_for_a_running_week(date(2026, 11, 29)) == date(2026, 10, 26)


@pytest.mark.parametrize("factor", [0, 0.01, 11, -1])
def test_a_scale_beyond_reason_is_refused(factor):
    with pytest.raises(ValueError, match="scale"):
        PROVINCE.scaled(factor)


def test_no_two_comments_of_a_tutor_are_the_same(province):
    grades = rows_of(province.world, province.jobs[5])["grades"]
    said = Counter(row[9] for row in grades if row[9] and row[0] == "submission")
    repeated = sum(count - 1 for count in said.values())
    assert repeated * 100 < len(grades) * 2


def test_the_course_is_found_by_words():
    topic = course().find("网瘾")
    assert "网瘾" in topic.title
    assert isinstance(topic.words, Topic)
