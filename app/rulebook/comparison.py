"""Two boards of the same week side by side: who wins on both, who moves most, and why."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from app.rankings.scoring.rows import ADMINISTRATORS, LEARNERS, TUTORS, Row

NEAR_THE_TOP = 100
MOST_MOVERS = 10


class Move(NamedTuple):
    """One subject on both boards; `changes` are points gained and lost by kind, the largest first."""

    before: Row
    after: Row
    changes: list[tuple[str, int]]

    @property
    def places(self) -> int:
        """How many places up."""
        return self.before.place - self.after.place


class Comparison(NamedTuple):
    """Winners before and after in the order of their boards, and the movers among the first hundred."""

    before: list[Row]
    after: list[Row]
    movers: list[Move]

    @property
    def stay(self) -> set[int]:
        return {row.subject_id for row in self.before} & {row.subject_id for row in self.after}


def compare(before: Iterable[Row], after: Iterable[Row]) -> Comparison:
    old, new = list(before), list(after)
    return Comparison([row for row in old if row.is_winner], [row for row in new if row.is_winner], _movers(old, new))


def _movers(old: list[Row], new: list[Row]) -> list[Move]:
    after = {row.subject_id: row for row in new}
    pairs = [(row, after[row.subject_id]) for row in old if row.subject_id in after]
    near = [pair for pair in pairs if min(pair[0].place, pair[1].place) <= NEAR_THE_TOP]
    moved = [pair for pair in near if pair[0].place != pair[1].place]
    moved.sort(key=lambda pair: (-abs(pair[0].place - pair[1].place), pair[1].place, pair[0].subject_id))
    return [Move(one, other, _changes(one, other)) for one, other in moved[:MOST_MOVERS]]


def _changes(before: Row, after: Row) -> list[tuple[str, int]]:
    change = _by_kind(after)
    change.subtract(_by_kind(before))
    found = [(kind, points) for kind, points in change.items() if points]
    return sorted(found, key=lambda one: (-abs(one[1]), one[0]))


def _by_kind(row: Row) -> Counter[str]:
    """A learner's points by kind of deed; a class's as they stand in its sum; of those on the staff by what was looked at."""
    if row.board in (TUTORS, ADMINISTRATORS):
        return Counter(row.parts["points"])
    if row.board != LEARNERS:
        return Counter(row.parts.get("kinds", {}))
    kinds: Counter[str] = Counter()
    for _day, kind, _work, _room, _amount, points, _why in row.parts["items"]:
        kinds[kind] += points
    return kinds
