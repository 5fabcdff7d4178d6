"""Numbers of entries: they grow with time, and beneath those of the first day there is room for all that is older."""

from sqlalchemy import func, select, text

from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.search.models import FIRST, SearchEntry
from app.search.queries.differences import oldest_beneath

DRAWN = text("SELECT nextval('search_entries_id_seq') FROM generate_series(1, :count)")
ALONGSIDE = text("SELECT pg_advisory_xact_lock_shared(2011)")
ALONE = text("SELECT pg_advisory_xact_lock(2011)")


def alongside() -> None:
    """Acts change the index side by side; SQLite has one at a time anyway."""
    if not is_sqlite():
        db.session.execute(ALONGSIDE)


def alone() -> None:
    """Wait for the acts that change the index, and let no other begin until the transaction ends.

    Else an entry might be filled in from what an act is just changing, or twice.
    """
    if not is_sqlite():
        db.session.execute(ALONE)


def new_numbers(count: int) -> list[int]:
    """The next ones, above all that were given."""
    if is_sqlite():
        highest = db.session.scalar(select(func.max(SearchEntry.id))) or 0
        first = max(highest + 1, FIRST)
        return list(range(first, first + count))
    return [FIRST + number for number in db.session.scalars(DRAWN, {"count": count})]


def numbers_beneath(count: int) -> list[int]:
    """Those just beneath the lowest; above all where there is no room left."""
    oldest = oldest_beneath()
    end = oldest.number if oldest else FIRST
    return list(range(end - count, end)) if end > count else new_numbers(count)
