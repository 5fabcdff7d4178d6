"""Telling people, once for each thing."""

from typing import Any

from sqlalchemy import insert, select, update

from app.foundation import clock
from app.foundation.database import db
from app.foundation.realtime import nudge, person_room
from app.foundation.transactions import after_commit, transaction
from app.notifications.models import Notice


def tell(person_id: int, kind: str, about: str, url: str, data: dict[str, Any]) -> None:
    """Tell a person about something, unless they were told of it before."""
    with transaction() as session:
        told = select(Notice.id).where(Notice.person_id == person_id, Notice.about == about)
        if session.execute(told).first():
            return
        session.execute(
            insert(Notice).values(
                person_id=person_id, kind=kind, about=about, url=url, data=data, told_at=clock.now(), read_at=None
            )
        )
        after_commit(lambda: nudge(person_room(person_id), "notices", {}))


def mark_read(person_id: int, notice_id: int | None = None) -> None:
    """Mark one notice of a person as read, or all of them."""
    with transaction():
        statement = update(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
        if notice_id is not None:
            statement = statement.where(Notice.id == notice_id)
        db.session.execute(statement.values(read_at=clock.now()))
