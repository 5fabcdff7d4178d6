"""Closing the weeks that have ended, each as it would have been: five minutes past midnight on its Monday."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.notifications.models import Notice
from app.rankings.models import ClosedWeek, PointsTable
from app.rankings.operations import close_week, publish_points_table
from app.rankings.queries.closed_weeks import open_weeks
from app.rankings.rules import DEFAULT

AFTER_MIDNIGHT = timedelta(minutes=5)


def close_ended_weeks(training_id: int, now: datetime, tell: Callable[[str], None]) -> None:
    """Publish the points table and close week after week, in order."""
    with transaction() as session:
        training = session.get_one(Training, training_id)
        table = publish_points_table(training_id, DEFAULT, Week.of_day(training.starts_on), by=None)
        _date_back(PointsTable, PointsTable.published_at, table.id - 1, training.starts_at)
        for week in open_weeks(training, now):
            tell(f"第 {week} 周结算：{_close(training, week)}")


def _close(training: Training, week: Week) -> str:
    """Close one week, and date everything that came of it to the moment when it should have happened."""
    at = week.ends_at(training.time_zone) + AFTER_MIDNIGHT
    dated = ((ClosedWeek, ClosedWeek.closed_at), (Notice, Notice.told_at), (RecordedEvent, RecordedEvent.happened_at))
    before = {kind: _last(kind) for kind, _ in dated}
    closed = close_week(training.id, week, at)
    db.session.flush()
    for kind, column in dated:
        _date_back(kind, column, before[kind], at)
    return closed.hash[:12]


def _last(kind: type) -> int:
    return db.session.scalar(select(func.max(kind.id))) or 0  # type: ignore[attr-defined]


def _date_back(kind: type, column: object, after: int, at: datetime) -> None:
    db.session.execute(update(kind).where(kind.id > after).values({column: at}))  # type: ignore[attr-defined]
