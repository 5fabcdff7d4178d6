"""Trainings, their weeks, what hangs on their rules, and what was changed."""

from typing import Any, NamedTuple

from sqlalchemy import func, select

from app.administration.models import Change, Subject
from app.administration.policy import trainings_administered_by
from app.classrooms.models import Classroom, Enrolment, Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.grading.models import Grade
from app.people.models import Person
from app.rankings.models import ClosedWeek

NEWEST_CHANGES = 20


class WeekShown(NamedTuple):
    """A week of the calendar; `state` is closed, running, over or coming."""

    week: Week
    number: int
    state: str


def trainings_for(viewer: Person) -> list[Any]:
    """Trainings with their number of classes and present learners, the newest first."""
    rooms = select(func.count()).where(Classroom.training_id == Training.id).correlate(Training).scalar_subquery()
    learners = (
        select(func.count())
        .where(Enrolment.training_id == Training.id, Enrolment.until.is_(None))
        .correlate(Training)
        .scalar_subquery()
    )
    columns = (Training.code, Training.name, Training.starts_on, Training.ends_on, Training.late_until)
    statement = select(*columns, rooms.label("classrooms"), learners.label("learners"))
    return list(
        db.session.execute(
            statement.where(trainings_administered_by(viewer)).order_by(Training.starts_on.desc(), Training.id.desc())
        )
    )


def get_training(code: str, viewer: Person) -> Training:
    statement = select(Training).where(Training.code == code, trainings_administered_by(viewer))
    training = db.session.scalars(statement).first()
    if training is None:
        raise NotFound
    return training


def codes_to_copy(viewer: Person) -> list[tuple[str, str]]:
    """Trainings whose rules a new one may begin with."""
    return [(row.code, row.name) for row in trainings_for(viewer)]


def closed_weeks(training_id: int) -> list[Week]:
    statement = select(ClosedWeek.week).where(ClosedWeek.training_id == training_id).distinct()
    return sorted(map(Week.parse, db.session.scalars(statement)))


def weeks_of(training: Training, closed: list[Week]) -> list[WeekShown]:
    running = training.week_of(clock.now())
    states = dict.fromkeys(closed, "closed")

    def state(week: Week) -> str:
        return states.get(week) or ("running" if week == running else "over" if week < running else "coming")

    return [WeekShown(week, training.number_of(week), state(week)) for week in training.weeks]


def graded_count(training_id: int) -> int:
    """How many grades stand: they were given by the ladder of their time and stay as they are."""
    statement = select(func.count()).where(Grade.training_id == training_id, Grade.superseded_at.is_(None))
    return db.session.scalar(statement) or 0


def learners_touched(training_id: int) -> int:
    """How many learn in the training now: a new scheme is theirs from the moment on."""
    statement = select(func.count()).where(Enrolment.training_id == training_id, Enrolment.until.is_(None))
    return db.session.scalar(statement) or 0


def changes_of(subject: Subject, subject_id: int) -> list[Any]:
    """What was changed about a thing and why, the newest first."""
    columns = (Change.what, Change.reason, Change.before, Change.after, Change.changed_at, Person.name.label("by"))
    statement = (
        select(*columns)
        .join(Person, Person.id == Change.changed_by_id)
        .where(Change.subject == subject, Change.subject_id == subject_id)
        .order_by(Change.id.desc())
    )
    return list(db.session.execute(statement.limit(NEWEST_CHANGES)))
