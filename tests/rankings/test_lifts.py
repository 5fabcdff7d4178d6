"""What one more deed would give today is what it gives once it is done."""

from collections import defaultdict
from random import Random

import pytest

from app.rankings.facts import Deeds, Study, Work
from app.rankings.rules import DEFAULT, Rules
from app.rankings.scoring.lifts import MORE_READING, lifts
from app.rankings.scoring.rows import Item
from tests.rankings.test_scoring import at, board, facts

TIGHT = Rules.read(1, {"points_a_day": 7500, "a_day": {"submission": 1, "journal": 1, "talk": 2}})
HOUSE = Rules.read(1, DEFAULT)


def scored(works: list[Work], seconds: int, rules: Rules) -> tuple[int, list[Item]]:
    row = board(facts({1: Deeds(study=[Study(1, 2, seconds)] if seconds else [], works=works)}), rules=rules)[0]
    return row.points, [Item(*values) for values in row.parts["items"]]


def one_more(works: list[Work], seconds: int, kind: str, rules: Rules) -> int:
    """Points after doing it: the last thing of the day."""
    if kind == "study":
        return scored(works, seconds + MORE_READING, rules)[0]
    return scored([*works, Work(kind, 1, 99, 2, at(2, 23), 60, False)], seconds, rules)[0]


@pytest.mark.parametrize("rules", [HOUSE, TIGHT], ids=["house", "tight"])
def test_one_more_gives_what_was_promised(rules):
    chance, seen = Random(7), defaultdict(int)
    for _ in range(300):
        kinds = chance.choices(["submission", "journal", "thread", "post"], k=chance.randrange(7))
        works = [
            Work(kind, 1, n, 2, at(2, n), chance.choice([5, 60, 60]), chance.random() < 0.2)
            for n, kind in enumerate(kinds)
        ]
        seconds = chance.choice([0, 600, 2500, 7000, 9000])
        had, items = scored(works, seconds, rules)
        for lift in lifts(items, 2, rules):
            assert one_more(works, seconds, lift.kind, rules) - had == lift.points, (lift, items)
            seen[lift.why] += 1
    assert set(seen) == {"", "cap", "number"}


def test_the_best_comes_first_and_other_days_do_not_count():
    _, items = scored([Work("submission", 1, n, 2, at(2, n), 60, False) for n in range(3)], 0, HOUSE)
    assert [lift.kind for lift in lifts(items, 2, HOUSE)][-1] == "submission"
    assert [lift.points for lift in lifts(items, 3, HOUSE)] == [3000, 2000, 2000, 1000, 1000]
