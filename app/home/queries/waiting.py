"""What waits for somebody beside what they grade, answer and choose: all counts are one statement, each with its oldest."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Select, literal, union_all

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.policy import is_class_administrator, is_tutor
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
    if not any(True for _ in _parts(person)):
        return []
    counted = WAITING.all(person)
    return [Waiting(kind, number, oldest) for number, oldest, kind in counted if number]


def _parts(person: Person) -> Iterator[tuple[str, Select[int, datetime]]]:
    looks_after, decides = is_tutor(person) or is_class_administrator(person), is_project_team(person)
    if looks_after:
        yield "contests", contests_waiting(person)
    if is_tutor(person):
        yield "opinions", opinions_asked_of(person)
    if looks_after or decides:
        yield "cases", cases_waiting(person)
    if is_tutor(person) or decides:
        yield "objections", objections_waiting(person)


def _all_parts(person: Person) -> CompoundSelect[Any]:
    return union_all(*(part.add_columns(literal(kind)) for kind, part in _parts(person)))


WAITING = PersonalQuestion(_all_parts)
