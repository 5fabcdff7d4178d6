"""Every route × method × object × kind of person; `KEEP_SNAPSHOTS=1` writes tests/snapshots/permissions.txt anew."""

import os
from pathlib import Path

import pytest

from tests.access import verdicts
from tests.access.sweep import Findings, Sweep
from tests.access.world import PRINCIPALS, World, build

SNAPSHOT = Path(__file__).parents[1] / "snapshots" / "permissions.txt"
# The second database answers the same questions for those in whom most differs; the first asks for everybody.
FEWER = ("guest", "learner", "tutor", "left")
_swept: dict[str, tuple[World, Findings]] = {}


@pytest.fixture
def swept(database, request) -> tuple[World, Findings]:
    """One world and one sweep for all tests of a database."""
    if database not in _swept:
        app = request.getfixturevalue("app")
        world = build(app)
        _swept[database] = world, Sweep(app, world, PRINCIPALS if database == "sqlite" else FEWER).run()
    return _swept[database]


def test_every_route_says_who_may_call_it(swept):
    assert swept[1].unruled == []


def test_every_argument_of_an_address_has_an_example(swept):
    assert swept[1].unknown == [], "tests/access/objects.py does not know what these name"


def test_nobody_hears_what_is_not_theirs(swept):
    world, findings = swept
    assert verdicts.leaks(findings, world) == []


def test_a_foreign_object_looks_like_none(swept):
    assert verdicts.differences(swept[1]) == []


def test_nothing_breaks_whoever_asks(swept):
    assert verdicts.faults(swept[1]) == []


def test_no_get_changes_anything(swept):
    assert swept[1].writing_gets == []


def test_whose_time_is_over_sees_what_a_stranger_sees(swept):
    """A disabled person gets a guest's answers; who left yesterday none of the class's objects."""
    _, findings = swept
    for (question, name), answer in findings.answers.items():
        if name == "disabled":
            as_guest = findings.answers[question, "guest"]
            assert (answer.status, answer.location) == (as_guest.status, as_guest.location), question
        if name == "left" and question.variant == "own" and "left" not in question.readers:
            assert answer.status in verdicts.REFUSALS | {302}, question


def test_permissions_are_as_written_down(swept):
    rows = verdicts.table(swept[1])
    if os.environ.get("KEEP_SNAPSHOTS") and all(len(cells) == len(PRINCIPALS) for cells in rows.values()):
        SNAPSHOT.write_text(verdicts.written(rows), encoding="utf-8")
    found = verdicts.changes(verdicts.read(SNAPSHOT.read_text(encoding="utf-8")), rows)
    assert found == [], "look at each, then run again with KEEP_SNAPSHOTS=1\n" + "\n".join(found)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_canary_sings_for_somebody(swept):
    world, findings = swept
    assert verdicts.unheard(findings, world) == []


def test_the_search_sings_of_each_kind_to_those_who_may_hear_it(swept):
    """Without this, an index that finds nothing would pass for one that tells nothing."""
    heard = {
        (question.variant, name): answer.canaries
        for (question, name), answer in swept[1].answers.items()
        if question.rule == "/search" and answer.canaries
    }
    assert {(f"canary {kind}", "learner") for kind in ("post", "submission", "journal")} <= set(heard)
    if "classmate" in {name for _, name in swept[1].answers}:  # not everybody is asked on each database
        assert heard["canary submission", "classmate"] == {"cnrysecondlookend"}, "their own, and no classmate's"
    assert not any(name in ("guest", "disabled") for _, name in heard)
