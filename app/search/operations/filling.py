"""Filling the index by bulk, for whoever builds a whole province in one transaction."""

from functools import partial

from sqlalchemy import delete, text

from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.foundation.memory import collector_at_rest
from app.foundation.transactions import transaction
from app.search.models import FIRST, INDEX_ON_POSTGRESQL, SearchEntry
from app.search.operations.rebuilding import write_missing
from app.search.queries.differences import missing

AT_ONCE = 4_000
EMPTY_ON_SQLITE = "INSERT INTO search_grams (search_grams) VALUES ('delete-all')"
TOGETHER = (  # SQLite gathers this much before it writes a piece of its index
    "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', 67108864)",
    "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', 1048576)",
)
# Large pieces beside small ones would be merged with the sixteenth small one: seconds in the midst of somebody's evening.
ONE_PIECE = "INSERT INTO search_grams (search_grams) VALUES ('optimize')"


def fill_index() -> int:
    """Put everything in afresh, the oldest first, as if it had been there from the beginning; holds the database."""
    with transaction(), collector_at_rest():
        _make_room()
        things = missing()
        first = FIRST - len(things)
        for begin in range(0, len(things), AT_ONCE):
            write_missing(things[begin : begin + AT_ONCE], partial(_numbers_from, first + begin))
        _tidy_up()
        return len(things)


def _numbers_from(first: int, count: int) -> list[int]:
    return list(range(first, first + count))


def _make_room() -> None:
    """Bulk first, the index over it afterwards."""
    if is_sqlite():
        db.session.execute(text(EMPTY_ON_SQLITE))
        db.session.execute(text(TOGETHER[0]))
    else:
        db.session.execute(text("DROP INDEX ix_search_grams_grams"))
        db.session.execute(text("DISCARD PLANS"))  # one made while the entries were few reads them all for each gram
    db.session.execute(delete(SearchEntry))


def _tidy_up() -> None:
    if is_sqlite():
        db.session.execute(text(TOGETHER[1]))
        db.session.execute(text(ONE_PIECE))
        return
    db.session.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    db.session.execute(text(INDEX_ON_POSTGRESQL))
    db.session.execute(text("ANALYZE search_grams"))
    db.session.execute(text("ANALYZE search_entries"))
