"""Counting a week: facts read and scored in one go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.rankings.queries.facts import read_facts
from app.rankings.rules import Rules
from app.rankings.scoring.week import Boards, score_week


def count_week(training: Training, week: Week, as_of: datetime, rules: Rules) -> Boards:
    """All boards of a week as of an instant: the same for the running week and for a closed one."""
    with _collector_at_rest():
        return score_week(read_facts(training, week, as_of, rules), rules)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Half a million small objects without a circle among them: looking for circles costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
