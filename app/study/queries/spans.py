"""Study time as stretches: what was heard of a learner, when, where, and whether it counted."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from app.courses.models import Module, Topic
from app.foundation.database import db
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
    statement = (
        select(
            StudyInterval.started_at,
            StudyInterval.ended_at,
            StudyInterval.verdict,
            Topic.id,
            Topic.title,
            Topic.slug,
            Module.slug,
            StudyInterval.section,
        )
        .join(Topic, Topic.id == StudyInterval.topic_id)
        .join(Module, Module.id == Topic.module_id)
        .where(StudyInterval.person_id == person_id, StudyInterval.training_id == training_id)
        .where(StudyInterval.started_at >= start - LONGEST_COUNTED)
        .where(StudyInterval.started_at < end, StudyInterval.ended_at > start)
        .order_by(StudyInterval.started_at, StudyInterval.id)
    )
    return [
        Span(seconds_of(began), seconds_of(ended), Verdict(verdict), Place(topic_id, title, slug, module, section))
        for began, ended, verdict, topic_id, title, slug, module, section in db.session.execute(statement)
    ]
