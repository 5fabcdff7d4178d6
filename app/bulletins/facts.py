"""What a class did in a week, as plain values: the stuff of which a draft is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

FIGURES = ("active", "minutes", "assignments", "journals", "posts", "graded", "resources")


class Figure(NamedTuple):
    """A count of the week beside that of the week before; `before` is None where there was none."""

    name: str
    number: int
    before: int | None


class Voice(NamedTuple):
    """Some words that a learner wrote in the class's salon, as they stand in the post."""

    post_id: int
    thread_id: int
    number: int
    title: str
    person_id: int
    person_name: str
    words: str


class Photo(NamedTuple):
    """A picture beside a post of the class's salon."""

    post_id: int
    file_digest: str
    small_digest: str
    name: str
    width: int
    height: int
    person_name: str
    title: str


class ClassStar(NamedTuple):
    """A learner of the class near the top of the closed week; winners are named on the honours' public page."""

    person_id: int
    name: str
    place: int
    is_winner: bool


class PickedWork(NamedTuple):
    """A work of the class whose author agreed this week that everybody may read it; nameless if they asked so."""

    recommendation_id: int
    kind: str
    title: str
    byline: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the next week asks: how much should be done by its end, and how long there is."""

    week_number: int
    weeks: int
    ends_on: date
    late_until: date
    days_left: int
    by_then: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Everything about a class's week, as of one moment."""

    classroom_name: str
    site_name: str
    week: str
    week_number: int
    monday: date
    sunday: date
    issue: int
    learners: int
    as_of: datetime
    is_closed: bool
    figures: tuple[Figure, ...] = ()
    stars: tuple[ClassStar, ...] = ()
    works: tuple[PickedWork, ...] = ()
    voices: tuple[Voice, ...] = ()
    photos: tuple[Photo, ...] = ()
    ahead: Ahead | None = None

    def number_of(self, name: str) -> int:
        return next((figure.number for figure in self.figures if figure.name == name), 0)

    def change_of(self, name: str) -> int | None:
        """How many more than the week before; None in the first week."""
        found = next((figure for figure in self.figures if figure.name == name), None)
        return None if found is None or found.before is None else found.number - found.before
