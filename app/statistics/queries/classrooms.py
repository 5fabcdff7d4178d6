"""The figures of each class in a handful of statements, and of each place as the sum of its classes."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from app.assignments.models import Submission, SubmissionState
from app.bulletins.models import Bulletin
from app.classrooms.models import Classroom, Enrolment, Training
from app.classrooms.scheme import Scheme
from app.discussions.models import Post
from app.foundation import clock
from app.foundation.database import db
from app.foundation.freshness import Fresh, fresh
from app.journals.models import Journal
from app.progress.queries import done_in_training, elapsed, module_ids
from app.progress.requirements import Done, is_complete, is_on_schedule, requirements
from app.resources.models import Resource
from app.statistics.figures import Figures, total
from app.study.models import StudyDay

MINUTE = 60


def figures_by_classroom(training: Training) -> Fresh[dict[int, Figures]]:
    """The figures of every class of a training, at most a minute old."""
    return fresh(("figures", str(db.engine.url), training.id), MINUTE, lambda: _count(training, clock.now()))


def figures_of(training: Training, prefix: str = "") -> tuple[Figures, datetime]:
    """What all classes under a place add up to, and as of when."""
    known = figures_by_classroom(training)
    places = select(Classroom.id).where(Classroom.training_id == training.id, Classroom.place_code.startswith(prefix))
    return total(known.value.get(room, Figures()) for room in db.session.scalars(places)), known.as_of


def forum_posts(training_id: int) -> int:
    """Posts on the boards of a training, the hidden ones left out; at most a minute old, since all of them are counted."""
    shown = (Post.training_id == training_id, Post.is_salon.is_(False), Post.hidden_at.is_(None))
    statement = select(func.count()).select_from(Post).where(*shown)
    key = ("forum_posts", str(db.engine.url), training_id)
    return fresh(key, MINUTE, lambda: db.session.scalar(statement) or 0).value


def _count(training: Training, now: datetime) -> dict[int, Figures]:
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, statement in _statements(training, now).items():
        for room, number in db.session.execute(statement):
            if room is not None:
                counts[room][name] += int(number or 0)
    _count_learners(training, now, counts)
    return {room: Figures(**values) for room, values in counts.items()}


def _statements(training: Training, now: datetime) -> dict[str, Select[*tuple[Any, ...]]]:
    today = training.day_of(now)
    rooms = select(Classroom.id, func.count()).where(Classroom.training_id == training.id).group_by(Classroom.id)
    seconds = select(StudyDay.classroom_id, func.sum(StudyDay.seconds)).where(StudyDay.training_id == training.id)
    active = select(StudyDay.classroom_id, func.count()).where(
        StudyDay.training_id == training.id, StudyDay.day == today, StudyDay.seconds > 0
    )
    return {
        "classrooms": rooms,
        "study_seconds": seconds.group_by(StudyDay.classroom_id),
        "active_today": active.group_by(StudyDay.classroom_id),
        "assignments": _each(Submission, training, Submission.state != SubmissionState.TAKEN_BACK),
        "waiting": _each(Submission, training, Submission.state == SubmissionState.HANDED_IN),
        "journals": _each(Journal, training, Journal.published_at.is_not(None)),
        "salon_posts": _each(Post, training, Post.is_salon, Post.hidden_at.is_(None)),
        "resources": _each(Resource, training),
        "bulletins": _each(Bulletin, training),
    }


def _each(table: Any, training: Training, *conditions: Any) -> Select[*tuple[Any, ...]]:
    """How many rows of a table each class has."""
    statement = select(table.classroom_id, func.count()).where(table.training_id == training.id, *conditions)
    return statement.group_by(table.classroom_id)


def _count_learners(training: Training, now: datetime, counts: dict[int, dict[str, int]]) -> None:
    scheme, modules, share = Scheme.read(training.scheme), module_ids(), elapsed(training, now)
    done = done_in_training(training.id)
    present = select(Enrolment.person_id, Enrolment.classroom_id).where(
        Enrolment.training_id == training.id, Enrolment.until.is_(None)
    )
    for person, room in db.session.execute(present):
        asked = requirements(scheme, done.get(person, Done()), modules)
        counts[room]["learners"] += 1
        counts[room]["complete"] += is_complete(asked)
        counts[room]["on_schedule"] += is_on_schedule(asked, share)
