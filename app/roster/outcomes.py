"""What rows of a roster come to, in plain values."""

from dataclasses import dataclass, field
from typing import Any

from app.roster.reasons import Reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one row means; `key` is one and the same for all rows of a person who is not known yet."""

    number: int
    kind: str
    name: str
    role: str = "learner"
    classroom_id: int | None = None
    from_classroom_id: int | None = None
    person_id: int | None = None
    school_id: int | None = None
    school_key: str = ""
    key: str = ""
    changes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A school that nobody knows, how many rows name it, and which known ones may have been meant."""

    key: str
    name: str
    county: str
    rows: int
    near: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    outcomes: list[Outcome]
    questions: list[Question] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Outcome]:
        return [one for one in self.outcomes if one.kind in kinds]


class Refusal(Exception):
    """This row cannot be taken: `kind` says whether it is bad or in conflict."""

    def __init__(self, kind: str, code: str, **values: Any) -> None:
        super().__init__(code)
        self.kind, self.reason = kind, (code, values)
