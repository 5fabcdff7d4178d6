"""The seven figures of a class's week beside those of the week before, in one statement."""

from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    String,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)

from app.assignments.models import Submission, SubmissionState
from app.bulletins.facts import FIGURES, Figure
from app.chronicle.window import Window
from app.discussions.models import Post
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.grading.models import Grade
from app.journals.models import Journal
from app.resources.models import Resource
from app.study.models import StudyDay


def figures_of(window: Window, *, has_before: bool) -> tuple[Figure, ...]:
    """The figures in their order; in the first week there is nothing to compare with."""
    found = {row[0]: (int(row[1] or 0), int(row[2] or 0)) for row in COUNTED.all(**window.bounds)}
    found["minutes"] = (found["minutes"][0] // 60, found["minutes"][1] // 60)
    return tuple(Figure(name, found[name][0], found[name][1] if has_before else None) for name in FIGURES)


def _counted() -> CompoundSelect[*tuple[Any, ...]]:
    """Seconds stand in the place of minutes here, so that nothing is rounded before it is added."""
    room = bindparam("room", type_=BigId)
    training = bindparam("training", type_=BigId)
    handed_in, published = Submission.first_handed_in_at, Journal.published_at
    return union_all(
        _studied("minutes", lambda is_so: func.sum(case((is_so, StudyDay.seconds), else_=0))),
        _studied("active", lambda is_so: func.count(func.distinct(case((is_so, StudyDay.person_id))))),
        _each(
            "assignments", handed_in, Submission.classroom_id == room, Submission.state != SubmissionState.TAKEN_BACK
        ),
        _each("journals", published, Journal.classroom_id == room),
        _each(
            *("posts", Post.written_at, Post.classroom_id == room, Post.training_id == training),
            *(Post.is_salon, Post.hidden_at.is_(None)),
        ),
        _each("graded", Grade.first_graded_at, Grade.classroom_id == room, Grade.superseded_at.is_(None)),
        _each("resources", Resource.shared_at, Resource.classroom_id == room),
    )


def _each(name: str, at: Any, *conditions: Any) -> Select[*tuple[Any, ...]]:
    before, start, end = (bindparam(bound, type_=Instant()) for bound in ("before", "start", "end"))
    this, last = func.count(case((at >= start, 1))), func.count(case((at < start, 1)))
    return select(literal(name, String()), this, last).where(at >= before, at < end, *conditions)


def _studied(name: str, number: Any) -> Select[*tuple[Any, ...]]:
    monday, first, sunday = (bindparam(day, type_=Date()) for day in ("monday", "first", "sunday"))
    this, last = number(StudyDay.day >= monday), number(StudyDay.day < monday)
    mine = StudyDay.classroom_id == bindparam("room", type_=BigId)
    days = StudyDay.day.between(first, sunday)
    return select(literal(name, String()), this, last).where(mine, days, StudyDay.seconds > 0)


COUNTED = Question(_counted)
