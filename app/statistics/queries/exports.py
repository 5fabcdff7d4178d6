"""Who took which figures away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.people.models import Person
from app.statistics.events import FiguresExported

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Export:
    at: datetime
    name: str | None
    scope: str
    what: str
    rows: int


def exports_on(page: int) -> tuple[list[Export], int]:
    """One page of exports, the newest first, and how many there are."""
    taken = RecordedEvent.name == FiguresExported.__name__
    number = db.session.scalar(select(func.count()).select_from(RecordedEvent).where(taken)) or 0
    statement = (
        select(RecordedEvent.happened_at, Person.name, RecordedEvent.data)
        .outerjoin(Person, Person.id == RecordedEvent.actor_id)
        .where(taken)
        .order_by(RecordedEvent.id.desc())
    )
    rows = db.session.execute(statement.limit(A_PAGE).offset(A_PAGE * (page - 1)))
    return [_export(at, name, data) for at, name, data in rows], number


def _export(at: datetime, name: str | None, data: dict[str, Any]) -> Export:
    return Export(at, name, str(data["scope"]), str(data["what"]), int(data["rows"]))
