"""What a week's standings are made of: plain rows, days counted from 0 (Monday) to 6 (Sunday)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Study(NamedTuple):
    """Seconds studied on one day in one class."""

    classroom_id: int
    day: int
    seconds: int


class Work(NamedTuple):
    """Something handed in, published or written: kind is submission, journal, thread or post."""

    kind: str
    classroom_id: int | None
    work_id: int
    day: int
    at: datetime
    characters: int
    is_repeat: bool


class Judgement(NamedTuple):
    """A work's first grade came in this week; `grade` is the one that stands: kind is submission, journal or post.

    Of a work that an expert picked first in this week the kind is pick-submission, pick-journal, pick-thread or pick-resource.
    """

    kind: str
    classroom_id: int
    work_id: int
    day: int
    at: datetime
    grade: str


class Grading(NamedTuple):
    """A tutor's first grade of a work: how long it took, and whether its comment was not written before."""

    seconds: int
    is_own: bool


class Use(NamedTuple):
    """Somebody else used a resource for the first time, on a day of this week."""

    classroom_id: int | None
    work_id: int
    person_id: int
    day: int
    at: datetime


class Rating(NamedTuple):
    """Somebody of another class found a resource good; below 0 the day lies before this week."""

    classroom_id: int | None
    work_id: int
    person_id: int
    day: int
    at: datetime


@dataclass(slots=True)
class Deeds:
    """What one learner did; `present` has bit day + 3 set for each day with any sign of life, from Friday before."""

    study: list[Study] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    present: int = 0


@dataclass(slots=True)
class Facts:
    """Everything that a week's standings depend on beside the rules.

    `learners` and `staff` are those of the week's last instant (or of now, while it runs); `due` says for each class
    how many works should have been graded by now and how many were; `day_ends` are the instants at which days end.
    `bulletins` says which bulletin of a class came out this week, `picked_bulletins` which an expert picked first in
    it, `brought` for somebody who works for a class which
    of their contacts brought a learner back, one for each learner.
    """

    day_ends: list[datetime]
    last_day: int
    learners: dict[int, int]
    joined: dict[int, int]
    classrooms: set[int]
    deeds: dict[int, Deeds]
    tutors: list[tuple[int, int]]
    administrators: list[tuple[int, int]]
    gradings: dict[int, list[Grading]]
    due: dict[int, tuple[int, int]]
    salon: dict[tuple[int, int], int]
    resting: frozenset[int]
    bulletins: dict[int, int] = field(default_factory=dict)
    picked_bulletins: dict[int, list[int]] = field(default_factory=dict)
    brought: dict[tuple[int, int], list[int]] = field(default_factory=dict)
