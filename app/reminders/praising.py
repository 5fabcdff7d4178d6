"""What somebody deserves a word for: a good beginning, having caught up, having helped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.progress.requirements import Requirement
from app.reminders.pace import Span, is_met

AHEAD = Fraction(3, 2)  # of the schedule: a beginning is good, not merely regular
LEAST_REPLIES, LEAST_LIKES = 3, 3


class Merit(StrEnum):
    """落下的补上了 · 起步又早又稳 · 帮了同伴"""

    CAUGHT_UP = "caught_up"
    STARTED_WELL = "started_well"
    HELPED = "helped"


@dataclass(frozen=True, slots=True)
class Deeds:
    """`wanted` is what was lacking when somebody last spoke to them about it; replies and likes are of the last week."""

    asked: Sequence[Requirement]
    wanted: Mapping[str, int]
    replies: int
    likes: int


def merits(deeds: Deeds, span: Span, praise_days: int) -> list[Merit]:
    """All that is to be praised, the rarest first."""
    found = (
        (bool(deeds.wanted) and is_met(deeds.wanted, deeds.asked), Merit.CAUGHT_UP),
        (0 < span.passed <= praise_days and started_well(deeds.asked, span), Merit.STARTED_WELL),
        (deeds.replies >= LEAST_REPLIES or deeds.likes >= LEAST_LIKES, Merit.HELPED),
    )
    return [merit for holds, merit in found if holds]


def started_well(asked: Sequence[Requirement], span: Span) -> bool:
    """Studied half as much again as the schedule asks, and behind with nothing."""
    minutes = next((one for one in asked if one.kind == "minutes"), None)
    if minutes is None or minutes.done < min(Fraction(minutes.needed), AHEAD * minutes.needed * span.share):
        return False
    return all(one.is_on_pace(span.share) for one in asked)
