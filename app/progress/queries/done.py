"""How far learners have come, one statement for each kind of work however many learners there are."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, Training
from app.courses.models import Module, Topic
from app.discussions.models import Post
from app.foundation.database import db
from app.journals.models import Journal
from app.progress.requirements import Done, share_elapsed
from app.study.models import StudyDay

COUNTED = (SubmissionState.HANDED_IN, SubmissionState.GRADED)


def done_of(person_id: int, training_id: int) -> Done:
    """What one learner has done in a training."""
    return _done(training_id, lambda column: column == person_id).get(person_id, Done())


def done_in_classroom(classroom_id: int, training_id: int) -> dict[int, Done]:
    """What the present learners of a class have done in its training, wherever they did it."""
    present = select(Enrolment.person_id).where(Enrolment.classroom_id == classroom_id, Enrolment.until.is_(None))
    return _done(training_id, lambda column: column.in_(present))


def done_in_training(training_id: int) -> dict[int, Done]:
    """What everybody has done in a training."""
    return _done(training_id, None)


def module_ids() -> list[int]:
    """The modules that the course has now, in their order."""
    return list(db.session.scalars(select(Module.id).where(Module.retired_at.is_(None)).order_by(Module.position)))


def elapsed(training: Training, now: datetime) -> Fraction:
    """The share of a training that has passed, in whole days of its own zone: yesterday is the last that counts."""
    days = (training.ends_on - training.starts_on).days + 1
    return share_elapsed((training.day_of(now) - training.starts_on).days, days)


def _done(training_id: int, whose: Any) -> dict[int, Done]:
    minutes = _by_person(
        _of(StudyDay.person_id, whose, func.sum(StudyDay.seconds)).where(StudyDay.training_id == training_id)
    )
    journals = _by_person(
        _of(Journal.person_id, whose, func.count()).where(
            Journal.training_id == training_id, Journal.published_at.is_not(None)
        )
    )
    posts = _by_person(
        _of(Post.author_id, whose, func.count()).where(
            Post.training_id == training_id, Post.is_salon, Post.hidden_at.is_(None)
        )
    )
    assignments = _assignments(training_id, whose)
    people: Iterable[int] = {*minutes, *journals, *posts, *assignments}
    return {
        person: Done(
            minutes.get(person, 0) // 60, assignments.get(person, {}), journals.get(person, 0), posts.get(person, 0)
        )
        for person in people
    }


def _of(column: InstrumentedAttribute[int], whose: Any, number: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    statement = select(column, number).group_by(column)
    return statement if whose is None else statement.where(whose(column))


def _by_person(statement: Select[*tuple[Any, ...]]) -> dict[int, int]:
    return {person: int(number) for person, number in db.session.execute(statement)}


def _assignments(training_id: int, whose: Any) -> dict[int, dict[int, int]]:
    statement = (
        select(Submission.person_id, Topic.module_id, func.count())
        .join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.training_id == training_id, Submission.state.in_(COUNTED))
        .group_by(Submission.person_id, Topic.module_id)
    )
    if whose is not None:
        statement = statement.where(whose(Submission.person_id))
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for person, module, number in db.session.execute(statement):
        counts[person][module] = number
    return counts
