"""Grading works of three kinds; a regrade takes the place of the grade before, and both stay."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.assignments.models import SubmissionState
from app.assignments.operations import settle_submission
from app.classrooms.models import Training
from app.classrooms.scheme import grade_for, grades_of
from app.discussions.operations import mark_post_rated
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import record
from app.foundation.markup import has_control_characters
from app.foundation.transactions import locked, transaction
from app.grading.comments import digest_of
from app.grading.events import WorkGraded
from app.grading.models import Grade
from app.grading.operations.claims import refuse_if_claimed, release_claim
from app.grading.operations.works import Work, hold_journal, hold_post, hold_submission
from app.grading.policy import may_grade
from app.grading.queries import first_unrated
from app.journals.operations import mark_journal_graded
from app.people.models import Person
from app.people.queries import get_person

LONGEST_COMMENT = 5_000


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
) -> Grade:
    """Give a submission its score and comment; `version` is what was read, `replaces` the grade that was seen."""
    with transaction():
        work = hold_submission(submission_id, SubmissionState.HANDED_IN, SubmissionState.GRADED)
        grade = _grade_for(score, work.training_id)
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
) -> Grade:
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
) -> Grade:
    """Rate what a post gave to the class; the last one of a thread puts the thread back."""
    with transaction() as session:
        work = hold_post(post_id)
        given = _give(work, grader_id, grade, comment, version=version, replaces=replaces)
        mark_post_rated(post_id, given.first_graded_at)
        session.flush()
        if first_unrated(work.desk_id, grader_id) is None:
            release_claim(work.desk_kind, work.desk_id)
        return given


def let_stand(
    work: Work, standing: Grade, grader_id: int, grade: str, comment: str, *, score: int | None = None
) -> Grade:
    """Put a judgement in the place of the standing one, inside the act of whoever decided so and tells of it."""
    with transaction() as session:
        standing.superseded_at = clock.now()
        session.flush()
        return _put(work, standing, grader_id, grade, comment, score=score)


def _give(
    work: Work,
    grader_id: int,
    grade: str,
    comment: str,
    *,
    score: int | None = None,
    version: int | None,
    replaces: int | None,
) -> Grade:
    if not may_grade(get_person(grader_id), work.person_id, work.classroom_id):
        raise Forbidden
    _check_words(work, grade, comment)
    if version is not None and version != work.version_number:
        raise Refused(_("您看的是第 %(n)d 稿，作者刚刚又改过。请看过新的一稿再评，您写的评语还在。", n=version))
    refuse_if_claimed(grader_id, work.desk_kind, work.desk_id)
    before = _supersede(work, replaces)
    given = _put(work, before, grader_id, grade, comment, score=score)
    settle_drafts(grader_id, draft_box(work.kind, work.id))
    record(WorkGraded(given.id, work.kind, work.id, work.person_id, grader_id, grade, before is not None), grader_id)
    return given


def _check_words(work: Work, grade: str, comment: str) -> None:
    if grade not in grades_of(_ladder(work.training_id)):
        raise Refused(_("请选一个等第。"), "grade")
    if len(comment) > LONGEST_COMMENT:
        raise Refused(_("最多 %(most)d 个字，请删减一些。", most=LONGEST_COMMENT), "comment")
    if has_control_characters(comment):
        raise Refused(_("文字里有无法保存的控制字符，请删去后再提交。"), "comment")


def _grade_for(score: int, training_id: int) -> str:
    try:
        return grade_for(score, _ladder(training_id))
    except ValueError as wrong:
        raise Refused(_("分数是 0 到 100 的整数。"), "score") from wrong


def _ladder(training_id: int) -> list[list[object]]:
    return db.session.scalars(select(Training.grade_ladder).where(Training.id == training_id)).one()


def _supersede(work: Work, replaces: int | None) -> Grade | None:
    """The standing grade, which ends now; one that the grader has not seen is not overwritten."""
    standing = locked(Grade, Grade.kind == work.kind, Grade.work_id == work.id, Grade.superseded_at.is_(None))
    if standing is not None and standing.id != replaces:
        name = db.session.scalar(select(Person.name).where(Person.id == standing.grader_id))
        raise Refused(
            _("%(name)s刚刚评过这一件：%(grade)s。要改评，请看过以后再提交一次。", name=name, grade=standing.grade)
        )
    if standing is not None:
        standing.superseded_at = clock.now()
        db.session.flush()
    return standing


def _put(work: Work, before: Grade | None, grader_id: int, grade: str, comment: str, *, score: int | None) -> Grade:
    present = clock.now()
    given = Grade(
        kind=work.kind, work_id=work.id, version_number=work.version_number, training_id=work.training_id,
        classroom_id=work.classroom_id, person_id=work.person_id, grader_id=grader_id, score=score, grade=grade,
        comment=comment, comment_digest=digest_of(comment), handed_in_at=work.handed_in_at, graded_at=present,
        first_graded_at=before.first_graded_at if before else present,
    )  # fmt: skip
    db.session.add(given)
    db.session.flush()
    return given
