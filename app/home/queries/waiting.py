"""What waits for somebody beside what they grade, answer and choose: all counts are one statement, each with its oldest."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, literal, union_all

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.policy import is_tutor
from app.contests.policy import looks_after_learners
from app.contests.queries import contests_waiting
from app.moderation.queries import cases_waiting
from app.objections.queries.objections import objections_waiting
from app.opinions.queries import opinions_asked_of
from app.people.models import Person
from app.people.policy import is_project_team


class Waiting(NamedTuple):
    """So many of a kind, the oldest since when."""

    kind: str
    number: int
    oldest: datetime


def what_waits_for(person: Person) -> list[Waiting]:
    """What somebody has to answer or to decide, kind by kind; of what nothing waits nothing is said."""
    if not any(concerns(person) for _, concerns, _ in PARTS):
        return []
    counted = WAITING.all(person)
    return [Waiting(kind, number, oldest) for number, oldest, kind in counted if number]


def _decides_cases(person: Person) -> bool:
    return looks_after_learners(person) or is_project_team(person)


def _answers_objections(person: Person) -> bool:
    return is_tutor(person) or is_project_team(person)


def _all_parts(person: Person) -> CompoundSelect[Any]:
    return union_all(*(count(person).add_columns(literal(kind)) for kind, concerns, count in PARTS if concerns(person)))


Part = tuple[str, Callable[[Person], bool], Callable[[Person], Select[int, datetime]]]
PARTS: tuple[Part, ...] = (
    ("contests", looks_after_learners, contests_waiting),
    ("opinions", is_tutor, opinions_asked_of),
    ("cases", _decides_cases, cases_waiting),
    ("objections", _answers_objections, objections_waiting),
)
WAITING = PersonalQuestion(_all_parts)
