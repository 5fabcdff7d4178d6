"""How far learners have come, in three statements however many learners there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, String, bindparam, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, Training
from app.courses.models import Module, Topic
from app.discussions.models import Post
from app.foundation.database import BigId
from app.foundation.freshness import fresh
from app.foundation.reading import Question
from app.journals.models import Journal
from app.progress.requirements import Done, share_elapsed
from app.study.models import StudyDay

TRAINING = bindparam("training", type_=BigId)
MINUTE = 60
COUNTED = (SubmissionState.HANDED_IN, SubmissionState.GRADED)


def done_of(person_id: int, training_id: int) -> Done:
    """What one learner has done in a training."""
    return _done(OF_ONE, training=training_id, person=person_id).get(person_id, Done())


def done_in_classroom(classroom_id: int, training_id: int) -> dict[int, Done]:
    """What the present learners of a class have done in its training, wherever they did it."""
    return _done(OF_CLASSROOM, training=training_id, classroom=classroom_id)


def done_in_training(training_id: int) -> dict[int, Done]:
    """What everybody has done in a training."""
    return _done(OF_ALL, training=training_id)


def module_ids() -> list[int]:
    """The modules that the course has, in their order; a course that is loaded anew is noticed within a minute."""
    return fresh("modules", MINUTE, lambda: [row[0] for row in MODULES.all()]).value


def elapsed(training: Training, now: datetime) -> Fraction:
    """The share of a training that has passed, in whole days of its own zone: yesterday is the last that counts."""
    days = (training.ends_on - training.starts_on).days + 1
    return share_elapsed((training.day_of(now) - training.starts_on).days, days)


class Questions(NamedTuple):
    """What is asked of everybody's work, or of some people's."""

    minutes: Question
    written: Question
    assignments: Question


def _done(asked: Questions, **whose: int) -> dict[int, Done]:
    minutes, journals, posts = _by_person(asked.minutes.all(**whose)), dict[int, int](), dict[int, int]()
    for kind, person, number in asked.written.all(**whose):
        (journals if kind == "journals" else posts)[person] = number
    assignments: dict[int, dict[int, int]] = defaultdict(dict)
    for person, module, number in asked.assignments.all(**whose):
        assignments[person][module] = number
    people: Iterable[int] = {*minutes, *journals, *posts, *assignments}
    return {
        person: Done(
            minutes.get(person, 0) // 60, assignments.get(person, {}), journals.get(person, 0), posts.get(person, 0)
        )
        for person in people
    }


def _by_person(rows: Iterable[Any]) -> dict[int, int]:
    return {person: int(number) for person, number in rows}


def _questions(whose: Callable[[Any], Any] | None) -> Questions:
    """The three of them, about those people; about all without."""
    return Questions(
        Question(lambda: _minutes(whose)),
        Question(lambda: union_all(_journals(whose), _posts(whose))),
        Question(lambda: _assignments(whose)),
    )


def _of(
    column: InstrumentedAttribute[int], whose: Any, number: ColumnElement[Any], *kind: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    statement = select(*kind, column, number).group_by(column)
    return statement if whose is None else statement.where(whose(column))


def _minutes(whose: Any) -> Select[*tuple[Any, ...]]:
    return _of(StudyDay.person_id, whose, func.sum(StudyDay.seconds)).where(StudyDay.training_id == TRAINING)


def _journals(whose: Any) -> Select[*tuple[Any, ...]]:
    published = (Journal.training_id == TRAINING, Journal.published_at.is_not(None))
    return _of(Journal.person_id, whose, func.count(), literal("journals", String())).where(*published)


def _posts(whose: Any) -> Select[*tuple[Any, ...]]:
    said = (Post.training_id == TRAINING, Post.is_salon, Post.hidden_at.is_(None))
    return _of(Post.author_id, whose, func.count(), literal("posts", String())).where(*said)


def _assignments(whose: Any) -> Select[*tuple[Any, ...]]:
    statement = (
        select(Submission.person_id, Topic.module_id, func.count())
        .join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.training_id == TRAINING, Submission.state.in_(COUNTED))
        .group_by(Submission.person_id, Topic.module_id)
    )
    return statement if whose is None else statement.where(whose(Submission.person_id))


def _learn_there(column: Any) -> ColumnElement[bool]:
    there = Enrolment.classroom_id == bindparam("classroom", type_=BigId)
    return cast("ColumnElement[bool]", column.in_(select(Enrolment.person_id).where(there, Enrolment.until.is_(None))))


OF_ONE = _questions(lambda column: column == bindparam("person", type_=BigId))
OF_CLASSROOM, OF_ALL = _questions(_learn_there), _questions(None)
MODULES = Question(lambda: select(Module.id).where(Module.retired_at.is_(None)).order_by(Module.position))
