"""Where the index and what it tells of have drifted apart."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select

from app.foundation.database import db
from app.search.models import FIRST, SearchEntry
from app.search.queries.kinds import KINDS, Kind


class Thing(NamedTuple):
    """Something that can be found; in order of time."""

    written_at: datetime
    kind: str
    object_id: int


class Oldest(NamedTuple):
    """The lowest entry: what is older belongs beneath it."""

    number: int
    written_at: datetime


def missing() -> list[Thing]:
    """What can be found and has no entry, the oldest first."""
    return sorted(thing for kind in KINDS.values() for thing in _dated(kind, SearchEntry.id.is_(None)))


def still_missing(kind: Kind, ids: Collection[int]) -> list[int]:
    """Those of these things that have no entry."""
    known = select(SearchEntry.object_id).where(SearchEntry.kind == kind.name, SearchEntry.object_id.in_(ids))
    return sorted(set(ids).difference(db.session.scalars(known)))


def oldest_beneath() -> Oldest | None:
    """The lowest entry among those that were filled in; none if only acts have written so far."""
    columns = select(SearchEntry.id, SearchEntry.written_at).where(SearchEntry.id < FIRST)
    row = db.session.execute(columns.order_by(SearchEntry.id).limit(1)).first()
    return Oldest(*row) if row else None


def drifted(kind: Kind) -> list[int]:
    """Things whose entry has an old date, and entries of what should not be found any more."""
    late = _beside_entries(kind, select(kind.key)).where(SearchEntry.stamp != kind.stamp)
    entries = select(SearchEntry.object_id).where(SearchEntry.kind == kind.name)
    left_over = entries.where(SearchEntry.object_id.not_in(kind.joined(select(kind.key).select_from(kind.key.table))))
    return sorted({*db.session.scalars(late), *db.session.scalars(left_over)})


def all_ids(kind: Kind) -> list[int]:
    """Everything of a kind that is found or is in the index."""
    things = kind.joined(select(kind.key).select_from(kind.key.table))
    entries = select(SearchEntry.object_id).where(SearchEntry.kind == kind.name)
    return sorted({*db.session.scalars(things), *db.session.scalars(entries)})


def _dated(kind: Kind, *conditions: Any) -> Iterator[Thing]:
    statement: Any = _beside_entries(kind, select(kind.written_at, kind.key)).where(*conditions)
    for written_at, object_id in db.session.execute(statement):
        yield Thing(written_at, kind.name, object_id)


def _beside_entries(kind: Kind, statement: Any) -> Select[*tuple[Any, ...]]:
    """All things of a kind, each beside its entry if it has one."""
    same = and_(SearchEntry.kind == kind.name, SearchEntry.object_id == kind.key)
    return kind.joined(statement.select_from(kind.key.table).outerjoin(SearchEntry, same))
