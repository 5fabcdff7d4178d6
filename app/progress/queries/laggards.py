"""Who of a class has fallen behind, with exactly what is missing: the list that a phone call begins with."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.classrooms.models import Enrolment, Training
from app.classrooms.scheme import Scheme
from app.foundation import clock
from app.foundation.database import BigId
from app.foundation.reading import Question
from app.people.models import Person
from app.progress.queries.done import done_in_classroom, elapsed, module_ids
from app.progress.requirements import Done, Requirement, requirements


@dataclass(frozen=True, slots=True)
class Laggard:
    """A learner behind the pace; `behind` holds only the requirements that are, `missing` up to today's pace."""

    person_id: int
    name: str
    behind: list[tuple[Requirement, int]]
    gap: Fraction


def laggards_of(classroom_id: int, training: Training) -> list[Laggard]:
    """Learners behind the pace, the furthest first."""
    scheme, modules = Scheme.read(training.scheme), module_ids()
    share = elapsed(training, clock.now())
    done = done_in_classroom(classroom_id, training.id)
    found = []
    for person_id, name in LEARNERS.all(classroom=classroom_id):
        behind = behind_pace(requirements(scheme, done.get(person_id, Done()), modules), share)
        if behind:
            gap = sum((Fraction(short, asked.needed) for asked, short in behind), Fraction(0))
            found.append(Laggard(person_id, name, behind, gap))
    return sorted(found, key=lambda laggard: -laggard.gap)


def behind_pace(asked: list[Requirement], share: Fraction) -> list[tuple[Requirement, int]]:
    """Requirements behind the pace, each with how much would catch up with it."""
    paces = [(requirement, int(requirement.needed * share) - requirement.done) for requirement in asked]
    return [(requirement, short) for requirement, short in paces if short > 0]


def _learners() -> Select[*tuple[Any, ...]]:
    return (
        select(Person.id, Person.name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.classroom_id == bindparam("classroom", type_=BigId), Enrolment.until.is_(None))
        .order_by(Person.sort_name, Person.id)
    )


LEARNERS = Question(_learners)
