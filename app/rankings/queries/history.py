"""A learner's closed weeks, one after the other."""

from typing import NamedTuple

from sqlalchemy import select

from app.foundation.clock import Week
from app.foundation.database import db
from app.rankings.models import ClosedWeek, Standing
from app.rankings.queries.people import newest_revision
from app.rankings.scoring.rows import LEARNERS


class Past(NamedTuple):
    """A learner's row in a closed week, by its newest revision."""

    week: Week
    place: int
    points: int
    is_winner: bool


def weeks_of(person_id: int, training_id: int) -> list[Past]:
    """The oldest week first."""
    statement = (
        select(ClosedWeek.week, Standing.place, Standing.points, Standing.is_winner)
        .join(ClosedWeek, ClosedWeek.id == Standing.closed_week_id)
        .where(Standing.board == LEARNERS, Standing.subject_id == person_id, ClosedWeek.training_id == training_id)
        .where(ClosedWeek.revision == newest_revision(ClosedWeek))
        .order_by(ClosedWeek.week)
    )
    rows = db.session.execute(statement)
    return [Past(Week.parse(week), place, points, is_winner) for week, place, points, is_winner in rows]
