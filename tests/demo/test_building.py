"""The demo training in the database: what its rows promise to every other part of the house."""

import hashlib
import json
import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.dialects import sqlite

from app import create_app
from app.assignments.models import Submission
from app.classrooms.models import Enrolment, Training
from app.demo.operations import building
from app.demo.operations.bulk import derived_columns
from app.demo.operations.formats import html_of, sqlite_formats, utc
from app.demo.planning.tables import COLUMNS, LEFT_EMPTY
from app.demo.queries.figures import figures_against
from app.demo.shape import PROVINCE, SMALL
from app.discussions.models import Post, Thread
from app.discussions.operations import rebuild_thread, start_thread
from app.foundation import clock
from app.foundation.database import Base, Instant, db
from app.foundation.errors import Refused
from app.foundation.markup import render
from app.foundation.transactions import transaction
from app.notifications.models import Notice
from app.people.models import Person
from app.people.queries import find_by_account, find_by_password
from app.rankings.models import ClosedWeek
from tests.support.databases import settings_for
from tests.support.province import MONDAY, NOW, close, copied_app

NAMED = re.compile(r'<span class="mention">(@[^<]+)</span>')  # rendering alone does not know who is in the room
SALTED = {
    "people": ("password_hash",), "stored_files": ("storage_name",),
    "personal_records": ("identity_sealed", "phone_sealed"), "roster_imports": ("sealed",), "roster_changes": ("before", "after"),
}  # fmt: skip


def contents(app) -> dict[str, str]:
    """A hash of the rows of each table, as values and not as any database writes them."""
    with app.app_context():
        return {table.name: _hash_of(table) for table in Base.metadata.sorted_tables}


def _hash_of(table) -> str:
    columns = [column for column in table.c if column.name not in SALTED.get(table.name, ())]
    statement = select(*columns)
    if table.name == "recorded_events":
        statement = statement.where(table.c.name != "CourseSynced")  # the course was loaded by the real clock
    rows = sorted(json.dumps(list(row), default=str, sort_keys=True) for row in db.session.execute(statement))
    return f"{len(rows)} {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()}"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_same_seed_gives_the_same_rows_again_and_on_both_databases(small_province, request, tmp_path_factory):
    again = copied_app("sqlite", request, tmp_path_factory)
    assert contents(small_province) == contents(again)
    close(again)


def test_a_fiftieth_of_the_province_has_its_figures_to_the_unit_and_a_lost_row_shows(unpeopled):
    shape = PROVINCE.scaled(0.02)
    with unpeopled.app_context():
        written = building.build_demo(shape, date(2009, 6, 1), lambda _line: None)
        training = db.session.scalars(select(Training)).one()
        assert [figure for figure in figures_against(shape, training) if not figure.is_right] == []
        assert written["submissions"] == shape.submissions
        assert db.session.scalar(select(func.max(Submission.handed_in_at))) < datetime(2009, 7, 19, 16, tzinfo=UTC)
        with transaction() as session:
            session.execute(
                text("DELETE FROM resources WHERE id = (SELECT min(id) FROM resources WHERE use_count = 0)")
            )
        training = db.session.scalars(select(Training)).one()
        assert [figure.name for figure in figures_against(shape, training) if not figure.is_right] == ["上传资源"]


def test_every_column_of_the_tables_is_written():
    for table, columns in COLUMNS.items():
        written = {*columns, *derived_columns(table), *LEFT_EMPTY.get(table, ())}
        assert written == {column.name for column in Base.metadata.tables[table].c}, table


def test_the_running_training_has_four_closed_weeks(small_province):
    with small_province.app_context():
        rows = db.session.execute(text("SELECT week, revision FROM closed_weeks ORDER BY week")).all()
        assert [tuple(row) for row in rows] == [(f"2026-W{week}", 1) for week in (10, 11, 12, 13)]
        stars = db.session.execute(
            text("SELECT count(*) FROM standings WHERE board = 'learners' AND is_winner")
        ).scalar_one()
        assert stars == 40


def test_weeks_were_closed_five_past_midnight_on_their_mondays(small_province):
    with small_province.app_context():
        closed = db.session.scalars(select(ClosedWeek.closed_at).order_by(ClosedWeek.closed_at)).all()
        assert closed[0] == datetime(2026, 3, 8, 16, 5, tzinfo=UTC)
        honoured = db.session.scalars(select(Notice.told_at).where(Notice.kind == "honoured"))
        assert set(honoured) == set(closed)


def test_nothing_that_happened_lies_after_now(small_province):
    with small_province.app_context():
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, Instant) and column.name != "due_at":
                    latest = db.session.scalar(select(column).order_by(column.desc().nulls_last()).limit(1))
                    assert latest is None or latest <= NOW or _is_of_the_course(table), f"{table.name}.{column.name}"


def _is_of_the_course(table) -> bool:
    """The course and what syncing it told was loaded by the real clock."""
    return table.name in ("modules", "topics", "recorded_events")


def test_texts_are_rendered_as_if_people_had_written_them(small_province):
    with small_province.app_context():
        for table in [name for name in COLUMNS if "html" in derived_columns(name)]:
            known = Base.metadata.tables[table].c
            rows = db.session.execute(select(known.text, known.html).order_by(known.id).limit(150)).all()
            assert rows, table
            assert [NAMED.sub(r"\1", html) for _, html in rows] == [render(words).html for words, _ in rows]


@pytest.mark.parametrize(
    "words",
    [
        "一句话。",
        "一\n二",
        "一\n\n二",
        "1. 甲\n2. 乙",
        "a < b & c",
        "*重*",
        "    缩进",
        "> 引",
        "# 题",
        "“引”——……（1）甲",
        "甲 \n乙",
    ],
)
def test_any_text_is_rendered_alike(words):
    assert html_of(words) == render(words).html


def test_values_are_stored_as_the_library_would():
    dialect = sqlite.dialect()
    instant = Instant().dialect_impl(dialect).bind_processor(dialect)
    for seconds in (0, 1_243_785_599, 1_243_785_600, 1_772_000_001):
        assert utc(seconds) + ".000000" == instant(datetime.fromtimestamp(seconds, UTC))
    columns = list(Base.metadata.tables["trainings"].c)
    formats = dict(zip([column.name for column in columns], sqlite_formats(columns), strict=True))
    for name, value in (("starts_on", MONDAY), ("scheme", {"minutes": 2000}), ("grade_ladder", [["优", 90]])):
        column = Base.metadata.tables["trainings"].c[name]
        assert formats[name](value) == column.type.dialect_impl(dialect).bind_processor(dialect)(value)


def test_numbers_go_on_after_the_last_one(small_province):
    with small_province.app_context():
        learner = find_by_account("learner").id
        room = db.session.scalars(select(Enrolment.classroom_id).where(Enrolment.person_id == learner)).one()
        last = db.session.scalar(select(func.max(Thread.id)))
        with pytest.raises(KeyboardInterrupt), transaction():
            assert start_thread(learner, "又来了一个话题", "大家晚上好。", classroom_id=room).id > last
            raise KeyboardInterrupt
        assert db.session.scalar(select(func.max(Thread.id))) == last


def test_threads_carry_the_numbers_that_a_rebuild_gives(small_province):
    with small_province.app_context():
        numbers = (
            Thread.id, Thread.post_count, Thread.last_number, Thread.view_count, Thread.last_post_at, Thread.hidden_at,
        )  # fmt: skip
        before = db.session.execute(select(*numbers).order_by(Thread.id)).all()
        assert db.session.scalar(select(func.count()).where(Post.hidden_at.is_not(None))) > 0
        with transaction():
            for thread in before:
                rebuild_thread(thread.id)
        assert db.session.execute(select(*numbers).order_by(Thread.id)).all() == before


def test_demo_data_goes_into_empty_databases_alone(small_province):
    with small_province.app_context(), pytest.raises(Refused, match="空的数据库"):
        building.build_demo(SMALL, MONDAY, lambda _line: None)


def test_demo_data_needs_the_course_and_a_monday(app):
    with app.app_context():
        with pytest.raises(Refused, match="content sync"):
            building.build_demo(SMALL, MONDAY, lambda _line: None)
        with pytest.raises(Refused, match="星期一"):
            building.build_demo(SMALL, MONDAY.replace(day=3), lambda _line: None)


def test_production_takes_no_demo_data(tmp_path):
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'fresh.db'}", tmp_path, environment="production"))
    with app.app_context(), pytest.raises(Refused, match="正式环境"):
        building.build_demo(SMALL, MONDAY, lambda _line: None)


def test_a_build_that_fails_leaves_nothing(unpeopled, monkeypatch):
    def fail(*_):
        assert [table for table in COLUMNS if not number_in(table)] == [], "nothing was there that could have stayed"
        raise RuntimeError("the power went off")

    monkeypatch.setattr(building, "close_ended_weeks", fail)
    with unpeopled.app_context():
        with pytest.raises(RuntimeError, match="power"):
            building.build_demo(SMALL.scaled(0.16), MONDAY, lambda _line: None, now=NOW)
        assert [table for table in COLUMNS if number_in(table)] == []
        assert building.is_empty()


def number_in(table: str) -> int:
    return db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_the_demo_people_and_nobody_else_can_sign_in(small_province):
    accounts = ["area", "classadmin", "classadmin2", "expert", "learner", "learner2", "team", "tutor", "tutor2"]
    with small_province.app_context():
        demo = db.session.scalars(select(Person.account).where(Person.is_demo).order_by(Person.account)).all()
        assert sorted(demo) == accounts
        assert find_by_password("learner", building.PASSWORD) is not None
        assert find_by_password("learner", "banzhuren-2010") is None
        others = select(Person.id).where(Person.password_hash.is_not(None), Person.is_demo.is_(False))
        assert db.session.scalars(others).all() == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_database_looked_at_what_it_holds(small_province):
    with small_province.app_context():
        assert "posts" in inspect(db.engine).get_table_names()
        rows = db.session.execute(text("SELECT reltuples FROM pg_class WHERE relname = 'posts'")).scalar_one()
        assert rows > 1000


def test_the_clock_of_the_fixture_stands_in_the_fifth_week(small_province):
    assert clock.now() >= NOW
    assert (clock.now().date() - MONDAY).days // 7 == 4
    assert small_province.name
