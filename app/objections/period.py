"""How long a closed week lies open for objections, and when it is final."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from app.foundation.clock import day_starts_at, local_day


class State(StrEnum):
    """Open to objections, being decided on, or final."""

    OPEN = "open"
    DECIDING = "deciding"
    FINAL = "final"


def period_ends(closings: Sequence[datetime], rules: Mapping[str, int], zone: str) -> datetime:
    """The first instant after the period; `closings` are those of all revisions, the first one first.

    The day of closing counts as the first of `days`; a correction adds `days_after_correction` whole days after its own.
    """
    days = [local_day(closings[0], zone) + timedelta(days=rules["days"])]
    more = rules["days_after_correction"]
    days += [local_day(closing, zone) + timedelta(days=more + 1) for closing in closings[1:] if more]
    return day_starts_at(max(days), zone)


def state_of(ends: datetime, undecided: int, now: datetime) -> State:
    if now < ends:
        return State.OPEN
    return State.DECIDING if undecided else State.FINAL
