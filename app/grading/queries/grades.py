"""Grades that stand, and those that somebody gave."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select

from app.foundation.database import db
from app.grading.models import Grade
from app.grading.policy import grades_readable_by
from app.people.models import Person


def standing_grades(kind: str, work_ids: Sequence[int], viewer: Person | None = None) -> dict[int, Grade]:
    """The standing grades of works by their numbers; with a viewer only those that the viewer may read."""
    if not work_ids:
        return {}
    statement = select(Grade).where(Grade.kind == kind, Grade.work_id.in_(work_ids), Grade.superseded_at.is_(None))
    if viewer is not None:
        statement = statement.where(grades_readable_by(viewer))
    return {grade.work_id: grade for grade in db.session.scalars(statement)}


def grades_given(person: Person, since: datetime) -> int:
    """How many works the person has graded since a moment; a regrade is no further work."""
    statement = (
        select(func.count())
        .select_from(Grade)
        .where(Grade.grader_id == person.id, Grade.graded_at >= since, Grade.graded_at == Grade.first_graded_at)
    )
    return db.session.scalar(statement) or 0


def was_written_before(grader_id: int, digest: str, kind: str, work_id: int) -> bool:
    """Whether the tutor wrote the same comment about another work."""
    elsewhere = (Grade.kind != kind) | (Grade.work_id != work_id)
    statement = select(exists().where(Grade.grader_id == grader_id, Grade.comment_digest == digest, elsewhere))
    return bool(db.session.scalar(statement))
