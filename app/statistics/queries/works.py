"""The rows behind a person's figures in one class, as far as the figures were counted."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, case, cast, desc, literal, null, select, union_all

from app.assignments.models import Submission, SubmissionState
from app.courses.models import Topic
from app.discussions.models import Post, Thread
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.grading.models import Grade, WorkKind
from app.journals.models import Journal
from app.resources.models import Resource
from app.statistics.models import PersonDay

UNTIL = bindparam("until", type_=Instant())


def works_of(classroom_id: int, person_id: int, until: datetime) -> dict[str, list[Any]]:
    """By kind: days studied, assignments, journals, salon posts, forum posts and resources, the newest first."""
    asked = {"room": classroom_id, "person": person_id, "until": until}
    works: dict[str, list[Any]] = {"journals": [], "salon_posts": [], "forum_posts": [], "resources": []}
    for row in TEXTS.all(**asked):
        works[row.kind].append(row)
    study = STUDY.all(room=classroom_id, person=person_id)
    return {"study_minutes": study, "assignments": ASSIGNMENTS.all(**asked), **works}


def _mine(room: Any, person: Any) -> tuple[Any, Any]:
    return room == bindparam("room", type_=BigId), person == bindparam("person", type_=BigId)


STUDY = Question(
    lambda: (
        select(PersonDay.day, PersonDay.study_minutes)
        .where(*_mine(PersonDay.classroom_id, PersonDay.person_id), PersonDay.study_minutes > 0)
        .order_by(PersonDay.day.desc())
    )
)
ASSIGNMENTS = Question(
    lambda: (
        select(
            Submission.id,
            Topic.title,
            Submission.first_handed_in_at.label("at"),
            Submission.state,
            Grade.score,
            Grade.grade,
        )
        .join(Topic, Topic.id == Submission.topic_id)
        .outerjoin(
            Grade,
            (Grade.kind == WorkKind.SUBMISSION.value)
            & (Grade.work_id == Submission.id)
            & Grade.superseded_at.is_(None),
        )
        .where(*_mine(Submission.classroom_id, Submission.person_id), Submission.first_handed_in_at <= UNTIL)
        .where(Submission.state != SubmissionState.TAKEN_BACK.value)
        .order_by(Submission.first_handed_in_at.desc(), Submission.id)
    )
)


def _texts() -> Any:
    """Journals, posts and resources in one statement, the newest first."""
    nothing = cast(null(), Integer())
    journals = (
        select(literal("journals").label("kind"), Journal.id, Journal.title, Journal.published_at.label("at"),
               nothing.label("number"), cast(null(), Instant()).label("hidden_at"))
        .where(*_mine(Journal.classroom_id, Journal.person_id), Journal.published_at <= UNTIL)
    )  # fmt: skip
    posts = (
        select(case((Post.is_salon, "salon_posts"), else_="forum_posts"), Post.thread_id, Thread.title, Post.written_at,
               Post.number, Thread.hidden_at)
        .join(Thread, Thread.id == Post.thread_id)
        .where(*_mine(Post.classroom_id, Post.author_id), Post.hidden_at.is_(None), Post.written_at <= UNTIL)
    )  # fmt: skip
    resources = (
        select(literal("resources"), Resource.id, Resource.title, Resource.shared_at, nothing, cast(null(), Instant()))
        .where(*_mine(Resource.classroom_id, Resource.person_id), Resource.shared_at <= UNTIL)
        .where(Resource.withdrawn_at.is_(None))
    )  # fmt: skip
    return union_all(journals, posts, resources).order_by(desc("at"))


TEXTS = Question(_texts)
