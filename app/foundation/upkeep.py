"""What the database knows of the sizes of its tables, by which it plans: learnt each night, and after much came at once.

SQLite learns nothing by itself: an index that was empty when it last looked is taken for one that finds nothing.
PostgreSQL looks by itself all the time, but not before a large transaction has ended.
"""

from datetime import datetime, timedelta

from sqlalchemy import text

from app.foundation.clock import SHANGHAI, local_day
from app.foundation.database import Base, db
from app.foundation.dialects import is_sqlite
from app.foundation.jobs import Job, note_done, was_done
from app.foundation.outcomes import outcome
from app.foundation.transactions import transaction

NAME = "learn-sizes"
AT_NIGHT = timedelta(hours=4)
# Rows of each index: a fifth of a second for the largest table. Of a thousand, those of whoever came first would speak for
# all, and an index of one training would seem to find a thousand rows where it finds a million.
LOOKED_AT = 100_000


def learn_sizes() -> None:
    """Let the database look at its tables; on SQLite at one after the other, since nobody writes meanwhile."""
    if not is_sqlite():
        with transaction() as session:
            session.execute(text("ANALYZE"))
        return
    for table in Base.metadata.sorted_tables:
        with transaction() as session:
            session.execute(text(f"PRAGMA analysis_limit = {LOOKED_AT}"))
            session.execute(text(f"ANALYZE {table.name}"))


def _nights_due(now: datetime) -> list[str]:
    """The night that last reached four o'clock, where the database needs to be told."""
    night = local_day(now - AT_NIGHT, SHANGHAI).isoformat()
    return [] if not is_sqlite() or was_done(NAME, night) else [night]


def _learn(night: str, _now: datetime) -> str:
    learn_sizes()
    db.engine.dispose()  # connections in hand would plan by what they read when they were opened
    return note_done(NAME, night, outcome("sizes-learnt"))


LEARN_SIZES = Job(
    NAME, "each night at 04:00, on SQLite: sizes of tables, for its plans", _nights_due, _learn, in_steps=True
)
