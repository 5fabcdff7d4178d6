"""Works, grades and study time of the demo training agree with each other, as acts would have left them."""

import pytest
from sqlalchemy import func, select, text

from app.classrooms.models import Training
from app.discussions.models import Post
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.grading.models import Grade
from app.grading.queries import waiting_count
from app.journals.models import Journal
from app.people.models import Person
from app.people.queries import find_by_account
from app.progress.queries import done_of
from app.study.models import SectionProgress, StudyDay
from app.study.operations import rebuild_day
from app.study.operations.rebuilding import rebuild_progress


def rows(statement: str) -> list[tuple]:
    return [tuple(row) for row in db.session.execute(text(statement))]


def number(statement: str) -> int:
    return db.session.execute(text(statement)).scalar_one()


def test_a_submission_is_graded_exactly_when_a_grade_stands(small_province):
    with small_province.app_context():
        states = rows(
            "SELECT s.state, count(g.id), count(*) FROM submissions s LEFT JOIN grades g"
            " ON g.kind = 'submission' AND g.work_id = s.id AND g.superseded_at IS NULL GROUP BY s.state"
        )
        assert {state for state, _, _ in states} == {"graded", "handed_in", "returned"}
        for state, grades, all_ in states:
            assert grades == (all_ if state == "graded" else 0)


def test_versions_and_their_submission_say_the_same(small_province):
    with small_province.app_context():
        wrong = rows(
            "SELECT s.id FROM submissions s JOIN submission_versions v ON v.submission_id = s.id GROUP BY s.id"
            " HAVING count(*) != max(s.version_number) OR min(v.handed_in_at) != max(s.first_handed_in_at)"
            " OR max(v.handed_in_at) != max(s.handed_in_at)"
        )
        assert wrong == []
        assert number("SELECT count(*) FROM submissions WHERE version_number = 2") > 5


def test_a_second_version_follows_a_return_or_a_taking_back(small_province):
    with small_province.app_context():
        assert number(
            "SELECT count(*) FROM submission_versions v WHERE v.number = 2 AND NOT EXISTS (SELECT 1 FROM returns r"
            " WHERE r.submission_id = v.submission_id AND r.version_number = 1) AND NOT EXISTS (SELECT 1 FROM"
            " submission_versions b WHERE b.submission_id = v.submission_id AND b.number = 1 AND b.taken_back_at IS NOT NULL)"
        ) == 0  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "table", "at"), [("journal", Journal, Journal.graded_at), ("post", Post, Post.rated_at)]
)
def test_works_know_when_they_were_graded_first(small_province, kind, table, at):
    with small_province.app_context():
        first = select(Grade.work_id, Grade.first_graded_at).where(Grade.kind == kind, Grade.superseded_at.is_(None))
        graded = dict(db.session.execute(first).all())
        rated = db.session.execute(select(table.id, at).where(at.is_not(None)))
        known = dict(rated.all())
        assert graded == known
        assert len(known) > 100


def test_a_regrade_keeps_what_was_there_before(small_province):
    with small_province.app_context():
        pairs = rows(
            "SELECT a.superseded_at, b.graded_at, a.first_graded_at, b.first_graded_at FROM grades a JOIN grades b"
            " ON b.kind = a.kind AND b.work_id = a.work_id AND b.superseded_at IS NULL WHERE a.superseded_at IS NOT NULL"
        )
        assert len(pairs) > 5
        assert all(until == since and first == kept for until, since, first, kept in pairs)


def test_grades_follow_the_ladder_and_come_from_the_tutor_of_that_class(small_province):
    with small_province.app_context():
        assert number(
            "SELECT count(*) FROM grades WHERE kind = 'submission' AND grade != CASE WHEN score >= 90 THEN '优'"
            " WHEN score >= 80 THEN '良' WHEN score >= 60 THEN '合格' ELSE '不合格' END"
        ) == 0  # fmt: skip
        assert number(
            "SELECT count(*) FROM grades g WHERE NOT EXISTS (SELECT 1 FROM staff_assignments a WHERE"
            " a.classroom_id = g.classroom_id AND a.person_id = g.grader_id AND a.role = 'tutor') AND NOT EXISTS (SELECT 1"
            " FROM second_opinions o WHERE o.kind = g.kind AND o.work_id = g.work_id AND o.tutor_id = g.grader_id"
            " AND o.given_at = g.graded_at AND o.is_better)"
        ) == 0  # fmt: skip
        assert number("SELECT count(*) FROM grades WHERE graded_at <= handed_in_at") == 0


@pytest.mark.parametrize(
    ("table", "person", "at"),
    [("submissions", "person_id", "first_handed_in_at"), ("journals", "person_id", "published_at"),
     ("resources", "person_id", "shared_at"), ("study_intervals", "person_id", "started_at"),
     ("posts", "author_id", "written_at")],
)  # fmt: skip
def test_facts_stay_in_the_class_of_their_time(small_province, table, person, at):
    with small_province.app_context():
        elsewhere = number(
            f"SELECT count(*) FROM {table} f JOIN enrolments e ON e.person_id = f.{person} AND f.{at} >= e.since"
            f" AND (e.until IS NULL OR f.{at} < e.until) WHERE e.classroom_id != f.classroom_id"
        )
        assert elsewhere == 0
        assert number("SELECT count(*) FROM enrolments WHERE until IS NOT NULL") == 2


def test_study_days_are_what_the_intervals_yield(small_province):
    with small_province.app_context():
        training = db.session.scalars(select(Training)).one()
        movers = select(Person.id).where(text("id IN (SELECT person_id FROM enrolments WHERE until IS NOT NULL)"))
        people = [*db.session.scalars(movers), find_by_account("learner").id, find_by_account("learner2").id]
        columns = (StudyDay.person_id, StudyDay.day, StudyDay.classroom_id, StudyDay.seconds)
        days = select(*columns).where(StudyDay.person_id.in_(people)).order_by(*columns)
        before = db.session.execute(days).all()
        assert len(before) > 40
        for person, day in {(row.person_id, row.day) for row in before}:
            rebuild_day(person, training, day)
        assert db.session.execute(days).all() == before


def test_section_progress_is_what_the_intervals_yield(small_province):
    with small_province.app_context():
        columns = (
            *SectionProgress.__table__.primary_key,
            SectionProgress.seconds,
            SectionProgress.finished_at.is_(None),
        )
        everything = select(*columns).order_by(*columns)
        before = db.session.execute(everything).all()
        assert len(before) > 500
        with transaction():
            rebuild_progress(since=0, pressed={})
        assert db.session.execute(everything).all() == before


def test_no_stretch_of_study_covers_another(small_province):
    """But where a page stands open in several tabs, for the sake of a hint: their signals tell of movement."""
    with small_province.app_context():
        assert number(
            "SELECT count(*) FROM study_intervals a JOIN study_intervals b ON b.person_id = a.person_id AND b.id != a.id"
            " AND b.started_at >= a.started_at AND b.started_at < a.ended_at AND a.verdict IN ('counted', 'quiet')"
            " AND b.verdict IN ('counted', 'quiet') WHERE a.person_id < 120 AND a.moves IS NULL AND b.moves IS NULL"
        ) == 0  # fmt: skip


def test_posts_are_numbered_by_time_within_their_thread(small_province):
    with small_province.app_context():
        wrong = number(
            "SELECT count(*) FROM posts a JOIN posts b ON b.thread_id = a.thread_id AND b.number = a.number + 1"
            " WHERE b.written_at < a.written_at"
        )
        assert wrong == 0


def test_nobody_reads_beyond_what_was_written(small_province):
    with small_province.app_context():
        assert number(
            "SELECT count(*) FROM read_marks r JOIN threads t ON t.id = r.thread_id"
            " WHERE r.last_number > t.last_number OR r.last_number < 1"
        ) == 0  # fmt: skip
        assert number(
            "SELECT count(*) FROM thread_views v JOIN threads t ON t.id = v.thread_id WHERE t.author_id = v.person_id"
        ) == 0  # fmt: skip


def test_the_lively_thread_has_its_answers_and_views(small_province):
    with small_province.app_context():
        views, posts, account, topic = rows(
            "SELECT t.view_count, t.post_count, p.account, c.title FROM threads t JOIN people p ON p.id = t.author_id"
            " JOIN topics c ON c.id = t.topic_id ORDER BY t.view_count DESC LIMIT 1"
        )[0]
        assert (views, posts - 1, account) == (396, 76, "classadmin")
        assert "网瘾" in topic


def test_the_demo_learner_finds_a_story(small_province):
    with small_province.app_context():
        learner = find_by_account("learner").id
        states = rows(f"SELECT state, count(*) FROM submissions WHERE person_id = {learner} GROUP BY state")
        assert dict(states).keys() == {"graded", "returned", "handed_in"}
        assert number(f"SELECT count(*) FROM drafts WHERE person_id = {learner}") == 4
        assert number(f"SELECT count(*) FROM notices WHERE person_id = {learner} AND read_at IS NULL") >= 4
        unread = number(
            "SELECT count(*) FROM threads t LEFT JOIN read_marks r ON r.thread_id = t.id AND r.person_id = t.author_id"
            f" WHERE t.author_id = {learner} AND t.last_number > coalesce(r.last_number, 0)"
        )
        assert unread >= 1
        done = done_of(learner, 1)
        assert done.minutes > 600
        assert done.journals >= 2


def test_the_demo_tutor_has_works_waiting(small_province):
    with small_province.app_context():
        assert waiting_count(find_by_account("tutor")) > 5


def test_picked_works_are_graded_well_and_shown_with_consent(small_province):
    with small_province.app_context():
        assert number("SELECT count(*) FROM recommendations WHERE consented_at IS NOT NULL") >= 6
        poor = number(
            "SELECT count(*) FROM recommendations r JOIN grades g ON g.kind = r.kind AND g.work_id = r.work_id"
            " AND g.superseded_at IS NULL WHERE g.grade != '优'"
        )
        assert poor == 0


def test_most_learners_of_the_running_training_keep_pace(small_province):
    from app.statistics.queries import figures_of

    with small_province.app_context():
        training = db.session.scalars(select(Training)).one()
        figures, _ = figures_of(training)
        assert figures.learners == 300
        assert 60 <= figures.on_schedule_percent <= 97
        assert db.session.scalar(select(func.count()).select_from(Grade)) > 2000
