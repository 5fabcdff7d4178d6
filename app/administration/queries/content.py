"""The course as the database has it, and how it came to be so."""

from typing import Any

from sqlalchemy import select

from app.courses.models import Module, Topic
from app.foundation.database import db
from app.foundation.events import RecordedEvent

NEWEST_SYNCS = 10


def topics_with_modules() -> list[Any]:
    """Every topic, live or retired, in the order of the course."""
    columns = (Topic.slug, Topic.title, Topic.status, Topic.retired_at, Topic.credit_minutes)
    statement = (
        select(*columns, Module.slug.label("module"), Module.title.label("module_title"))
        .join(Module, Module.id == Topic.module_id)
        .order_by(Module.position, Module.id, Topic.retired_at.is_not(None), Topic.position, Topic.id)
    )
    return list(db.session.execute(statement))


def newest_syncs() -> list[Any]:
    """When the course was last taken over, and what was added, changed, brought back and retired."""
    statement = select(RecordedEvent.happened_at, RecordedEvent.data).where(RecordedEvent.name == "CourseSynced")
    return list(db.session.execute(statement.order_by(RecordedEvent.id.desc()).limit(NEWEST_SYNCS)))
