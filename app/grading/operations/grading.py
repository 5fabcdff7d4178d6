"""Grading works of three kinds; a regrade takes the place of the grade before, and both stay."""

from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Select, and_, bindparam, insert, literal, select, update
from sqlalchemy.orm import aliased

from app.assignments.models import SubmissionState
from app.assignments.operations import settle_submission
from app.classrooms.scheme import grade_for, grades_of
from app.discussions.operations import mark_post_rated
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import BigId, Instant
from app.foundation.dialects import table_of
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import record
from app.foundation.reading import Question
from app.foundation.transactions import transaction
from app.foundation.typed import refuse_unfit
from app.foundation.writing import Change
from app.grading.comments import digest_of
from app.grading.events import WorkGraded
from app.grading.models import Claim, Grade
from app.grading.operations.claims import refuse_if_anothers, release_claim
from app.grading.operations.works import Work, hold_journal, hold_post, hold_submission
from app.grading.policy import may_grade
from app.grading.queries import first_unrated
from app.journals.operations import mark_journal_graded
from app.people.models import Person
from app.people.queries import get_person

LONGEST_COMMENT = 5_000


class Given(NamedTuple):
    """A grade that was just given."""

    id: int
    version_number: int
    score: int | None
    grade: str
    handed_in_at: datetime
    graded_at: datetime
    first_graded_at: datetime


def draft_box(kind: str, work_id: int) -> str:
    return f"grade:{kind}:{work_id}"


def grade_submission(
    grader_id: int,
    submission_id: int,
    score: int,
    comment: str,
    *,
    version: int | None = None,
    replaces: int | None = None,
) -> Given:
    """Give a submission its score and comment; `version` is what was read, `replaces` the grade that was seen."""
    with transaction():
        work = hold_submission(submission_id, SubmissionState.HANDED_IN, SubmissionState.GRADED)
        grade = _grade_for(score, work.ladder)
        given = _give(work, grader_id, grade, comment, score=score, version=version, replaces=replaces)
        settle_submission(submission_id, SubmissionState.GRADED)
        release_claim(work.desk_kind, work.desk_id)
        return given


def grade_journal(
    grader_id: int,
    journal_id: int,
    grade: str,
    comment: str,
    *,
    version: int | None = None,
    replaces: int | None = None,
) -> Given:
    """Give a published journal its grade and comment."""
    with transaction():
        work = hold_journal(journal_id)
        given = _give(work, grader_id, grade, comment, version=version, replaces=replaces)
        mark_journal_graded(journal_id, given.first_graded_at)
        release_claim(work.desk_kind, work.desk_id)
        return given


def rate_post(
    grader_id: int,
    post_id: int,
    grade: str,
    comment: str = "",
    *,
    version: int | None = None,
    replaces: int | None = None,
) -> Given:
    """Rate what a post gave to the class; the last one of a thread puts the thread back."""
    with transaction():
        work = hold_post(post_id)
        given = _give(work, grader_id, grade, comment, version=version, replaces=replaces)
        mark_post_rated(post_id, given.first_graded_at)
        if first_unrated(work.desk_id, grader_id) is None:
            release_claim(work.desk_kind, work.desk_id)
        return given


def let_stand(
    work: Work, standing: Grade, grader_id: int, grade: str, comment: str, *, score: int | None = None
) -> Given:
    """Put a judgement in the place of the standing one, inside the act of whoever decided so and tells of it."""
    with transaction() as session:
        standing.superseded_at = clock.now()
        session.flush()
        return _put(work, standing.first_graded_at, grader_id, grade, comment, score=score)


def _give(
    work: Work,
    grader_id: int,
    grade: str,
    comment: str,
    *,
    score: int | None = None,
    version: int | None,
    replaces: int | None,
) -> Given:
    if not may_grade(get_person(grader_id), work.person_id, work.classroom_id):
        raise Forbidden
    if grade not in grades_of(work.ladder):
        raise Refused(_("请选一个等第。"), "grade")
    refuse_unfit(comment, "comment", LONGEST_COMMENT)
    if version is not None and version != work.version_number:
        raise Refused(_("您看的是第 %(n)d 稿，作者刚刚又改过。请看过新的一稿再评，您写的评语还在。", n=version))
    before = BEFORE.first(of=work.kind, work=work.id, at=work.desk_kind, desk=work.desk_id, present=clock.now())
    refuse_if_anothers(grader_id, before.holder_id, before.holder_name)
    _supersede(before, replaces)
    given = _put(work, before.first_graded_at, grader_id, grade, comment, score=score)
    settle_drafts(grader_id, draft_box(work.kind, work.id))
    told = (work.person_id, grader_id, grade, before.id is not None, work.title, work.url)
    record(WorkGraded(given.id, work.kind, work.id, *told), grader_id)
    return given


def _grade_for(score: int, ladder: list[list[object]]) -> str:
    try:
        return grade_for(score, ladder)
    except ValueError as wrong:
        raise Refused(_("分数是 0 到 100 的整数。"), "score") from wrong


def _supersede(before: Any, replaces: int | None) -> None:
    """The standing grade ends now; one that the grader has not seen is not overwritten."""
    if before.id is None:
        return
    if before.id != replaces:
        words = {"name": before.grader_name, "grade": before.grade}
        raise Refused(_("%(name)s刚刚评过这一件：%(grade)s。要改评，请看过以后再提交一次。", **words))
    SUPERSEDE.make(before=before.id, superseded_at=clock.now())


def _put(
    work: Work, first_graded_at: datetime | None, grader_id: int, grade: str, comment: str, *, score: int | None
) -> Given:
    present = clock.now()
    first = first_graded_at or present
    number = PUT.one(
        kind=work.kind, work_id=work.id, version_number=work.version_number, training_id=work.training_id,
        classroom_id=work.classroom_id, person_id=work.person_id, grader_id=grader_id, score=score, grade=grade,
        comment=comment, comment_digest=digest_of(comment), handed_in_at=work.handed_in_at, graded_at=present,
        first_graded_at=first,
    )  # fmt: skip
    return Given(number, work.version_number, score, grade, work.handed_in_at, present, first)


def _before() -> Select[*tuple[Any, ...]]:
    """The standing grade of a work and who has it on the desk, one row whether there are any or not."""
    grader, holder = aliased(Person), aliased(Person)
    work, desk, present = (
        bindparam("work", type_=BigId),
        bindparam("desk", type_=BigId),
        bindparam("present", type_=Instant()),
    )
    stands = and_(Grade.kind == bindparam("of"), Grade.work_id == work, Grade.superseded_at.is_(None))
    is_held = and_(Claim.kind == bindparam("at"), Claim.work_id == desk, Claim.lapses_at > present)
    return (
        select(Grade.id, Grade.grade, Grade.first_graded_at, grader.name.label("grader_name"))
        .add_columns(Claim.tutor_id.label("holder_id"), holder.name.label("holder_name"))
        .select_from(select(literal(1)).subquery())
        .outerjoin(Grade, stands)
        .outerjoin(grader, grader.id == Grade.grader_id)
        .outerjoin(Claim, is_held)
        .outerjoin(holder, holder.id == Claim.tutor_id)
    )


BEFORE = Question(_before)
SUPERSEDE = Change(lambda: update(table_of(Grade)).where(Grade.id == bindparam("before", type_=BigId)))
PUT = Change(lambda: insert(table_of(Grade)).returning(Grade.id))
