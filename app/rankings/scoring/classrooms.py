"""A class's week by figures per head, drawn towards the training's mean so that neither size is favoured."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.rankings.facts import Facts
from app.rankings.rules import POINT, Rules
from app.rankings.scoring.rows import CLASSROOMS, Row, crowned, first, rank


@dataclass(slots=True)
class Tally:
    """What a class has together."""

    members: int = 0
    active: int = 0
    points: int = 0
    quality: int = 0
    reached_at: datetime | None = None
    kinds: Counter[str] = field(default_factory=Counter)


def score_classrooms(facts: Facts, learners: list[Row], rules: Rules) -> list[Row]:
    """The board of all classes that have learners; `learners` is the scored board of persons."""
    tallies = _tally(learners)
    peopled = {room: tally for room, tally in tallies.items() if tally.members and room in facts.classrooms}
    whole = Tally(
        members=sum(tally.members for tally in peopled.values()),
        active=sum(tally.active for tally in peopled.values()),
        points=sum(tally.points for tally in peopled.values()),
    )
    weight = rules.classrooms["weight"]
    rows = rank(_row(room, tally, whole, weight) for room, tally in peopled.items())
    return crowned(rows, first(rows, rules.classrooms["winners"]))


def drawn(total: int, heads: int, whole: int, all_heads: int, weight: int) -> int:
    """(total + weight x mean) / (heads + weight), the mean being whole / all_heads; rounded down once, at the end."""
    return (total * all_heads + weight * whole) // (all_heads * (heads + weight))


def _row(classroom_id: int, tally: Tally, whole: Tally, weight: int) -> Row:
    head = drawn(tally.points, tally.members, whole.points, whole.members, weight)
    share = drawn(tally.active * POINT, tally.members, whole.active * POINT, whole.members, weight)
    parts: dict[str, Any] = {
        "points": tally.points,
        "members": tally.members,
        "active": tally.active,
        "all_points": whole.points,
        "all_members": whole.members,
        "all_active": whole.active,
        "weight": weight,
        "per_head": head,
        "share": share,
        "kinds": dict(sorted(tally.kinds.items())),
    }
    points = head * (POINT + share) // (2 * POINT)
    return Row(CLASSROOMS, classroom_id, classroom_id, points, tally.quality // tally.members, tally.reached_at, parts)


def _tally(learners: Iterable[Row]) -> dict[int, Tally]:
    """Points stay with the class in which they were earned; heads belong to the class at the week's end."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    for row in learners:
        if row.classroom_id is not None:
            tally = tallies[row.classroom_id]
            tally.members += 1
            tally.active += row.points > 0
            if row.reached_at and (tally.reached_at is None or tally.reached_at < row.reached_at):
                tally.reached_at = row.reached_at
        _add(tallies, row.parts["items"])
    return tallies


def _add(tallies: dict[int, Tally], items: list[list[Any]]) -> None:
    for _day, kind, _work, room, _amount, points, _why in items:
        if points and room is not None:
            tally = tallies[room]
            tally.points += points
            tally.kinds[kind] += points
            tally.quality += points if kind.startswith("graded") else 0
