"""The running week: counted at most once a minute, for everybody together."""

from dataclasses import dataclass
from datetime import datetime

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.freshness import fresh
from app.rankings.queries.boards import count_week
from app.rankings.queries.points_tables import rules_of
from app.rankings.rules import Rules
from app.rankings.scoring.week import Boards

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Counted:
    """Boards of a week that is not closed, as of an instant."""

    boards: Boards
    rules: Rules
    as_of: datetime


def running_boards(training: Training, week: Week) -> Counted:
    """The standings of a week that is not closed, as of at most a minute ago."""
    key = ("running week", str(db.engine.url), training.id, str(week))
    return fresh(key, SECONDS, lambda: _count(training, week)).value


def _count(training: Training, week: Week) -> Counted:
    present = clock.now()
    rules = rules_of(training.id, week)
    return Counted(count_week(training, week, present, rules), rules, present)
