"""What a training asks of a learner and how a score becomes a grade: data read into plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scheme:
    """Requirements for finishing; `assignments_per_module` binds the breadth, topics are one's own choice."""

    minutes: int
    assignments: int
    assignments_per_module: int
    journals: int
    salon_posts: int

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Scheme":
        """Read the scheme of a training; a missing requirement asks for nothing."""
        return cls(**{name: int(data.get(name, 0)) for name in cls.__slots__})


def grade_for(score: int, ladder: Sequence[Sequence[Any]]) -> str:
    """The grade of a score from 0 to 100 on a ladder such as [["优", 90], ["良", 80], ["合格", 60], ["不合格", 0]].

    Raises ValueError when the score is out of range or the ladder does not reach down to it.
    """
    if not 0 <= score <= 100:
        raise ValueError(f"{score} is not between 0 and 100")
    for name, least in sorted(ladder, key=lambda rung: -int(rung[1])):
        if score >= int(least):
            return str(name)
    raise ValueError(f"the ladder does not reach down to {score}")


def grades_of(ladder: Sequence[Sequence[Any]]) -> list[str]:
    """The names of the grades, best first."""
    return [str(name) for name, _ in sorted(ladder, key=lambda rung: -int(rung[1]))]
