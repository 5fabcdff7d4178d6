"""A tutor's sitting: when they graded in the last hours, and what just now. One statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.classrooms.memberships import PersonalQuestion
from app.foundation import clock
from app.foundation.database import Instant
from app.grading.models import Grade
from app.grading.policy import TAKE_BACK_WITHIN, grades_readable_by
from app.people.models import Person

LOOKS_BACK = timedelta(hours=3)
MOST = 40
SINCE = bindparam("since", type_=Instant())


@dataclass(frozen=True, slots=True)
class JustGraded:
    """A grade that can still be taken back, for `seconds` more."""

    id: int
    kind: str
    work_id: int
    person_name: str
    score: int | None
    grade: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """The moments of the last gradings, newest first."""

    moments: list[datetime]
    last: JustGraded | None

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "Sitting":
        """From rows of `lately`, in any order."""
        newest_first = sorted(rows, key=lambda row: (row.at, row.id), reverse=True)
        last = _just_graded(newest_first[0]) if newest_first else None
        return cls([row.at for row in newest_first], last)


def sitting_of(person: Person) -> Sitting:
    """What a tutor did lately at the desk."""
    return Sitting.of(LATELY.all(person, since=clock.now() - LOOKS_BACK))


def lately(person: Person) -> Select[Any]:
    """The standing grades since a moment; those of second opinions would tell whose work it was."""
    columns: list[Any] = [Grade.id, Grade.graded_at.label("at"), Grade.kind, Grade.work_id, Person.name.label("words")]
    return (
        select(*columns, Grade.score, Grade.grade)
        .join(Person, Person.id == Grade.person_id)
        .where(Grade.grader_id == person.id, Grade.graded_at > SINCE, Grade.superseded_at.is_(None))
        .where(grades_readable_by(person))
        .order_by(Grade.graded_at.desc(), Grade.id.desc())
        .limit(MOST)
    )


def _just_graded(row: Any) -> JustGraded | None:
    left = int((row.at + TAKE_BACK_WITHIN - clock.now()).total_seconds())
    return JustGraded(row.id, row.kind, row.work_id, row.words, row.score, row.grade, left) if left > 0 else None


LATELY = PersonalQuestion(lately)
