"""Closed weeks and their revisions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import BigId, db
from app.foundation.reading import Question, apart
from app.rankings.models import ClosedWeek, Standing
from app.rankings.scoring.rows import Row

TRAINING, CLOSED_WEEK = (bindparam(name, type_=BigId) for name in ("training", "closed"))
ROW = (
    Standing.board,
    Standing.subject_id,
    Standing.classroom_id,
    Standing.points,
    Standing.quality,
    Standing.reached_at,
    Standing.parts,
    Standing.place,
    Standing.is_winner,
)


def revisions_of(training_id: int, week: Week) -> list[ClosedWeek]:
    """All revisions of a week, the newest first."""
    return [apart(ClosedWeek, row) for row in REVISIONS.all(training=training_id, week=str(week))]


def find_closed_week(training_id: int, week: Week, revision: int | None = None) -> ClosedWeek | None:
    revisions = revisions_of(training_id, week)
    return next((one for one in revisions if revision in (None, one.revision)), None)


def closed_weeks_of(training_id: int) -> list[Week]:
    """The weeks of a training that have been closed, the newest first."""
    return [Week.parse(row[0]) for row in CLOSED.all(training=training_id)]


def find_latest_closed_week(training_id: int) -> ClosedWeek | None:
    """The newest revision of the latest week that has been closed."""
    statement = (
        select(ClosedWeek)
        .where(ClosedWeek.training_id == training_id)
        .order_by(ClosedWeek.week.desc(), ClosedWeek.revision.desc())
        .limit(1)
    )
    return db.session.scalars(statement).first()


def frozen_rows(closed_week_id: int, *conditions: Any) -> list[Row]:
    """Rows of a closed week in the order of their boards."""
    statement = frozen(*conditions)
    return [Row(*row) for row in db.session.execute(statement, {"closed": closed_week_id})]


def frozen(*conditions: Any) -> Select[*tuple[Any, ...]]:
    """The same to be worded once: rows of the week whose number is given as `closed`."""
    order = (Standing.board, Standing.place, Standing.subject_id)
    return select(*ROW).where(Standing.closed_week_id == CLOSED_WEEK, *conditions).order_by(*order)


def open_weeks(training: Training, now: datetime) -> list[Week]:
    """Weeks of the calendar that have ended and were not closed, the oldest first."""
    closed = {str(week) for week in closed_weeks_of(training.id)}
    weeks, week = [], Week.of_day(training.starts_on)
    while is_in_calendar(training, week) and week.ends_at(training.time_zone) <= now:
        if str(week) not in closed:
            weeks.append(week)
        week = week.next()
    return weeks


def is_in_calendar(training: Training, week: Week) -> bool:
    """From the week of the first day to that of the last day on which late work is still taken."""
    return Week.of_day(training.starts_on) <= week <= Week.of_day(max(training.ends_on, training.late_until))


def _revisions() -> Select[*tuple[Any, ...]]:
    asked = (ClosedWeek.training_id == TRAINING, ClosedWeek.week == bindparam("week"))
    return select(*ClosedWeek.__table__.columns).where(*asked).order_by(ClosedWeek.revision.desc())


def _closed() -> Select[*tuple[Any, ...]]:
    first = (ClosedWeek.training_id == TRAINING, ClosedWeek.revision == 1)
    return select(ClosedWeek.week).where(*first).order_by(ClosedWeek.week.desc())


REVISIONS, CLOSED = Question(_revisions), Question(_closed)
