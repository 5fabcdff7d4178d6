"""Figures of classes and how they add up along the tree of places: plain numbers, no database."""

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts that add up from class to province; means and shares are worked out of them, never added."""

    classrooms: int = 0
    learners: int = 0
    on_schedule: int = 0
    complete: int = 0
    active_today: int = 0
    study_seconds: int = 0
    assignments: int = 0
    journals: int = 0
    salon_posts: int = 0
    resources: int = 0
    bulletins: int = 0
    waiting: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def minutes_each(self) -> int:
        """Whole minutes of study per learner, on average."""
        return self.study_seconds // 60 // self.learners if self.learners else 0

    @property
    def on_schedule_percent(self) -> int:
        """Share of learners on schedule, rounded to whole percents, halves up."""
        return (200 * self.on_schedule + self.learners) // (2 * self.learners) if self.learners else 0


def total(parts: Iterable[Figures]) -> Figures:
    return sum(parts, Figures())
