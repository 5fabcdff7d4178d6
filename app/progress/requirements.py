"""What a learner has done against what the training asks: plain numbers, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from app.classrooms.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Done:
    """Work done so far: whole minutes of study, assignments by module id, journals and salon posts."""

    minutes: int = 0
    assignments: Mapping[int, int] = field(default_factory=dict)
    journals: int = 0
    salon_posts: int = 0

    @property
    def assignment_count(self) -> int:
        return sum(self.assignments.values())


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the four things asked: `kind` is minutes, assignments, journals or salon_posts."""

    kind: str
    done: int
    needed: int

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.done)

    @property
    def is_met(self) -> bool:
        return self.missing == 0

    def is_on_pace(self, elapsed: Fraction) -> bool:
        """Whether enough is done for the share of the training that has passed, counted in whole pieces."""
        return self.done >= int(self.needed * elapsed)


def modules_missing(scheme: Scheme, done: Done, modules: list[int]) -> dict[int, int]:
    """How many assignments each module still asks for, for the modules that ask for any."""
    short = {module: scheme.assignments_per_module - done.assignments.get(module, 0) for module in modules}
    return {module: number for module, number in short.items() if number > 0}


def counted_assignments(scheme: Scheme, done: Done, modules: list[int]) -> int:
    """Assignments that bring the learner nearer to the end.

    Places that a module still asks for cannot be filled by another module's work: with 12 asked for, two from each of
    six modules, ten works from one module count as two.
    """
    reserved = sum(modules_missing(scheme, done, modules).values())
    return min(done.assignment_count, max(0, scheme.assignments - reserved))


def requirements(scheme: Scheme, done: Done, modules: list[int]) -> list[Requirement]:
    """The four requirements with how far each has come."""
    return [
        Requirement("minutes", done.minutes, scheme.minutes),
        Requirement("assignments", counted_assignments(scheme, done, modules), scheme.assignments),
        Requirement("journals", done.journals, scheme.journals),
        Requirement("salon_posts", done.salon_posts, scheme.salon_posts),
    ]


def is_complete(asked: list[Requirement]) -> bool:
    return all(requirement.is_met for requirement in asked)


def is_on_schedule(asked: list[Requirement], elapsed: Fraction) -> bool:
    """On schedule is being on pace with all four; on the last day it is having met them."""
    return all(requirement.is_on_pace(elapsed) for requirement in asked)


def share_elapsed(day_number: int, days: int) -> Fraction:
    """The share of a training of so many days that has passed when a day of it (1 is the first) ends."""
    return Fraction(min(max(day_number, 0), days), days)
