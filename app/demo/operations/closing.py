"""Closing the weeks that have ended, each as it would have been: five minutes past midnight on its Monday."""

from collections.abc import Callable
from datetime import datetime, timedelta

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.transactions import transaction
from app.rankings.models import ClosedWeek
from app.rankings.operations import close_week, publish_points_table
from app.rankings.queries.closed_weeks import open_weeks
from app.rankings.rules import BEFORE_BULLETINS, DEFAULT

AFTER_MIDNIGHT = timedelta(minutes=5)
AT_FIRST = DEFAULT | {"administrators": BEFORE_BULLETINS}  # bulletins did not count when the training began


def close_ended_weeks(training_id: int, now: datetime, tell: Callable[[str], None]) -> list[ClosedWeek]:
    """Publish the points table and close week after week, in order."""
    with transaction() as session:
        training = session.get_one(Training, training_id)
        with clock.standing_at(training.starts_at):
            publish_points_table(training_id, AT_FIRST, Week.of_day(training.starts_on), by=None)
        closed = []
        for week in open_weeks(training, now):
            closed.append(_close(training, week))
            tell(f"第 {week} 周结算：{closed[-1].hash[:12]}")
        return closed


def _close(training: Training, week: Week) -> ClosedWeek:
    """Close one week at the moment when it should have happened."""
    at = week.ends_at(training.time_zone) + AFTER_MIDNIGHT
    with clock.standing_at(at):
        return close_week(training.id, week, at)
