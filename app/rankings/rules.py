"""The points table: what counts how much, as data that a training keeps in versions."""

from dataclasses import dataclass
from typing import Any

POINT = 1000  # points are kept in thousandths, so that nothing is ever rounded while adding

DEFAULT: dict[str, Any] = {
    "study": {"seconds_a_point": 1200, "seconds_a_day": 7200},
    "points": {"submission": 3000, "journal": 2000, "thread": 2000, "post": 1000},
    "a_day": {"submission": 3, "journal": 1, "talk": 5},
    "least_characters": {"submission": 0, "journal": 20, "thread": 20, "post": 20},
    "points_a_day": 15000,
    "grades": {
        "submission": {"优": 6000, "良": 4000, "合格": 2000},
        "journal": {"优": 6000, "良": 4000, "合格": 2000},
        "post": {"优": 4000, "良": 2000},
    },
    "picked": {"submission": 6000, "journal": 6000, "thread": 6000, "resource": 6000},
    "shared": {
        "used": 100,
        "uses_a_week": 20,
        "stars": 4,
        "raters": 8,
        "rated": 1000,
        "more_raters": 10,
        "rated_more": 1000,
    },
    "learners": {"winners": 10, "a_class": 1, "rest_weeks": 2},
    "classrooms": {"winners": 10, "weight": 10},
    "tutors": {
        "winners": 10,
        "days_to_grade": 3,
        "share_graded": 40000,
        "turnaround": 20000,
        "swift_hours": 24,
        "slow_hours": 96,
        "own_words": 20000,
        "amount": 20000,
        "full_amount": 40,
    },
    "administrators": {
        "winners": 10,
        "active": 35000,
        "returned": 20000,
        "brought_back": 10000,
        "bulletins": 15000,
        "least_bulletin": 50,
        "salon": 20000,
        "full_salon": 10,
        "picked": 6000,
    },
    "objections": {"days": 3, "days_after_correction": 1},
}
# what a published table meant that knew neither bulletins nor who was brought back
BEFORE_BULLETINS: dict[str, int] = {
    "winners": 10,
    "active": 40000,
    "returned": 30000,
    "brought_back": 0,
    "bulletins": 0,
    "least_bulletin": 0,
    "salon": 30000,
    "full_salon": 10,
    "picked": 0,
}


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the table, read and complete; `version` 0 is the table of the house."""

    version: int
    study: dict[str, int]
    points: dict[str, int]
    a_day: dict[str, int]
    least_characters: dict[str, int]
    points_a_day: int
    grades: dict[str, dict[str, int]]
    picked: dict[str, int]
    shared: dict[str, int]
    learners: dict[str, int]
    classrooms: dict[str, int]
    tutors: dict[str, int]
    administrators: dict[str, int]
    objections: dict[str, int]

    @classmethod
    def read(cls, version: int, data: dict[str, Any]) -> "Rules":
        """Read a table; what it leaves out is as in the house's own. Raises ValueError for what cannot be.

        A published table from before picks, resources, picked resources, bulletins or picked bulletins counted says
        nothing of them and gives nothing for them.
        """
        unknown = set(data) - set(DEFAULT)
        if unknown:
            raise ValueError(f"the points table knows no {', '.join(sorted(unknown))}")
        data = data if version == 0 else _as_published(data)
        house = DEFAULT if version == 0 else {**DEFAULT, "administrators": _for_administrators(data)}
        return cls(version=version, **{name: _merged(name, data.get(name), house[name]) for name in DEFAULT})


def _for_administrators(data: dict[str, Any]) -> dict[str, int]:
    """What a published table means where it is silent about those who look after classes."""
    given = data.get("administrators")
    knows_bulletins = isinstance(given, dict) and "bulletins" in given
    return DEFAULT["administrators"] | {"picked": 0} if knows_bulletins else BEFORE_BULLETINS


def _as_published(data: dict[str, Any]) -> dict[str, Any]:
    given = {name: data.get(name, {}) for name in ("picked", "shared")}
    return data | {
        name: dict.fromkeys(DEFAULT[name], 0) | part for name, part in given.items() if isinstance(part, dict)
    }


def _merged(name: str, given: Any, standard: Any) -> Any:
    if given is None:
        return standard
    if not isinstance(standard, dict):
        return _whole(name, given)
    unknown = set(given) - set(standard) if isinstance(given, dict) else {given}
    if unknown:
        raise ValueError(f"{name} knows no {', '.join(map(str, sorted(unknown, key=str)))}")
    if name == "grades":
        return {kind: {grade: _whole(grade, n) for grade, n in (standard | given)[kind].items()} for kind in standard}
    merged = standard | {key: _whole(f"{name}.{key}", value) for key, value in given.items()}
    return _with_divisors(name, merged)


def _with_divisors(name: str, table: dict[str, int]) -> dict[str, int]:
    for key in ("seconds_a_point", "full_amount", "full_salon", "weight", "days"):
        if key in table and table[key] < 1:
            raise ValueError(f"{name}.{key} must be at least 1")
    if table.get("slow_hours", 1) <= table.get("swift_hours", 0):
        raise ValueError("tutors.slow_hours must be above tutors.swift_hours")
    return table


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{name} must be a whole number, not {value!r}")
    return value


def shown(points: int) -> str:
    """Points in thousandths as a person reads them, at most two decimals, never rounded up."""
    whole, part = divmod(points, POINT)
    text = f"{whole}.{part // 10:02d}".rstrip("0").rstrip(".")
    return text or "0"
