"""Study time as stretches: what was heard of a learner, when, where, and whether it counted."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from app.courses.models import Module, Topic
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.study.ledger import Span, Verdict, seconds_of
from app.study.models import StudyInterval

LONGEST_COUNTED = timedelta(days=1)  # far above any allowance: nothing that counts is longer


class Place(NamedTuple):
    """Where a stretch was read."""

    topic_id: int
    topic_title: str
    topic_slug: str
    module_slug: str
    section: str


def spans_between(person_id: int, training_id: int, start: datetime, end: datetime) -> list[Span]:
    """Everything heard of a learner in a time, in the order it happened; the key of a span is its `Place`."""
    asked = {"person": person_id, "training": training_id, "start": start, "end": end}
    return [
        Span(seconds_of(began), seconds_of(ended), Verdict(verdict), Place(topic_id, title, slug, module, section))
        for began, ended, verdict, topic_id, title, slug, module, section in SPANS.all(
            **asked, earliest=start - LONGEST_COUNTED
        )
    ]


def _spans() -> Select[*tuple[Any, ...]]:
    start, end, earliest = (bindparam(name, type_=Instant()) for name in ("start", "end", "earliest"))
    interval = StudyInterval
    return (
        select(interval.started_at, interval.ended_at, interval.verdict)
        .add_columns(Topic.id, Topic.title, Topic.slug, Module.slug, interval.section)
        .join(Topic, Topic.id == interval.topic_id)
        .join(Module, Module.id == Topic.module_id)
        .where(interval.person_id == bindparam("person", type_=BigId), interval.training_id == bindparam("training"))
        .where(interval.started_at >= earliest, interval.started_at < end, interval.ended_at > start)
        .order_by(interval.started_at, interval.id)
    )


SPANS = Question(_spans)
