"""Migrations lead from nothing to what the models say, and back, with data in the tables."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from app import create_app
from app.bulletins.models import Bulletin, BulletinComment, BulletinReport
from app.classrooms.models import Classroom, Training
from app.foundation.database import Base, Instant, db
from app.foundation.transactions import transaction
from app.people.models import Person, Place
from app.recommendations.models import Pick, Recommendation
from tests.support.databases import ROOT, settings_for

FOLDER = str(ROOT / "migrations")
BEFORE_RESOURCES, BEFORE_REPORTS = "1802", "3001"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def fresh_app(database, request, tmp_path):
    """An application on a database without tables."""
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    if database == "postgresql":
        server = request.getfixturevalue("postgres_server")
        url = server.url_of(server.create_database())
    app = create_app(settings_for(url, tmp_path))
    yield app
    with app.app_context():
        db.engine.dispose()


def test_from_nothing_to_head_is_what_the_models_say(fresh_app):
    with fresh_app.app_context():
        upgrade(FOLDER)
        with db.engine.connect() as connection:
            options = {"compare_type": _same_type, "include_name": _is_in_the_models}
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, Base.metadata) == []


def test_the_last_step_goes_down_and_up_again_and_all_of_them_to_nothing(fresh_app):
    with fresh_app.app_context():
        upgrade(FOLDER)
        with db.engine.begin() as connection:
            connection.execute(text("INSERT INTO places (code, kind, name) VALUES ('43', 'province', '湖南省')"))
        downgrade(FOLDER, revision="-1")
        upgrade(FOLDER)
        with db.engine.connect() as connection:
            assert connection.execute(text("SELECT name FROM places")).scalars().all() == ["湖南省"]
        downgrade(FOLDER, revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade(FOLDER)
        assert "places" in inspect(db.engine).get_table_names()


def test_recommended_resources_go_with_their_step_and_other_works_stay(fresh_app):
    with fresh_app.app_context():
        upgrade(FOLDER)
        with transaction() as session:
            for kind in ("journal", "resource"):
                session.add(
                    Pick(recommendation_id=_recommended(session, kind), picked_by_id=1, word="好", picked_at=NOON)
                )
        db.session.remove()
        downgrade(FOLDER, revision=BEFORE_RESOURCES)
        upgrade(FOLDER)
        kinds = [(one.kind, one.id) for one in db.session.scalars(select(Recommendation))]
        assert kinds == [("journal", 1)]
        assert list(db.session.scalars(select(Pick.recommendation_id))) == [1]


def test_reports_of_bulletins_go_with_their_step_and_bulletins_stay(fresh_app):
    with fresh_app.app_context():
        upgrade(FOLDER)
        with transaction() as session:
            _a_class(session)
            session.add(Bulletin(id=1, training_id=1, classroom_id=1, author_id=1, week="2026-W10", title="简报", text="好",
                                 html="好", markup_version=1, published_at=NOON, hidden_at=NOON, hidden_by_id=1))  # fmt: skip
            session.flush()
            session.add(BulletinComment(id=1, bulletin_id=1, author_id=1, text="好", html="好", markup_version=1,
                                        written_at=NOON))  # fmt: skip
            session.flush()
            session.add(
                BulletinReport(bulletin_id=1, comment_id=1, about=1, reporter_id=1, reason="伤人", reported_at=NOON)
            )
        db.session.remove()
        downgrade(FOLDER, revision=BEFORE_REPORTS)
        upgrade(FOLDER)
        rows = [(one.title, one.hidden_at, one.hidden_reason) for one in db.session.scalars(select(Bulletin))]
        assert rows == [("简报", None, "")]
        assert list(db.session.scalars(select(BulletinComment.text))) == ["好"]
        assert list(db.session.scalars(select(BulletinReport.id))) == []


def _recommended(session, kind):
    """A recommendation with the person and the class that it needs."""
    _a_class(session)
    one = Recommendation(kind=kind, work_id=1, training_id=1, classroom_id=1, person_id=1, recommended_by_id=1,
                         reason="好", recommended_at=NOON)  # fmt: skip
    session.add(one)
    session.flush()
    return one.id


def _a_class(session):
    if session.get(Person, 1) is None:
        session.add(Place(code="43", kind="province", name="湖南省"))
        session.add(Person(id=1, account="a", name="甲", sort_name="jia", created_at=NOON))
        session.flush()
        day = NOON.date()
        session.add(Training(id=1, code="t", name="班", place_code="43", starts_on=day, ends_on=day, late_until=day,
                             time_zone="Asia/Shanghai", scheme={}, grade_ladder=[]))  # fmt: skip
        session.flush()
        session.add(Classroom(id=1, training_id=1, code="c", name="一班", place_code="43"))
        session.flush()


def _same_type(_context, _inspected, _column, inspected_type, model_type):
    """Instants are compared as what they are to the database; all other types by the library."""
    return False if isinstance(model_type, Instant) else None


def _is_in_the_models(name, kind, _parents):
    """Each database's own index of grams stands beside the models: a virtual table here, a vector there."""
    return kind != "table" or not name.startswith("search_grams")
