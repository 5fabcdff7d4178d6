"""Filling an empty index by bulk, and making a filled one right again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import text

from app.foundation.database import db
from app.foundation.memory import collector_at_rest
from app.foundation.transactions import transaction
from app.search.models import INDEX_ON_POSTGRESQL
from app.search.operations.entries import Numbered, as_content, write_entries
from app.search.operations.refreshing import refresh
from app.search.queries.differences import all_ids, drifted, has_entries, in_order_of_time
from app.search.queries.grams import is_sqlite
from app.search.queries.kinds import KINDS, MOST_AT_ONCE

AT_ONCE = 4_000
Item = TypeVar("Item")
TOGETHER = (  # SQLite gathers this much before it writes a piece of its index
    "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', 67108864)",
    "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', 1048576)",
)


def rebuild_index() -> int:
    """Compare every entry with its original and mend what differs; gives how many did, 0 where all was right."""
    with transaction(), collector_at_rest():
        if not has_entries():
            return fill_index()
        return sum(refresh(kind, part) for kind in KINDS.values() for part in _parts(all_ids(kind), MOST_AT_ONCE))


def catch_up() -> int:
    """Mend what dates tell apart: cheap enough for every night."""
    with transaction():
        if not has_entries():
            return fill_index()
        late = [(kind, part) for kind in KINDS.values() for part in _parts(drifted(kind), MOST_AT_ONCE)]
        return sum(refresh(kind, part) for kind, part in late)


def fill_index() -> int:
    """Put everything into an empty index, the oldest first, as if it had been there from the beginning."""
    with transaction(), collector_at_rest():
        _make_room()
        things = in_order_of_time()
        for first in range(0, len(things), AT_ONCE):
            _add(things[first : first + AT_ONCE], first + 1)
        _tidy_up()
        return len(things)


def _add(things: Sequence[tuple[datetime, str, int]], first: int) -> None:
    """A stretch of time, whatever kinds follow each other in it."""
    ids = {name: [number for _, kind, number in things if kind == name] for name in KINDS}
    sources = {
        (name, source.object_id): source
        for name, kind in KINDS.items()
        for source in (kind.sources(ids[name]) if ids[name] else ())
    }
    found = [(name, sources[name, number]) for _, name, number in things if (name, number) in sources]
    write_entries([Numbered(number, name, as_content(source)) for number, (name, source) in enumerate(found, first)])


def _make_room() -> None:
    """Bulk first, the index over it afterwards."""
    if is_sqlite():
        db.session.execute(text(TOGETHER[0]))
    else:
        db.session.execute(text("DROP INDEX ix_search_grams_grams"))


def _tidy_up() -> None:
    if is_sqlite():
        db.session.execute(text(TOGETHER[1]))
        return
    db.session.execute(text("SELECT setval('search_entries_id_seq', max(id)) FROM search_entries HAVING max(id) > 0"))
    db.session.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    db.session.execute(text(INDEX_ON_POSTGRESQL))
    db.session.execute(text("ANALYZE search_grams"))
    db.session.execute(text("ANALYZE search_entries"))


def _parts(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[first : first + size] for first in range(0, len(items), size))
