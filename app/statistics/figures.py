"""Figures of classes and how they add up along the tree of places: plain numbers, no database."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from operator import attrgetter

RUNGS = tuple(f"rung_{number}" for number in range(1, 6))
COUNTS = (
    "study_minutes", "assignments", "journals", "salon_posts", "forum_posts", "resources", "bulletins", "graded",
    "score_sum", *RUNGS,
)  # fmt: skip
STATES = ("learners", "on_schedule", "complete", "waiting", "active", "active_week")
LIVELY = ("study_minutes", "assignments", "journals", "salon_posts", "forum_posts", "resources")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts add up over days and places, states over places; means and shares are worked out of them, never added."""

    study_minutes: int = 0
    assignments: int = 0
    journals: int = 0
    salon_posts: int = 0
    forum_posts: int = 0
    resources: int = 0
    bulletins: int = 0
    graded: int = 0
    score_sum: int = 0
    rung_1: int = 0
    rung_2: int = 0
    rung_3: int = 0
    rung_4: int = 0
    rung_5: int = 0
    learners: int = 0
    on_schedule: int = 0
    complete: int = 0
    waiting: int = 0
    active: int = 0
    active_week: int = 0
    classrooms: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return total((self, other))

    @property
    def rungs(self) -> tuple[int, ...]:
        """Graded works on each rung of the ladder, the best first; the last one holds all lower ones."""
        return (self.rung_1, self.rung_2, self.rung_3, self.rung_4, self.rung_5)

    @property
    def minutes_each(self) -> int:
        """Whole minutes of study per learner, on average."""
        return self.study_minutes // self.learners if self.learners else 0

    @property
    def on_schedule_percent(self) -> int:
        """Share of learners on schedule, rounded to whole percents, halves up."""
        return percent(self.on_schedule, self.learners)

    @property
    def complete_percent(self) -> int:
        return percent(self.complete, self.learners)

    @property
    def active_percent(self) -> int:
        """Share of learners with any sign of life in the running week."""
        return percent(self.active_week, self.learners)

    @property
    def mean_score(self) -> float | None:
        """Points per graded assignment, in tenths; None where nothing is graded."""
        return tenths(self.score_sum, self.graded) if self.graded else None

    def each(self, name: str) -> float:
        """A count per learner, in tenths, halves up."""
        return tenths(int(getattr(self, name)), self.learners) if self.learners else 0.0


NUMBERS = attrgetter(*(field.name for field in fields(Figures)))


def total(parts: Iterable[Figures]) -> Figures:
    columns = list(zip(*map(NUMBERS, parts), strict=True))
    return Figures(*map(sum, columns)) if columns else Figures()


def percent(part: int, whole: int) -> int:
    """A share in whole percents, halves up; of nothing it is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def tenths(part: int, whole: int) -> float:
    """A quotient in tenths, halves up."""
    return ((20 * part + whole) // (2 * whole)) / 10
