"""The shortest way to the end: what to do next, with where to do it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, false, func, select

from app.assignments.models import Submission, SubmissionState
from app.classrooms.scheme import Scheme
from app.courses.models import Module, Topic, TopicStatus
from app.foundation.database import BigId
from app.foundation.reading import Question
from app.progress.requirements import Done, modules_missing


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """A topic whose assignment a learner could hand in next; `is_returned` when the tutor asks for another version."""

    module_id: int
    module_slug: str
    module_title: str
    slug: str
    title: str
    is_returned: bool


def open_topics(person_id: int, training_id: int) -> list[OpenTopic]:
    """Topics without a counted assignment: the returned ones first, then complete ones, in the course's order."""
    return [OpenTopic(*row) for row in OPEN.all(person=person_id, training=training_id)]


def _open() -> Select[*tuple[Any, ...]]:
    own = (Submission.person_id == bindparam("person", type_=BigId), Submission.training_id == bindparam("training"))
    mine = select(Submission.topic_id, Submission.state).where(*own).subquery()
    is_returned = func.coalesce(mine.c.state == SubmissionState.RETURNED, false())
    return (
        select(Module.id, Module.slug, Module.title, Topic.slug, Topic.title, is_returned)
        .join(Topic, Topic.module_id == Module.id)
        .outerjoin(mine, mine.c.topic_id == Topic.id)
        .where(Topic.retired_at.is_(None), mine.c.state.is_(None) | mine.c.state.in_(_UNDONE))
        .order_by(mine.c.state.is_(None), Topic.status != TopicStatus.READY, Module.position, Topic.position)
    )


OPEN = Question(_open)
_UNDONE = (SubmissionState.RETURNED, SubmissionState.TAKEN_BACK)


def suggested_topics(scheme: Scheme, done: Done, topics: list[OpenTopic], most: int = 4) -> list[OpenTopic]:
    """Returned works, then topics of modules that still ask for one, then any: no more than are missing."""
    modules = sorted({topic.module_id for topic in topics})
    short = modules_missing(scheme, done, modules)
    missing = max(scheme.assignments - done.assignment_count, sum(short.values()))
    returned = [topic for topic in topics if topic.is_returned]
    needed = [topic for topic in topics if not topic.is_returned and _take(short, topic.module_id)]
    others = [topic for topic in topics if topic not in returned and topic not in needed]
    return (returned + needed + others)[: min(most, max(missing, len(returned)))]


def _take(short: dict[int, int], module_id: int) -> bool:
    if short.get(module_id, 0) <= 0:
        return False
    short[module_id] -= 1
    return True
