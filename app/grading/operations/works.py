"""The three kinds of work as grading takes them into its hands: held until the transaction ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, exists, func, select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.models import Enrolment, Training
from app.courses.models import Topic
from app.discussions.models import Post, PostRevision, Thread
from app.discussions.queries.posts import post_url
from app.foundation.database import BigId
from app.foundation.errors import NotFound, Refused
from app.foundation.reading import Question
from app.grading.models import DeskKind, WorkKind
from app.journals.models import Journal

WORK = bindparam("work", type_=BigId)


@dataclass(frozen=True, slots=True)
class Work:
    """What a grade says of a work beside the judgement; `desk_kind` and `desk_id` are what a tutor claims.

    Its title and where it is read are for those who are told; `ladder` are the grades of its training.
    """

    kind: str
    id: int
    version_number: int
    person_id: int
    training_id: int
    classroom_id: int
    handed_in_at: datetime
    desk_kind: str
    desk_id: int
    ladder: list[list[object]]
    title: str
    url: str


def hold_work(kind: str, work_id: int) -> Work:
    """A work that has been judged, whatever its kind."""
    if kind == WorkKind.SUBMISSION:
        return hold_submission(work_id, SubmissionState.GRADED)
    return hold_journal(work_id) if kind == WorkKind.JOURNAL else hold_post(work_id)


def hold_submission(submission_id: int, *states: str) -> Work:
    """A submission in one of the states."""
    found = SUBMISSION.first(work=submission_id)
    if found is None:
        raise NotFound
    if found.state not in states:
        _refuse_state(found.state)
    return _work(WorkKind.SUBMISSION, found, found.handed_in_at, f"/submissions/{submission_id}")


def hold_journal(journal_id: int) -> Work:
    """A journal that its writer has published."""
    found = JOURNAL.first(work=journal_id)
    if found is None or found.published_at is None:
        raise NotFound
    return _work(WorkKind.JOURNAL, found, found.published_at, f"/journals/{journal_id}")


def hold_post(post_id: int) -> Work:
    """A post that a learner of the class wrote in its salon, and that is still shown."""
    found = ABOUT_POST.first(work=post_id) if POST.all(work=post_id) else None
    if found is None or found.classroom_id is None:
        raise NotFound
    if found.hidden_at is not None or found.thread_hidden_at is not None:
        raise Refused(_("这一帖已经隐藏，不用再评。"))
    if not found.is_learner:
        raise Refused(_("只评本班学员的发言。"))
    return _work(WorkKind.POST, found, found.written_at, post_url(found.thread_id, found.number), found.thread_id)


def _work(kind: str, found: Any, handed_in_at: datetime, url: str, thread_id: int | None = None) -> Work:
    return Work(
        kind, found.id, found.version_number, found.person_id, found.training_id, found.classroom_id, handed_in_at,
        kind if thread_id is None else DeskKind.THREAD, found.id if thread_id is None else thread_id,
        found.grade_ladder, found.title, url,
    )  # fmt: skip


def _held(kind: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    """One work of a kind with its training's grades."""
    held = select(kind.id, kind.training_id, Training.grade_ladder, *columns)
    return (
        held.join(Training, Training.id == kind.training_id)
        .where(kind.id == WORK)
        .with_for_update(of=kind, key_share=True)
    )


def _submission() -> Select[*tuple[Any, ...]]:
    one = Submission
    told = (one.person_id, one.classroom_id, one.version_number, one.state, one.handed_in_at, Topic.title)
    return _held(one, *told).join(Topic, Topic.id == one.topic_id)


def _journal() -> Select[*tuple[Any, ...]]:
    one = Journal
    return _held(one, one.person_id, one.classroom_id, one.version_number, one.published_at, one.title)


def _about_post() -> Select[*tuple[Any, ...]]:
    """What else is known of a post; asked once it is held, so that an edit that was waited for is counted."""
    edits = select(func.count()).select_from(PostRevision).where(PostRevision.post_id == Post.id).scalar_subquery()
    seat = exists().where(Enrolment.person_id == Post.author_id, Enrolment.classroom_id == Thread.classroom_id)
    return (
        select(Post.id, Post.training_id, Post.author_id.label("person_id"), Post.thread_id, Post.number)
        .add_columns(Post.written_at, Post.hidden_at, Thread.classroom_id, Thread.title, Training.grade_ladder)
        .add_columns(Thread.hidden_at.label("thread_hidden_at"), seat.label("is_learner"))
        .add_columns((1 + edits).label("version_number"))
        .join(Thread, Thread.id == Post.thread_id)
        .join(Training, Training.id == Post.training_id)
        .where(Post.id == WORK)
    )


SUBMISSION, JOURNAL, ABOUT_POST = Question(_submission), Question(_journal), Question(_about_post)
POST = Question(lambda: select(Post.id).where(Post.id == WORK).with_for_update(of=Post, key_share=True))


def _refuse_state(state: str) -> NoReturn:
    if state == SubmissionState.TAKEN_BACK:
        raise Refused(_("作者刚刚撤回了这份作业，等再次提交后再评。"))
    if state == SubmissionState.RETURNED:
        raise Refused(_("这份作业已经退回，等作者再交一稿。"))
    if state == SubmissionState.GRADED:
        raise Refused(_("这份作业已经评阅，不能再退回。"))
    raise Refused(_("这份作业还没有评阅。"))
