"""Grades that stand, and those that somebody gave."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from app.foundation.database import db
from app.foundation.errors import NotFound
from app.grading.models import Grade, WithdrawnGrade
from app.grading.policy import grades_readable_by
from app.people.models import Person

MOST_COMPARED = 300
BEGINNING = 600


def standing_grades(kind: str, work_ids: Sequence[int], viewer: Person | None = None) -> dict[int, Grade]:
    """The standing grades of works by their numbers; with a viewer only those that the viewer may read."""
    if not work_ids:
        return {}
    statement = select(Grade).where(Grade.kind == kind, Grade.work_id.in_(work_ids), Grade.superseded_at.is_(None))
    if viewer is not None:
        statement = statement.where(grades_readable_by(viewer))
    return {grade.work_id: grade for grade in db.session.scalars(statement)}


def get_own_grade(grade_id: int, grader_id: int) -> Grade:
    """A standing grade that the person gave."""
    mine = (Grade.id == grade_id, Grade.grader_id == grader_id, Grade.superseded_at.is_(None))
    found = db.session.scalars(select(Grade).where(*mine)).first()
    if found is None:
        raise NotFound
    return found


def find_withdrawn(asked: str, kind: str, work_id: int, grader_id: int) -> WithdrawnGrade | None:
    """What the person wrote and took back again, by the number in an address."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    mine = (WithdrawnGrade.grader_id == grader_id, WithdrawnGrade.kind == kind, WithdrawnGrade.work_id == work_id)
    return db.session.scalars(select(WithdrawnGrade).where(WithdrawnGrade.id == int(asked), *mine)).first()


def grades_given(person: Person, since: datetime) -> int:
    """How many works the person has graded since a moment; a regrade is no further work."""
    statement = (
        select(func.count())
        .select_from(Grade)
        .where(Grade.grader_id == person.id, Grade.graded_at >= since, Grade.graded_at == Grade.first_graded_at)
    )
    return db.session.scalar(statement) or 0


def earlier_comments(grader: Person, kind: str, work_id: int) -> list[tuple[str, str]]:
    """The beginnings of what a tutor wrote about other works lately, each with whom it was written to.

    Whose work they judged for a second opinion they never learn, so it is none of these.
    """
    elsewhere = (Grade.kind != kind) | (Grade.work_id != work_id)
    statement = (
        select(func.substr(Grade.comment, 1, BEGINNING), Person.name)
        .join(Person, Person.id == Grade.person_id)
        .where(Grade.grader_id == grader.id, Grade.comment != "", elsewhere, grades_readable_by(grader))
        .order_by(Grade.graded_at.desc(), Grade.id.desc())
        .limit(MOST_COMPARED)
    )
    return [(text, name) for text, name in db.session.execute(statement)]


def find_own_comment(asked: str, grader_id: int) -> str | None:
    """The words of a grade that the person gave, by the number in an address."""
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return None
    return db.session.scalar(select(Grade.comment).where(Grade.id == int(asked), Grade.grader_id == grader_id))


def said_before() -> ColumnElement[bool]:
    """Whether the tutor of a grade had written the words of its comment before: they are not in words of their own."""
    earlier = aliased(Grade)
    before = or_(earlier.graded_at < Grade.graded_at, and_(earlier.graded_at == Grade.graded_at, earlier.id < Grade.id))
    same = earlier.grader_id == Grade.grader_id, earlier.comment_digest == Grade.comment_digest
    return exists(literal_column("1")).where(*same, before)  # with all columns SQLite would leave its index for each
