"""The matrix itself is tried: a house with holes, each of which it has to find."""

import pytest
from flask import Blueprint, render_template_string
from sqlalchemy import update

from app.classrooms.models import Classroom
from app.foundation.access import public, signed_in
from app.foundation.database import Base, db
from app.foundation.transactions import transaction
from app.journals.models import Journal
from app.people.models import Person
from tests.access import verdicts
from tests.access.sweep import Sweep
from tests.access.world import build
from tests.support.databases import hurried_app

SOME = ("guest", "learner", "learner2", "team")
holes = Blueprint("holes", __name__)


@holes.get("/holes/unruled")
def unruled():
    return "nobody was asked for this"


@holes.get("/holes/leaky")
@public
def leaky():
    return " ".join(db.session.query(Journal.title).order_by(Journal.id).first())


@holes.get("/holes/threads/<int:thread_id>")
@signed_in
def telling(thread_id):
    return (render_template_string("no"), 403) if thread_id < 1000 else (render_template_string("no"), 404)


@holes.get("/holes/<riddle>")
@public
def riddle(riddle):
    return riddle


@holes.get("/holes/writing")
@public
def writing():
    with transaction() as session:
        session.execute(update(Classroom).values(name=Classroom.name + "!"))
    return "written"


@holes.post("/holes/breaking")
@public
def breaking():
    return str(1 / len(db.session.query(Person).filter_by(account="none").all()))


@pytest.fixture(scope="module")
def holed(tmp_path_factory):
    """A house of its own, so that its holes stay in it."""
    folder = tmp_path_factory.mktemp("holed")
    app = hurried_app(f"sqlite:///{folder / 'holed.db'}", folder)
    app.register_blueprint(holes)
    with app.app_context():
        Base.metadata.create_all(db.engine)
    world = build(app)
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("holes.")}
    yield world, Sweep(app, world, SOME).run(endpoints)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_route_without_a_rule_is_listed_and_closed_to_all(holed):
    _, findings = holed
    assert findings.unruled == ["/holes/unruled"]
    statuses = {answer.status for (q, _), answer in findings.answers.items() if q.rule == "/holes/unruled"}
    assert statuses <= {302, 403}


def test_a_leaky_route_is_heard(holed):
    world, findings = holed
    assert any("/holes/leaky tells guest of cnryjournaltitleown" in leak for leak in verdicts.leaks(findings, world))


def test_a_route_that_tells_foreign_from_missing_is_found(holed):
    found = verdicts.differences(holed[1])
    assert any("/holes/threads/" in line and "as learner2" in line for line in found)


def test_an_argument_that_means_nothing_is_reported(holed):
    assert holed[1].unknown == ["/holes/<riddle>"]


def test_a_get_that_writes_is_caught_in_the_act_and_by_its_traces(holed):
    found = holed[1].writing_gets
    assert any(line.startswith("/holes/writing: UPDATE classrooms") for line in found)
    assert "a GET changed classrooms" in found


def test_an_answer_that_broke_is_reported(holed):
    assert any("/holes/breaking as guest: 500" in line for line in verdicts.faults(holed[1]))


def test_a_changed_permission_is_shown_with_both_answers():
    kept = {"GET /x  own  (public)": {"guest": "200"}, "GET /y  own  (public)": {"guest": "200"}}
    seen = {"GET /x  own  (public)": {"guest": "403"}, "GET /z  own  (public)": {"guest": "200"}}
    assert verdicts.changes(kept, seen) == [
        "GET /y  own  (public): is gone",
        "GET /x  own  (public): guest 200 → 403",
        "GET /z  own  (public): is new",
    ]
