"""Where the index and what it tells of have drifted apart, as far as dates say."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from app.foundation.database import db
from app.search.models import SearchEntry
from app.search.queries.kinds import KINDS, Kind


def drifted(kind: Kind) -> list[int]:
    """Things that are missing in the index, stand there with an old date, or should not stand there any more."""
    table = kind.key.table
    same = and_(SearchEntry.kind == kind.name, SearchEntry.object_id == kind.key)
    present = kind.joined(select(kind.key).select_from(table).outerjoin(SearchEntry, same))
    late = present.where(or_(SearchEntry.id.is_(None), SearchEntry.stamp != kind.stamp))
    entries = select(SearchEntry.object_id).where(SearchEntry.kind == kind.name)
    left_over = entries.where(SearchEntry.object_id.not_in(kind.joined(select(kind.key).select_from(table))))
    return sorted({*db.session.scalars(late), *db.session.scalars(left_over)})


def all_ids(kind: Kind) -> list[int]:
    """Everything of a kind that is found or is in the index."""
    things = kind.joined(select(kind.key).select_from(kind.key.table))
    entries = select(SearchEntry.object_id).where(SearchEntry.kind == kind.name)
    return sorted({*db.session.scalars(things), *db.session.scalars(entries)})


def in_order_of_time() -> list[tuple[datetime, str, int]]:
    """Everything that can be found, the oldest first."""
    return sorted(found for kind in KINDS.values() for found in _dated(kind))


def _dated(kind: Kind) -> Iterator[tuple[datetime, str, int]]:
    statement: Any = kind.joined(select(kind.written_at, kind.key).select_from(kind.key.table))
    for written_at, object_id in db.session.execute(statement):
        yield written_at, kind.name, object_id


def has_entries() -> bool:
    return db.session.scalar(select(SearchEntry.id).limit(1)) is not None
