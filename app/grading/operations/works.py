"""The three kinds of work as grading takes them into its hands: held until the transaction ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from flask_babel import gettext as _
from sqlalchemy import exists, func, select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment
from app.discussions.models import Post, PostRevision, Thread
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.transactions import locked
from app.grading.models import DeskKind, WorkKind
from app.journals.models import Journal


@dataclass(frozen=True, slots=True)
class Work:
    """What a grade says of a work beside the judgement; `desk_kind` and `desk_id` are what a tutor claims."""

    kind: str
    id: int
    version_number: int
    person_id: int
    training_id: int
    classroom_id: int
    handed_in_at: datetime
    desk_kind: str
    desk_id: int


def hold_work(kind: str, work_id: int) -> Work:
    """A work that has been judged, whatever its kind."""
    if kind == WorkKind.SUBMISSION:
        return hold_submission(work_id, SubmissionState.GRADED)
    return hold_journal(work_id) if kind == WorkKind.JOURNAL else hold_post(work_id)


def hold_submission(submission_id: int, *states: str) -> Work:
    """A submission in one of the states."""
    submission = locked(Submission, Submission.id == submission_id)
    if submission is None:
        raise NotFound
    if submission.state not in states:
        _refuse_state(submission.state)
    return Work(
        WorkKind.SUBMISSION, submission.id, submission.version_number, submission.person_id, submission.training_id,
        submission.classroom_id, submission.handed_in_at, DeskKind.SUBMISSION, submission.id,
    )  # fmt: skip


def hold_journal(journal_id: int) -> Work:
    """A journal that its writer has published."""
    journal = locked(Journal, Journal.id == journal_id)
    if journal is None or journal.published_at is None:
        raise NotFound
    return Work(
        WorkKind.JOURNAL, journal.id, journal.version_number, journal.person_id, journal.training_id,
        journal.classroom_id, journal.published_at, DeskKind.JOURNAL, journal.id,
    )  # fmt: skip


def hold_post(post_id: int) -> Work:
    """A post that a learner of the class wrote in its salon, and that is still shown."""
    post = locked(Post, Post.id == post_id)
    thread = db.session.get(Thread, post.thread_id) if post else None
    if post is None or thread is None or thread.classroom_id is None:
        raise NotFound
    if post.hidden_at is not None or thread.hidden_at is not None:
        raise Refused(_("这一帖已经隐藏，不用再评。"))
    if not _learns_in(post.author_id, thread.classroom_id):
        raise Refused(_("只评本班学员的发言。"))
    edits = select(func.count()).where(PostRevision.post_id == post_id).select_from(PostRevision)
    return Work(
        WorkKind.POST, post.id, 1 + (db.session.scalar(edits) or 0), post.author_id, post.training_id,
        thread.classroom_id, post.written_at, DeskKind.THREAD, thread.id,
    )  # fmt: skip


def _learns_in(person_id: int, classroom_id: int) -> bool:
    seat = exists().where(Enrolment.person_id == person_id, Enrolment.classroom_id == classroom_id)
    return bool(db.session.scalar(select(seat)))


def _refuse_state(state: str) -> NoReturn:
    if state == SubmissionState.TAKEN_BACK:
        raise Refused(_("作者刚刚撤回了这份作业，等再次提交后再评。"))
    if state == SubmissionState.RETURNED:
        raise Refused(_("这份作业已经退回，等作者再交一稿。"))
    if state == SubmissionState.GRADED:
        raise Refused(_("这份作业已经评阅，不能再退回。"))
    raise Refused(_("这份作业还没有评阅。"))
