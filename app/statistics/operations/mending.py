"""Days whose sources changed afterwards are counted again: a post hidden, a stretch of study conceded, a grade given anew."""

from datetime import datetime

from app.statistics.operations.counting import count_day
from app.statistics.queries.ledger import days_astray, trainings_begun


def mend_days(now: datetime) -> int:
    """Compare all facts with their sources and count anew what differs; gives the number of days."""
    mended = 0
    for training in trainings_begun(now):
        for day in days_astray(training):
            count_day(training.id, day, now)
            mended += 1
    return mended
