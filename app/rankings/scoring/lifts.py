"""What one more deed would give a learner today, under the limits of the day: from the row that they have."""

from collections.abc import Sequence
from typing import NamedTuple

from app.rankings.rules import POINT, Rules
from app.rankings.scoring.learners import GROUPS
from app.rankings.scoring.rows import Item

MORE_READING = 20 * 60


class Lift(NamedTuple):
    """One more of a kind gives so many points, in thousandths; `why` says why it gives none: number or cap."""

    kind: str
    points: int
    why: str


def lifts(items: Sequence[Item], day: int, rules: Rules) -> list[Lift]:
    """For each kind of deed what one more would give on a day, the most first; reading is twenty minutes more."""
    today = [item for item in items if item.day == day and item.is_daily]
    seconds = sum(int(item.amount or 0) for item in today if item.kind == "study")
    works = sum(item.points for item in today if item.kind != "study")
    had = _total(works, seconds, rules)
    found = [_lift("study", _total(works, seconds + MORE_READING, rules) - had, is_left=True)]
    for kind, group in GROUPS.items():
        counted = sum(item.why in ("", "cap") for item in today if GROUPS.get(item.kind) == group)
        more = _total(works + rules.points[kind], seconds, rules) - had
        found.append(_lift(kind, more, is_left=counted < rules.a_day[group]))
    return sorted(found, key=lambda lift: -lift.points)


def _lift(kind: str, points: int, *, is_left: bool) -> Lift:
    if not is_left:
        return Lift(kind, 0, "number")
    return Lift(kind, points, "" if points else "cap")


def _total(works: int, seconds: int, rules: Rules) -> int:
    """The day's points: works first, reading fills what is left."""
    read = min(seconds, rules.study["seconds_a_day"]) * POINT // rules.study["seconds_a_point"]
    return min(works + read, rules.points_a_day)
