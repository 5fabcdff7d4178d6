"""Days counted as they would have been: each a few minutes after it ended, the newest one now."""

from datetime import datetime, timedelta

from sqlalchemy import text

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import day_starts_at
from app.foundation.database import db
from app.statistics.models import ClassroomDay, FactDay, PersonDay, PersonState
from app.statistics.operations import count_day
from app.statistics.queries import calendar_of

AFTER_MIDNIGHT = timedelta(minutes=6)


def count_days(training_id: int, now: datetime) -> int:
    """Write the daily facts of everything until now; gives the number of days."""
    training = db.session.get_one(Training, training_id)
    days = list(calendar_of(training).days(training.day_of(now)))
    for day in days:
        at = min(day_starts_at(day + timedelta(days=1), training.time_zone) + AFTER_MIDNIGHT, now)
        with clock.standing_at(now if day == days[-1] else at):
            count_day(training_id, day, clock.now())
    for table in (FactDay, PersonDay, ClassroomDay, PersonState):
        db.session.execute(text(f"ANALYZE {table.__tablename__}"))  # plans of empty tables would read them all
    return len(days)
