"""Steps that carry rows along: what stood in a bulletin or a resource before stands there after, and after going back."""

from datetime import UTC, datetime

from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, inspect, select

from app.foundation.database import db
from tests.migrations.test_migrations import FOLDER, fresh_app

__all__ = ["fresh_app"]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE_BULLETINS, BULLETINS, RESOURCES, BEFORE_REPORTS = "2101", "1701", "1901", "3301"
BEFORE_REVIEWS = "3501"
BETTER_FOUND = {
    "recorded_events": "ix_recorded_events_name_happened_at_id", "bulletins": "ix_bulletins_hidden_by_id",
    "bulletin_versions": "ix_bulletin_versions_published_by_id", "bulletin_comments": "ix_bulletin_comments_hidden_by_id",
}  # fmt: skip
A_PERSON = (
    "people",
    {
        "id": 1, "account": "a", "name": "甲", "sort_name": "jia", "created_at": NOON, "session_version": 1,
        "language": "zh", "is_demo": False,
    },
)  # fmt: skip
WORDS = "这一周大家写得慢，\n但是都写了。"
A_CLASS = [
    ("places", {"code": "43", "kind": "province", "name": "湖南省"}),
    A_PERSON,
    ("trainings", {
        "id": 1, "code": "t", "name": "班", "place_code": "43", "scheme": {}, "grade_ladder": [], "starts_on": NOON.date(),
        "ends_on": NOON.date(), "late_until": NOON.date(), "time_zone": "Asia/Shanghai",
    }),
    ("classrooms", {"id": 1, "training_id": 1, "code": "c", "name": "一班", "place_code": "43"}),
]  # fmt: skip
A_BULLETIN = (
    "bulletins",
    {
        "id": 7, "author_id": 1, "title": "第一期", "text": WORDS, "html": "<p>…</p>", "week": "2026-W10",
        "markup_version": 1, "published_at": NOON, "training_id": 1, "classroom_id": 1,
    },
)  # fmt: skip


def tables():
    """The tables as they are at this step, without what the models say of them."""
    found = MetaData()
    found.reflect(db.engine)
    return found.tables


def everything(name):
    with db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(tables()[name])).mappings()]


def _set_scene():
    """A class with a bulletin and two resources, as these steps find them."""
    rows = [
        *A_CLASS,
        A_BULLETIN,
        *(
            ("resources", {
                "id": number, "person_id": 1, "kind": kind, "title": "一节课", "description": WORDS, "shared_at": NOON,
                "training_id": 1, "classroom_id": 1,
            })
            for number, kind in ((3, "课件"), (4, "文章"))
        ),
    ]  # fmt: skip
    _keep(rows)


def _keep(rows):
    here = tables()
    with db.engine.begin() as connection:
        for name, values in rows:
            connection.execute(here[name].insert(), values)


def test_bulletins_get_a_first_version_and_resources_their_place_and_both_go_back(fresh_app):
    with fresh_app.app_context():
        upgrade(FOLDER, revision=BEFORE_BULLETINS)
        _set_scene()
        before = everything("bulletins"), everything("resources")
        upgrade(FOLDER, revision=BULLETINS)
        (version,) = everything("bulletin_versions")
        told = version["bulletin_id"], version["number"], version["title"], version["published_by_id"]
        assert told == (7, 1, "第一期", 1)
        assert version["blocks"] == [{"kind": "text", "key": "b1", "heading": "", "text": WORDS}]
        (bulletin,) = everything("bulletins")
        assert (bulletin["version_number"], bulletin["like_count"], bulletin["comment_count"]) == (1, 0, 0)
        upgrade(FOLDER, revision=RESOURCES)
        found = [(one["kind"], one["place_code"], one["licence"], one["score"]) for one in everything("resources")]
        assert found == [("courseware", "43", "credit", 0), ("article", "43", "credit", 0)]
        with db.engine.begin() as connection:
            homeless = {**everything("resources")[0], "id": 5, "classroom_id": None}
            connection.execute(tables()["resources"].insert(), homeless)
        downgrade(FOLDER, revision=BULLETINS)
        assert everything("resources") == before[1], "one without a class could not be kept before"
        downgrade(FOLDER, revision=BEFORE_BULLETINS)
        assert (everything("bulletins"), everything("resources")) == before
        assert "bulletin_versions" not in tables()


def test_earlier_notices_of_reports_learn_what_they_are_about_and_forget_its_title(fresh_app):
    kinds = (
        ("bulletin_reported", "bulletin-report:12"), ("bulletin_comment_reported", "bulletin-report:13"),
        ("resource_reported", "resource-report:4"), ("bulletin_decided", "bulletin-decided:bulletin:7:12"), ("graded", "grade:9"),
    )  # fmt: skip
    with fresh_app.app_context():
        upgrade(FOLDER, revision=BEFORE_REPORTS)
        shared = {"person_id": 1, "url": "/", "told_at": NOON, "data": {"title": "第一期"}}
        told = [{"id": number, "kind": kind, "about": about} for number, (kind, about) in enumerate(kinds, 1)]
        _keep([A_PERSON, *(("notices", {**one, **shared}) for one in told)])
        upgrade(FOLDER)
        found = {row["id"]: (row["thing_kind"], row["thing_id"], row["data"]) for row in everything("notices")}
        downgrade(FOLDER, revision=BEFORE_REPORTS)
        assert len(everything("notices")) == len(kinds)
    named = {"title": "第一期"}
    assert found == {
        1: ("bulletin_report", 12, named), 2: ("bulletin_report", 13, named), 3: ("resource_report", 4, named),
        4: (None, None, {}), 5: (None, None, named),
    }  # fmt: skip


def test_acts_and_bulletins_stay_when_they_get_another_index_and_reviews_come_and_go(fresh_app):
    act = {"id": 5, "name": "WeekClosed", "actor_id": 1, "happened_at": NOON, "data": {"week": "2026-W10"}}
    review = {"id": 1, "kind": "bulletin", "report_id": 3, "author_id": 1, "text": WORDS, "objected_at": NOON}
    with fresh_app.app_context():
        upgrade(FOLDER, revision=BEFORE_REVIEWS)
        _keep([*A_CLASS, ("recorded_events", act), *_talked_of()])
        before, indexes = _rows(), {name: _indexes_of(name) for name in BETTER_FOUND}
        upgrade(FOLDER)
        _keep([("hiding_reviews", review)])
        assert _rows() == before
        for name, index in BETTER_FOUND.items():
            assert _indexes_of(name) == indexes[name] - {"ix_recorded_events_name"} | {index}
        (kept,) = everything("hiding_reviews")
        assert (kept["text"], kept["answer"], kept["outcome"]) == (WORDS, "", None)
        downgrade(FOLDER, revision=BEFORE_REVIEWS)
        assert (_rows(), {name: _indexes_of(name) for name in BETTER_FOUND}) == (before, indexes)
        assert "hiding_reviews" not in tables()


def _talked_of():
    """A bulletin in its first version with a comment that was hidden."""
    said = {
        "id": 1,
        "bulletin_id": 7,
        "author_id": 1,
        "text": WORDS,
        "html": "",
        "markup_version": 1,
        "written_at": NOON,
    }
    version = {"id": 1, "bulletin_id": 7, "number": 1, "title": "第一期", "blocks": [], "people": []}
    return [
        A_BULLETIN,
        ("bulletin_versions", {**version, "published_by_id": 1, "published_at": NOON}),
        ("bulletin_comments", {**said, "hidden_at": NOON, "hidden_by_id": 1}),
    ]


def _rows():
    here = tables()
    with db.engine.connect() as connection:
        return {name: connection.execute(select(here[name])).all() for name in BETTER_FOUND}


def _indexes_of(name):
    return {index["name"] for index in inspect(db.engine).get_indexes(name)}
