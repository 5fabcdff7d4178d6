"""Counting a week: facts read and scored in one go."""

from datetime import datetime

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.memory import collector_at_rest
from app.rankings.queries.facts import read_facts
from app.rankings.rules import Rules
from app.rankings.scoring.week import Boards, score_week


def count_week(training: Training, week: Week, as_of: datetime, rules: Rules) -> Boards:
    """All boards of a week as of an instant: the same for the running week and for a closed one."""
    with collector_at_rest():
        return score_week(read_facts(training, week, as_of, rules), rules)
