"""The points table key by key: what each is counted in, and how it is typed and read."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from app.rankings.rules import DEFAULT, POINT, Rules

MINUTE = 60
MOST = 100_000


class Unfit(ValueError):
    """What was typed cannot be a value of this key; `why` is number, whole, least or most."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Key(NamedTuple):
    """One value of the table: its path, how many stored units a typed one has, and the least that makes sense."""

    path: tuple[str, ...]
    unit: int = 1
    least: int = 0

    @property
    def name(self) -> str:
        return ".".join(self.path)

    def read(self, text: str) -> int:
        """The stored value of what was typed; raises Unfit."""
        try:
            number = Decimal(text.strip()) * self.unit
        except InvalidOperation as fault:
            raise Unfit("number") from fault
        if not number.is_finite() or number != number.to_integral_value():
            raise Unfit("number" if not number.is_finite() else "whole")
        if number < self.least * self.unit:
            raise Unfit("least")
        if number > MOST * self.unit:
            raise Unfit("most")
        return int(number)

    def typed(self, value: int) -> str:
        """A stored value as a person types it."""
        whole, part = divmod(value, self.unit)
        return f"{whole}.{part * POINT // self.unit:03d}".rstrip("0").rstrip(".")


DIVISORS = {"seconds_a_point", "full_amount", "full_salon", "weight", "days"}
IN_POINTS = {"points", "points_a_day", "grades", "picked"}
SHARES = {
    "share_graded",
    "turnaround",
    "own_words",
    "amount",
    "active",
    "returned",
    "brought_back",
    "bulletins",
    "picked",
    "salon",
}
FOR_RESOURCES = {"used", "rated", "rated_more"}
IN_MINUTES = {"seconds_a_point", "seconds_a_day"}


def _keys(path: tuple[str, ...], value: Any) -> list[Key]:
    if isinstance(value, dict):
        return [key for name, inner in value.items() for key in _keys((*path, name), inner)]
    last = path[-1]
    unit = POINT if path[0] in IN_POINTS or last in SHARES | FOR_RESOURCES else MINUTE if last in IN_MINUTES else 1
    return [Key(path, unit, 1 if last in DIVISORS else 0)]


KEYS = [key for key in _keys((), DEFAULT) if key.name != "least_characters.submission"]


def flat(rules: Rules) -> dict[str, int]:
    """A table as values by key."""
    return {key.name: _at(rules, key.path) for key in KEYS}


def nested(values: Mapping[str, int]) -> dict[str, Any]:
    """Values by key as a table; what they leave out stays with the house's own."""
    table: dict[str, Any] = {}
    for key in KEYS:
        if key.name in values:
            inner = table
            for name in key.path[:-1]:
                inner = inner.setdefault(name, {})
            inner[key.path[-1]] = values[key.name]
    return table


def differences(before: Rules, after: Rules) -> list[tuple[Key, str, str]]:
    """The keys whose values differ, with both as a person reads them."""
    one, other = flat(before), flat(after)
    changed = (key for key in KEYS if one[key.name] != other[key.name])
    return [(key, key.typed(one[key.name]), key.typed(other[key.name])) for key in changed]


def _at(rules: Rules, path: tuple[str, ...]) -> int:
    found: Any = getattr(rules, path[0])
    for name in path[1:]:
        found = found[name]
    return int(found)
