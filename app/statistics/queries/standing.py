"""How learners and classes stood when a day ended: who belonged, who was on schedule, what waited for its grade."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.classrooms.models import Enrolment, Training
from app.classrooms.scheme import Scheme
from app.courses.models import Topic
from app.discussions.models import Post
from app.foundation.database import db
from app.grading.models import Grade, Return, WorkKind
from app.journals.models import Journal
from app.progress.queries import elapsed, module_ids
from app.progress.queries.done import COUNTED
from app.progress.requirements import Done, is_complete, is_on_schedule, requirements, share_elapsed
from app.statistics.figures import LIVELY
from app.statistics.models import PersonDay
from app.statistics.queries.sources import calendar_of
from app.study.models import StudyDay

Waiting = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Stand:
    """How far one learner has come."""

    done: Done
    is_on_schedule: bool
    is_complete: bool


NOBODY = Stand(Done(), is_on_schedule=False, is_complete=False)


def learners_at(training: Training, end: datetime) -> dict[int, int]:
    """The class of each learner who belonged to one when a day ended."""
    statement = select(Enrolment.person_id, Enrolment.classroom_id).where(
        Enrolment.training_id == training.id,
        Enrolment.since < end,
        Enrolment.until.is_(None) | (Enrolment.until >= end),
    )
    return {row.person_id: row.classroom_id for row in db.session.execute(statement.order_by(Enrolment.since))}


def stands_at(training: Training, day: date, people: Iterable[int], now: datetime | None) -> dict[int, Stand]:
    """How far learners had come when a day ended; for the day that runs, by the pace of yesterday."""
    scheme, modules, done = Scheme.read(training.scheme), module_ids(), _done_at(training, day)
    share, found = _share(training, day, now), {}
    for person in people:
        had = done.get(person, Done())
        asked = requirements(scheme, had, modules)
        found[person] = Stand(had, is_on_schedule(asked, share), is_complete(asked))
    return found


def waiting_now(training: Training) -> Waiting:
    """Assignments without a grade, by class and learner."""
    statement = select(Submission.classroom_id, Submission.person_id, func.count()).where(
        Submission.training_id == training.id, Submission.state == SubmissionState.HANDED_IN
    )
    return _by_seat(statement.group_by(Submission.classroom_id, Submission.person_id))


def waiting_at(training: Training, end: datetime) -> Waiting:
    """Assignments whose newest version by then had neither been graded nor returned nor taken back."""
    shown, newer = aliased(SubmissionVersion), aliased(SubmissionVersion)
    followed = exists().where(
        newer.submission_id == Submission.id, newer.number > shown.number, newer.handed_in_at < end
    )
    graded = exists().where(
        Grade.kind == WorkKind.SUBMISSION, Grade.work_id == Submission.id, Grade.version_number == shown.number,
        Grade.graded_at < end,
    )  # fmt: skip
    returned = exists().where(
        Return.submission_id == Submission.id, Return.version_number == shown.number, Return.returned_at < end
    )
    statement = (
        select(Submission.classroom_id, Submission.person_id, func.count())
        .join(shown, shown.submission_id == Submission.id)
        .where(Submission.training_id == training.id, shown.handed_in_at < end)
        .where(shown.taken_back_at.is_(None) | (shown.taken_back_at >= end))
        .where(~followed, ~graded, ~returned)
    )
    return _by_seat(statement.group_by(Submission.classroom_id, Submission.person_id))


def active_before(training: Training, first: date, day: date) -> set[int]:
    """People with any sign of life of their own from the first day on until the one before this, as the facts have it."""
    lively: Any = sum(getattr(PersonDay, name) for name in LIVELY)
    within = (PersonDay.training_id == training.id, PersonDay.day >= first, PersonDay.day < day, lively > 0)
    return set(db.session.scalars(select(PersonDay.person_id).where(*within).distinct()))


def _share(training: Training, day: date, now: datetime | None) -> Fraction:
    if now is not None:
        return elapsed(training, now)
    days = (training.ends_on - training.starts_on).days + 1
    return share_elapsed((day - training.starts_on).days + 1, days)


def _done_at(training: Training, day: date) -> dict[int, Done]:
    """All work of each learner until a day ended, wherever it was done."""
    end, here = calendar_of(training).ends_at(day), training.id
    day_after = day + timedelta(days=1) if day < calendar_of(training).last else date.max
    minutes = _by_person(
        select(StudyDay.person_id, func.sum(StudyDay.seconds)).where(StudyDay.training_id == here, StudyDay.day < day_after)
        .group_by(StudyDay.person_id)
    )  # fmt: skip
    journals = _by_person(
        select(Journal.person_id, func.count()).where(Journal.training_id == here, Journal.published_at < end)
        .group_by(Journal.person_id)
    )  # fmt: skip
    posts = _by_person(
        select(Post.author_id, func.count())
        .where(Post.training_id == here, Post.is_salon, Post.hidden_at.is_(None), Post.written_at < end)
        .group_by(Post.author_id)
    )
    assignments: dict[int, dict[int, int]] = defaultdict(dict)
    for person, module, number in db.session.execute(
        select(Submission.person_id, Topic.module_id, func.count())
        .join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.training_id == here, Submission.state.in_(COUNTED), Submission.first_handed_in_at < end)
        .group_by(Submission.person_id, Topic.module_id)
    ):
        assignments[person][module] = number
    people = {*minutes, *journals, *posts, *assignments}
    return {
        one: Done(minutes.get(one, 0) // 60, assignments.get(one, {}), journals.get(one, 0), posts.get(one, 0))
        for one in people
    }


def _by_person(statement: Select[*tuple[Any, ...]]) -> dict[int, int]:
    return {person: int(number) for person, number in db.session.execute(statement)}


def _by_seat(statement: Select[*tuple[Any, ...]]) -> Waiting:
    return {(room, person): int(number) for room, person, number in db.session.execute(statement)}
