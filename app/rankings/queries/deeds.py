"""What people did in a week, as selects of one shape: one statement brings them all, as of one instant."""

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, exists, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from app.assignments.models import Submission, SubmissionVersion
from app.discussions.models import Post, Thread
from app.foundation.database import BigId, Instant
from app.grading.models import Grade
from app.grading.queries import said_before
from app.journals.models import Journal
from app.rankings.queries.window import Window
from app.recommendations.models import Pick, Recommendation
from app.resources.models import Resource
from app.study.models import StudyDay

PICKED = "推优"  # what stands in the place of a grade for a picked work
IS_FIRST, IS_OWN, STANDS = 1, 2, 4  # a grade was the work's first; its words were new; it stands as of the instant
COLUMNS: dict[str, Any] = {
    "kind": String(),
    "person_id": BigId,
    "classroom_id": BigId,
    "work_id": BigId,
    "at": Instant(),
    "until": Instant(),
    "number": BigId,
    "flags": BigId,
    "text": String(),
}


def shaped(kind: Any, **given: Any) -> Select[Any]:
    """A select of all columns, those that are not given being null."""
    columns = [literal(kind, String()) if isinstance(kind, str) else kind]
    for name, column_type in list(COLUMNS.items())[1:]:
        columns.append(given[name] if name in given else cast(null(), column_type))
    return select(*(column.label(name) for column, name in zip(columns, COLUMNS, strict=True)))


def studied(window: Window) -> Select[Any]:
    """A learner's days in one class as one row, "2009-06-01 1200,2009-06-02 900": a quarter of all rows saved."""
    day = cast(StudyDay.day, String) + " " + cast(StudyDay.seconds, String)
    days = StudyDay.day.between(window.days_from, window.week.sunday)
    return (
        shaped(
            "study",
            person_id=StudyDay.person_id,
            classroom_id=StudyDay.classroom_id,
            text=func.aggregate_strings(day, ","),
        )
        .where(StudyDay.training_id == window.training_id, StudyDay.seconds > 0, days)
        .group_by(StudyDay.person_id, StudyDay.classroom_id)
    )


def handed_in(window: Window) -> Select[Any]:
    """All versions of submissions that were handed in this week, so that the first one that stood can be found."""
    return (
        shaped(
            "version",
            person_id=Submission.person_id,
            classroom_id=Submission.classroom_id,
            work_id=Submission.id,
            at=SubmissionVersion.handed_in_at,
            until=SubmissionVersion.taken_back_at,
            number=SubmissionVersion.characters,
        )
        .join(SubmissionVersion, SubmissionVersion.submission_id == Submission.id)
        .where(
            Submission.training_id == window.training_id,
            Submission.handed_in_at >= window.bounds[0],
            SubmissionVersion.handed_in_at < window.cut,
        )
    )


def published(window: Window) -> Select[Any]:
    return shaped(
        "journal",
        person_id=Journal.person_id,
        classroom_id=Journal.classroom_id,
        work_id=Journal.id,
        at=Journal.published_at,
        number=Journal.characters,
    ).where(
        Journal.training_id == window.training_id,
        Journal.published_at >= window.bounds[0],
        Journal.published_at < window.cut,
    )


def hidden_at() -> ColumnElement[Any]:
    """When a post went out of sight, by itself or with its thread."""
    return func.coalesce(Post.hidden_at, Thread.hidden_at)


def written(window: Window) -> Select[Any]:
    """Posts in sight; `text` carries the class whose salon it is."""
    gone = hidden_at()
    return (
        shaped(
            case((Post.number == 1, literal("thread", String())), else_=literal("post", String())),
            person_id=Post.author_id,
            classroom_id=Post.classroom_id,
            work_id=Post.id,
            at=Post.written_at,
            number=Post.characters,
            text=cast(Thread.classroom_id, String),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .where(
            Post.training_id == window.training_id,
            Post.written_at >= window.bounds[0],
            Post.written_at < window.cut,
            or_(gone.is_(None), gone >= window.as_of),
        )
    )


def judged(window: Window) -> Select[Any]:
    """Grades of works whose first grade came this week: by whom (`number`), of what was handed in when (`until`)."""
    gone = hidden_at()
    is_in_sight = or_(gone.is_(None), gone >= window.as_of)
    stands = and_(or_(Grade.superseded_at.is_(None), Grade.superseded_at >= window.as_of), is_in_sight)
    flags = ((Grade.graded_at == Grade.first_graded_at, IS_FIRST), (~said_before(), IS_OWN), (stands, STANDS))
    return (
        shaped(
            literal("graded-", String()) + Grade.kind,
            person_id=Grade.person_id,
            classroom_id=Grade.classroom_id,
            work_id=Grade.work_id,
            at=Grade.first_graded_at,
            until=Grade.handed_in_at,
            number=Grade.grader_id,
            flags=sum((case((holds, flag), else_=0) for holds, flag in flags), literal(0, BigId)),
            text=Grade.grade,
        )
        .outerjoin(Post, Post.id == case((Grade.kind == "post", Grade.work_id)))  # only a post is looked for
        .outerjoin(Thread, Thread.id == Post.thread_id)
        .where(
            Grade.training_id == window.training_id,
            Grade.graded_at >= window.start,
            Grade.graded_at < window.as_of,
            Grade.first_graded_at >= window.start,
            Grade.first_graded_at < window.cut,
        )
    )


def picked(window: Window) -> Select[Any]:
    """Works that an expert picked for the first time this week, while pick and work stand; of a thread its opening."""
    gone = func.coalesce(hidden_at(), Resource.withdrawn_at)
    return (
        shaped(
            literal("graded-pick-", String()) + Recommendation.kind,
            person_id=Recommendation.person_id,
            classroom_id=Recommendation.classroom_id,
            work_id=func.coalesce(Post.id, Recommendation.work_id),
            at=Pick.picked_at,
            until=Pick.picked_at,
            number=Pick.picked_by_id,
            flags=literal(STANDS, BigId),
            text=literal(PICKED, String()),
        )
        .join(Recommendation, Recommendation.id == Pick.recommendation_id)
        .outerjoin(Thread, and_(Recommendation.kind == "thread", Thread.id == Recommendation.work_id))
        .outerjoin(Post, and_(Post.thread_id == Thread.id, Post.number == 1))
        .outerjoin(Resource, and_(Recommendation.kind == "resource", Resource.id == Recommendation.work_id))
        .where(
            *picked_first(window),
            Recommendation.kind != "bulletin",  # a bulletin is its class's, no learner's
            or_(gone.is_(None), gone >= window.as_of),
        )
    )


def picked_first(window: Window) -> tuple[ColumnElement[bool], ...]:
    """Of picks with their recommendations: those of this week that stand, of works that nobody had picked before it."""
    before, its_work = aliased(Pick), aliased(Recommendation)
    is_same = and_(its_work.kind == Recommendation.kind, its_work.work_id == Recommendation.work_id)
    return (
        Recommendation.training_id == window.training_id,
        Pick.picked_at >= window.start,
        Pick.picked_at < window.cut,
        or_(Pick.withdrawn_at.is_(None), Pick.withdrawn_at >= window.as_of),
        ~exists().where(before.recommendation_id == its_work.id, before.picked_at < window.start, is_same),
    )
