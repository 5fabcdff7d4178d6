"""How long the rest will take, from one's own pace in this sitting."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil

LONGEST_PAUSE = timedelta(minutes=20)  # after a longer one it is another sitting
FEWEST = 3


def intervals_of(moments: Sequence[datetime], now: datetime) -> list[timedelta]:
    """The times between one's gradings in this sitting, the last first; none when the sitting is over."""
    newest_first = sorted(moments, reverse=True)
    if not newest_first or now - newest_first[0] > LONGEST_PAUSE:
        return []
    found = []
    for later, earlier in pairwise(newest_first):
        if later - earlier > LONGEST_PAUSE:
            break
        found.append(later - earlier)
    return found


def minutes_left(moments: Sequence[datetime], left: int, now: datetime) -> int | None:
    """Minutes for `left` works at the median pace, in steps that one can plan with; None while the pace is unknown."""
    intervals = sorted(intervals_of(moments, now))
    if len(intervals) < FEWEST or left <= 0:
        return None
    middle = intervals[len(intervals) // 2]
    return _rounded(ceil(middle.total_seconds() * left / 60))


def _rounded(minutes: int) -> int:
    step = 1 if minutes <= 10 else 5 if minutes <= 60 else 10
    return -(-minutes // step) * step
