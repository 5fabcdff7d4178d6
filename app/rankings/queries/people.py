"""Who learns and who works in a training at a week's end, who rests after winning, and what was due to be graded."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, String, and_, case, cast, func, or_, select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.grading.models import Grade, Return
from app.journals.models import Journal
from app.people.models import Person
from app.rankings.models import BoardKind, ClosedWeek, Standing
from app.rankings.queries.deeds import shaped
from app.rankings.queries.window import Window


def seated(window: Window) -> Select[Any]:
    """Learners of the week's last instant; accounts that were disabled by then do not take part."""
    return (
        shaped("learner", person_id=Enrolment.person_id, classroom_id=Enrolment.classroom_id, at=Enrolment.since)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            Enrolment.training_id == window.training_id,
            Enrolment.since < window.cut,
            or_(Enrolment.until.is_(None), Enrolment.until >= window.cut),
            or_(Person.disabled_at.is_(None), Person.disabled_at >= window.cut),
        )
    )


def employed(window: Window) -> Select[Any]:
    return (
        shaped(StaffAssignment.role, person_id=StaffAssignment.person_id, classroom_id=StaffAssignment.classroom_id)
        .join(Classroom, Classroom.id == StaffAssignment.classroom_id)
        .join(Person, Person.id == StaffAssignment.person_id)
        .where(
            Classroom.training_id == window.training_id,
            StaffAssignment.since < window.cut,
            or_(StaffAssignment.until.is_(None), StaffAssignment.until >= window.cut),
            or_(Person.disabled_at.is_(None), Person.disabled_at >= window.cut),
        )
    )


def rested(window: Window, weeks: int) -> Select[Any]:
    """Stars of the weeks before, by the newest revision of each."""
    names, week = [], window.week
    for _ in range(weeks):
        week = week.previous()
        names.append(str(week))
    closed = select(ClosedWeek.id).where(
        ClosedWeek.training_id == window.training_id,
        ClosedWeek.week.in_(names),
        ClosedWeek.revision == newest_revision(ClosedWeek),
    )
    return shaped("star", person_id=Standing.subject_id).where(
        Standing.closed_week_id.in_(closed), Standing.board == BoardKind.LEARNERS, Standing.is_winner
    )


def newest_revision(table: Any) -> Any:
    """The number of the newest revision of the same week."""
    other = ClosedWeek.__table__.alias("newest")
    return (
        select(func.max(other.c.revision))
        .where(other.c.training_id == table.training_id, other.c.week == table.week)
        .scalar_subquery()
    )


def due(window: Window, days: int) -> list[Select[Any]]:
    """For each class: works that have lain for so many days (`number`), and those graded or given back (`text`)."""
    return [_due(Submission, window, days), _due(Journal, window, days)]


def _due(work: Any, window: Window, days: int) -> Select[Any]:
    allowed = timedelta(days=days)
    kind = "submission" if work is Submission else "journal"
    laid = Submission.first_handed_in_at if work is Submission else Journal.published_at
    answered = Grade.first_graded_at < window.cut
    if work is Submission:
        back = select(Return.id).where(Return.submission_id == Submission.id, Return.returned_at < window.cut).exists()
        answered = or_(answered, back)
    statement = (
        shaped(
            "due",
            classroom_id=work.classroom_id,
            number=func.count(),
            text=cast(func.sum(case((answered, 1), else_=0)), String),
        )
        .select_from(work)
        .outerjoin(Grade, and_(Grade.kind == kind, Grade.work_id == work.id, Grade.superseded_at.is_(None)))
        .where(work.training_id == window.training_id, laid >= window.start - allowed, laid < window.cut - allowed)
        .group_by(work.classroom_id)
    )
    return statement.where(Submission.state != SubmissionState.TAKEN_BACK) if work is Submission else statement
