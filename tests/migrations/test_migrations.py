"""Migrations lead from nothing to what the models say, and back, with data in the tables."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from app import create_app
from app.foundation.database import Base, Instant, db
from tests.support.databases import ROOT, settings_for

FOLDER = str(ROOT / "migrations")


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


def _same_type(_context, _inspected, _column, inspected_type, model_type):
    """Instants are compared as what they are to the database; all other types by the library."""
    return False if isinstance(model_type, Instant) else None


def _is_in_the_models(name, kind, _parents):
    """Each database's own index of grams stands beside the models: a virtual table here, a vector there."""
    return kind != "table" or not name.startswith("search_grams")
