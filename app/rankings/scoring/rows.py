"""Rows of a board and their total order."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from json import JSONEncoder
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

LEARNERS, CLASSROOMS, TUTORS, ADMINISTRATORS = "learners", "classrooms", "tutors", "administrators"
BOARDS = (LEARNERS, CLASSROOMS, TUTORS, ADMINISTRATORS)
CANONICAL = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False)
NEVER = datetime.max.replace(tzinfo=UTC)


class Item(NamedTuple):
    """One thing of a learner's week; `why` says why it gave less than its due: short, repeat, number, cap."""

    day: int
    kind: str
    work_id: int | None
    classroom_id: int | None
    amount: int | str | None
    points: int
    why: str

    @property
    def is_daily(self) -> bool:
        """Whether it stands under the limits of its day: what others judged or welcomed does not."""
        return not self.kind.startswith(("graded", "shared"))


class Row(NamedTuple):
    """A place on a board; points and quality in thousandths; a tuple, for a week has many."""

    board: str
    subject_id: int
    classroom_id: int | None
    points: int
    quality: int
    reached_at: datetime | None
    parts: dict[str, Any]
    place: int = 0
    is_winner: bool = False


def rank(rows: Iterable[Row]) -> list[Row]:
    """Order by points, quality, who reached it first, stable id; places 1, 1, 3."""
    ordered = sorted(((merit(row), row.subject_id, row) for row in rows), key=itemgetter(0, 1))
    ranked: list[Row] = []
    place, last = 0, None
    for number, (worth, _, row) in enumerate(ordered, 1):
        place = place if worth == last else number
        last = worth
        ranked.append(row._replace(place=place))
    return ranked


def merit(row: Row) -> tuple[int, int, datetime]:
    """What decides a place, smallest first; rows with the same merit share it."""
    return -row.points, -row.quality, row.reached_at or NEVER


def crowned(rows: list[Row], winners: set[int]) -> list[Row]:
    return [row._replace(is_winner=True) if row.subject_id in winners else row for row in rows]


def first(rows: list[Row], number: int) -> set[int]:
    """The subjects of the first so many rows that have any points."""
    return {row.subject_id for row in rows[:number] if row.points > 0}


class Spelt(NamedTuple):
    """A row with its parts as canonical JSON, which is what is hashed and what is kept."""

    row: Row
    parts: str


def spelt(rows: Iterable[Row]) -> list[Spelt]:
    """The rows in the order of board, place and subject, each with its parts spelt out once."""
    ordered = sorted(rows, key=attrgetter("board", "place", "subject_id"))
    return [Spelt(row, CANONICAL.encode(row.parts)) for row in ordered]


def fingerprint(rows: Iterable[Row]) -> str:
    """The hash of a week, in whatever order its rows come."""
    return fingerprint_of(spelt(rows))


def fingerprint_of(rows: Iterable[Spelt]) -> str:
    """The same of rows that are spelt: SHA-256 over them as canonical JSON."""
    return sha256(f"[{','.join(map(_whole, rows))}]".encode()).hexdigest()


def _whole(one: Spelt) -> str:
    row = one.row
    reached = row.reached_at.astimezone(UTC).isoformat(timespec="microseconds") if row.reached_at else None
    identity = [row.board, row.subject_id, row.classroom_id, row.place, row.is_winner, row.points, row.quality, reached]
    return f"{CANONICAL.encode(identity)[:-1]},{one.parts}]"
