"""The rows behind a figure: as many as it counts, each with who, what and when."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from app.assignments.models import Submission, SubmissionState
from app.chronicle.window import Window
from app.courses.models import Topic
from app.discussions.models import Post, Thread
from app.discussions.queries.posts import page_of
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.grading.models import Grade
from app.journals.models import Journal
from app.people.models import Person
from app.resources.models import Resource
from app.study.models import StudyDay

GRADED_TOPIC, GRADED_JOURNAL, GRADED_THREAD = aliased(Topic), aliased(Journal), aliased(Thread)


class Row(NamedTuple):
    """One counted thing, or one learner with the minutes that they studied."""

    person_name: str
    what: str
    at: datetime | None
    url: str | None
    number: int


def rows_behind(window: Window, figure: str) -> list[Row]:
    """What a figure of the week counts, the newest first; of study time the longest."""
    values = window.bounds
    asked = {name: values[name] for name in ("room", *(("monday", "sunday") if figure in STUDY else ("start", "end")))}
    return [_row(figure, row) for row in QUESTIONS[figure].all(**asked)]


def _row(figure: str, row: Any) -> Row:
    if figure in STUDY:
        return Row(row.person_name, "", None, None, int(row.number))
    return Row(row.person_name, row.what or "", row.at, _address(figure, row), 1)


def _address(figure: str, row: Any) -> str | None:
    """Where a thing is read, if it has a page of its own."""
    if figure == "posts":
        return f"/threads/{row.thread_id}?page={page_of(row.number)}#post-{row.number}"
    if figure == "graded":
        return f"/posts/{row.id}" if row.kind == "post" else f"/{row.kind}s/{row.id}"
    return {"assignments": f"/submissions/{row.id}", "journals": f"/journals/{row.id}"}.get(figure)


def _things(at: Any, room: Any, what: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    start, end = (bindparam(bound, type_=Instant()) for bound in ("start", "end"))
    named = (Person.name.label("person_name"), what.label("what"), at.label("at"))
    mine = and_(room == bindparam("room", type_=BigId), at >= start, at < end)
    return select(*named, *columns).where(mine).order_by(at.desc())


def _assignments() -> Select[*tuple[Any, ...]]:
    things = _things(Submission.first_handed_in_at, Submission.classroom_id, Topic.title, Submission.id)
    return (
        things.join(Person, Person.id == Submission.person_id)
        .join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.state != SubmissionState.TAKEN_BACK)
    )


def _journals() -> Select[*tuple[Any, ...]]:
    things = _things(Journal.published_at, Journal.classroom_id, Journal.title, Journal.id)
    return things.join(Person, Person.id == Journal.person_id)


def _posts() -> Select[*tuple[Any, ...]]:
    things = _things(Post.written_at, Post.classroom_id, Thread.title, Post.id, Post.thread_id, Post.number)
    shown = (Post.is_salon, Post.hidden_at.is_(None))
    return things.join(Person, Person.id == Post.author_id).join(Thread, Thread.id == Post.thread_id).where(*shown)


def _graded() -> Select[*tuple[Any, ...]]:
    what = func.coalesce(GRADED_TOPIC.title, GRADED_JOURNAL.title, GRADED_THREAD.title)
    things = _things(Grade.first_graded_at, Grade.classroom_id, what, Grade.kind, Grade.work_id.label("id"))
    return (
        things.join(Person, Person.id == Grade.person_id)
        .outerjoin(Submission, and_(Grade.kind == "submission", Submission.id == Grade.work_id))
        .outerjoin(GRADED_TOPIC, GRADED_TOPIC.id == Submission.topic_id)
        .outerjoin(GRADED_JOURNAL, and_(Grade.kind == "journal", GRADED_JOURNAL.id == Grade.work_id))
        .outerjoin(Post, and_(Grade.kind == "post", Post.id == Grade.work_id))
        .outerjoin(GRADED_THREAD, GRADED_THREAD.id == Post.thread_id)
        .where(Grade.superseded_at.is_(None))
    )


def _resources() -> Select[*tuple[Any, ...]]:
    things = _things(Resource.shared_at, Resource.classroom_id, Resource.title, Resource.id)
    return things.join(Person, Person.id == Resource.person_id)


def _studied() -> Select[*tuple[Any, ...]]:
    monday, sunday = (bindparam(day, type_=Date()) for day in ("monday", "sunday"))
    seconds = func.sum(StudyDay.seconds)
    return (
        select(Person.name.label("person_name"), seconds.label("number"))
        .join(Person, Person.id == StudyDay.person_id)
        .where(StudyDay.classroom_id == bindparam("room", type_=BigId), StudyDay.day.between(monday, sunday))
        .where(StudyDay.seconds > 0)
        .group_by(Person.id, Person.name)
        .order_by(seconds.desc(), Person.id)
    )


STUDY = ("active", "minutes")
BUILT: dict[str, Callable[[], Any]] = {
    "active": _studied,
    "minutes": _studied,
    "assignments": _assignments,
    "journals": _journals,
    "posts": _posts,
    "graded": _graded,
    "resources": _resources,
}
QUESTIONS = {name: Question(build) for name, build in BUILT.items()}
