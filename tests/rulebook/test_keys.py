"""The points table key by key, and two boards side by side, without a database."""

import pytest

from app.rankings.rules import DEFAULT, Rules
from app.rankings.scoring.rows import LEARNERS, Item, Row
from app.rulebook.comparison import compare
from app.rulebook.keys import KEYS, Unfit, differences, flat, nested

HOUSE = Rules.read(0, DEFAULT)
BY_NAME = {key.name: key for key in KEYS}


def test_a_table_survives_being_typed_and_read():
    typed = {key.name: key.typed(value) for key, value in zip(KEYS, flat(HOUSE).values(), strict=True)}
    read = {name: BY_NAME[name].read(text) for name, text in typed.items()}
    assert flat(Rules.read(0, nested(read))) == flat(HOUSE)
    assert (typed["points.submission"], typed["study.seconds_a_point"], typed["a_day.talk"]) == ("3", "20", "5")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("points.post", "many", "number"), ("points.post", "", "number"), ("points.post", "NaN", "number"),
        ("points.post", "Infinity", "number"), ("points.post", "0.0001", "whole"), ("a_day.talk", "1.5", "whole"),
        ("points.post", "-1", "least"), ("classrooms.weight", "0", "least"), ("a_day.talk", "1e9", "most"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_reason(name, text, why):
    with pytest.raises(Unfit) as refused:
        BY_NAME[name].read(text)
    assert refused.value.why == why


def test_differences_read_like_a_person_writes():
    same = {name: DEFAULT[name] for name in ("picked", "shared", "administrators")}
    table = {"points": {"post": 1500}, "study": {"seconds_a_point": 1800}, **same}
    other = Rules.read(2, table)
    changed = {key.name: (before, after) for key, before, after in differences(HOUSE, other)}
    assert changed == {"points.post": ("1", "1.5"), "study.seconds_a_point": ("20", "30")}


def row(person: int, place: int, points: int, kind: str, *, wins: bool = False) -> Row:
    items = {"items": [Item(0, kind, 1, 1, None, points, "")]}
    return Row(LEARNERS, person, 1, points, 0, None, items, place, wins)


def test_movers_say_what_moved_them():
    before = [row(1, 1, 5000, "post", wins=True), row(2, 2, 4000, "journal"), row(3, 101, 10, "study")]
    after = [row(2, 1, 6000, "journal", wins=True), row(1, 2, 5000, "post"), row(3, 102, 10, "study")]
    found = compare(before, after)
    assert ([r.subject_id for r in found.before], [r.subject_id for r in found.after], found.stay) == ([1], [2], set())
    assert [(m.after.subject_id, m.places, m.changes) for m in found.movers] == [
        (2, 1, [("journal", 2000)]),
        (1, -1, []),
    ]
