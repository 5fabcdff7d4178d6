"""Which of two judgements stands: the better one, and the first where they are equal."""

from collections.abc import Sequence


def is_better(second: tuple[int | None, str], first: tuple[int | None, str], grades: Sequence[str]) -> bool:
    """Whether the second (score, grade) is better than the first, on a ladder of grades from the best down."""
    if second[0] is not None and first[0] is not None:
        return second[0] > first[0]
    return _place(second[1], grades) < _place(first[1], grades)


def _place(grade: str, grades: Sequence[str]) -> int:
    """A grade that the ladder no longer knows stands below all."""
    return grades.index(grade) if grade in grades else len(grades)
