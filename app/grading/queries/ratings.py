"""What tutors said of the posts on a page of a thread, and which of them wait for it: one statement for all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom, Enrolment, Training
from app.classrooms.scheme import grades_of
from app.discussions.models import Post, PostRevision, Thread
from app.foundation import clock
from app.foundation.database import BigId, Instant
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.grading.models import Claim, DeskKind, Grade, WorkKind
from app.grading.policy import may_grade, may_read_grade
from app.people.models import Person

GRADER, HOLDER = aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class PostRating:
    """A post's rating as the viewer may see it; `may_rate` says whether the viewer gives it, `is_first` that
    it is the first to be given on the page."""

    post_id: int
    version_number: int
    grade_id: int | None
    grade: str | None
    comment: str | None
    graded_at: datetime | None
    grader_name: str | None
    held_by: str | None
    grades: list[str]
    may_rate: bool
    is_first: bool = False


class RatingRead(NamedTuple):
    """A rating as those see it who give none: nothing in it is anybody's form."""

    grade: str
    comment: str | None
    grader_name: str | None
    may_rate: bool = False


def only_read(ratings: Mapping[int, PostRating]) -> tuple[tuple[int, RatingRead], ...] | None:
    """By post, for a page that is kept; None where the viewer has something to rate."""
    if any(rating.may_rate for rating in ratings.values()):
        return None
    return tuple(
        (number, RatingRead(one.grade, one.comment, one.grader_name)) for number, one in ratings.items() if one.grade
    )


def thread_ratings(
    thread_id: int, classroom_id: int | None, place_code: str, written: Iterable[tuple[int, int]], viewer: Person
) -> dict[int, PostRating]:
    """Ratings by post for some of a thread that the viewer was let into; a forum's board has none.

    `written` says of each post by whom it is.
    """
    if classroom_id is None:
        return {}
    reads_all = may_read_grade(viewer, 0, classroom_id, place_code)
    ids = [post_id for post_id, author_id in written if reads_all or author_id == viewer.id]
    rows = OF_SEVERAL.all(first=min(ids), last=max(ids), thread=thread_id, present=clock.now()) if ids else []
    ratings = {row.id: _shown(row, viewer) for row in rows if row.id in ids}
    first = next((rating for rating in ratings.values() if rating.may_rate and not rating.grade), None)
    return ratings | {first.post_id: replace(first, is_first=True)} if first else ratings


def get_rating(post_id: int, viewer: Person) -> PostRating:
    """The rating of one post of a salon, if the viewer may see it."""
    row = OF_ONE.first(post=post_id, present=clock.now())
    if row is None or not may_read_grade(viewer, row.author_id, row.classroom_id, row.place_code):
        raise NotFound
    return _shown(row, viewer)


def _ratings(*wanted: Any) -> Select[Any]:
    learns = exists().where(Enrolment.person_id == Post.author_id, Enrolment.classroom_id == Thread.classroom_id)
    edits = select(func.count()).where(PostRevision.post_id == Post.id).correlate(Post).scalar_subquery()
    standing = and_(Grade.kind == WorkKind.POST, Grade.work_id == Post.id, Grade.superseded_at.is_(None))
    held = and_(
        Claim.kind == DeskKind.THREAD,
        Claim.work_id == Thread.id,
        Claim.lapses_at > bindparam("present", type_=Instant()),
    )
    return (
        select(
            *(Post.id, Post.author_id, Post.hidden_at, Thread.classroom_id, Classroom.place_code),
            *(learns.label("learns"), (edits + 1).label("version_number"), Training.grade_ladder),
            *(Grade.id.label("grade_id"), Grade.grade, Grade.comment, Grade.graded_at),
            *(GRADER.name.label("grader_name"), HOLDER.id.label("holder_id"), HOLDER.name.label("holder_name")),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Classroom, Classroom.id == Thread.classroom_id)
        .join(Training, Training.id == Thread.training_id)
        .outerjoin(Grade, standing)
        .outerjoin(GRADER, GRADER.id == Grade.grader_id)
        .outerjoin(Claim, held)
        .outerjoin(HOLDER, HOLDER.id == Claim.tutor_id)
        .where(*wanted)
        .order_by(Post.number)
    )


def _of_several() -> Select[Any]:
    between = Post.id.between(bindparam("first", type_=BigId), bindparam("last", type_=BigId))
    return _ratings(Post.thread_id == bindparam("thread", type_=BigId), between)


OF_SEVERAL = Question(_of_several)
OF_ONE = Question(lambda: _ratings(Post.id == bindparam("post", type_=BigId), Post.is_salon))


def _shown(row: Any, viewer: Person) -> PostRating:
    held_by = row.holder_name if row.holder_id != viewer.id else None
    may_rate = row.learns and row.hidden_at is None and may_grade(viewer, row.author_id, row.classroom_id)
    return PostRating(
        row.id, row.version_number, row.grade_id, row.grade, row.comment, row.graded_at, row.grader_name, held_by,
        grades_of(row.grade_ladder), may_rate,
    )  # fmt: skip
