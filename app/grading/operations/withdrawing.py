"""Taking a grade back within seconds, before its author is told: as if it had not been given, with a trace."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.assignments.models import SubmissionState
from app.assignments.operations import settle_submission
from app.classrooms.models import Training
from app.discussions.operations import mark_post_rated
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.grading.events import GradeTakenBack
from app.grading.models import Grade, WithdrawnGrade, WorkKind
from app.grading.operations.claims import claim_work
from app.grading.operations.works import Work, hold_work
from app.grading.policy import may_grade, may_still_take_back
from app.journals.operations import mark_journal_graded
from app.people.queries import get_person


def take_back_grade(grader_id: int, grade_id: int) -> WithdrawnGrade:
    """Take one's own grade back; an earlier one stands again, or else the work waits on the tutor's desk."""
    with transaction() as session:
        work = _held(grader_id, grade_id)
        grade = locked(Grade, Grade.id == grade_id)
        if grade is None:
            raise NotFound
        _check(grade)
        withdrawn = _kept(grade)
        session.add(withdrawn)
        session.delete(grade)
        session.flush()
        _restore(work)
        claim_work(grader_id, work.desk_kind, work.desk_id)
        record(GradeTakenBack(grade_id, work.kind, work.id, work.person_id, grader_id), grader_id)
        return withdrawn


def _held(grader_id: int, grade_id: int) -> Work:
    """The work is held before its grade, as in grading."""
    of_grade = select(Grade.kind, Grade.work_id).where(Grade.id == grade_id, Grade.grader_id == grader_id)
    found = db.session.execute(of_grade).first()
    work = hold_work(*found) if found else None
    if work is None or not may_grade(get_person(grader_id), work.person_id, work.classroom_id):
        raise NotFound  # a second opinion was given by a tutor of another class, for good
    return work


def _check(grade: Grade) -> None:
    """Not later than a moment, and not in another week: what a closing counted stays as it was counted."""
    present = clock.now()
    zone = db.session.scalars(select(Training.time_zone).where(Training.id == grade.training_id)).one()
    is_same_week = Week.of(grade.graded_at, zone) == Week.of(present, zone)
    if grade.superseded_at is not None or not is_same_week or not may_still_take_back(grade.graded_at, present):
        raise Refused(_("撤回的时间已经过了，作者可能已经看到。要改，请用“改评”。"))


def _kept(grade: Grade) -> WithdrawnGrade:
    same = ("kind", "work_id", "version_number", "person_id", "grader_id", "score", "grade", "comment", "graded_at")
    return WithdrawnGrade(grade_id=grade.id, withdrawn_at=clock.now(), **{name: getattr(grade, name) for name in same})


def _restore(work: Work) -> None:
    newest = select(Grade).where(Grade.kind == work.kind, Grade.work_id == work.id).order_by(Grade.id.desc()).limit(1)
    earlier = db.session.scalars(newest).first()
    if earlier is not None:
        earlier.superseded_at = None
    elif work.kind == WorkKind.SUBMISSION:
        settle_submission(work.id, SubmissionState.HANDED_IN)
    elif work.kind == WorkKind.JOURNAL:
        mark_journal_graded(work.id, None)
    else:
        mark_post_rated(work.id, None)
