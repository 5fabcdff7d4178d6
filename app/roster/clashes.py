"""Rows of one roster that cannot both be right."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.roster.cells import SheetRow
from app.roster.outcomes import Outcome
from app.roster.reasons import Reason


def set_apart(rows: Sequence[SheetRow], outcomes: list[Outcome]) -> list[Outcome]:
    """Two rows that cannot both be right are both in conflict, each naming the other."""
    clashes: dict[int, list[Reason]] = defaultdict(list)
    for code, groups in _groups(rows, outcomes).items():
        for numbers in groups:
            for number in numbers:
                others = "、".join(str(other) for other in numbers if other != number)
                clashes[number].append((code, {"rows": others}))
    return [
        replace(one, kind="conflict", reasons=(*one.reasons, *clashes[one.number]))
        if one.number in clashes and one.kind != "bad"
        else one
        for one in outcomes
    ]


def _groups(rows: Sequence[SheetRow], outcomes: list[Outcome]) -> dict[str, list[list[int]]]:
    """Numbers of rows that clash, by why."""
    found: dict[str, dict[Any, list[SheetRow]]] = defaultdict(lambda: defaultdict(list))
    for row, outcome in zip(rows, outcomes, strict=True):
        for code, value in (
            ("identity_twice", row.identity),
            ("phone_twice", row.phone),
            ("account_twice", row.account),
        ):
            if value:
                found[code][value].append(row)
        if row.is_learner and outcome.person_id:
            found["seat_twice"][outcome.person_id].append(row)
        elif row.is_learner and not (row.identity or row.phone or row.account) and outcome.kind in ("new", "asked"):
            found["same_twice"][row.name, row.school].append(row)
    return {
        code: [[row.number for row in group] for group in groups.values() if _is_clash(group)]
        for code, groups in found.items()
    }


def _is_clash(group: list[SheetRow]) -> bool:
    """Somebody may work for several classes, but learns in one; and a number has one name."""
    names = {row.name for row in group}
    return len(group) > 1 and (len(names) > 1 or sum(row.is_learner for row in group) > 1)
