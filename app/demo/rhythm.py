"""When people work and how much: days, hours, temperaments, and exact apportionment of totals."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import NamedTuple

DAYS = 42
WEEKDAYS = (90, 92, 95, 100, 78, 128, 190)
START = (12, 30, 48, 62, 74, 85, 92)
HOURS = (26, 9, 4, 2, 2, 5, 14, 26, 38, 44, 42, 36, 52, 58, 42, 38, 36, 34, 40, 78, 118, 138, 112, 64)
WEEKEND_HOURS = (30, 12, 5, 2, 2, 4, 12, 24, 52, 74, 78, 62, 40, 48, 72, 78, 74, 58, 46, 76, 104, 118, 98, 62)
SUNDAY_EVENING = {20: 150, 21: 215, 22: 250, 23: 205}


class Temperament(NamedTuple):
    """How somebody takes part: share in 100 people, range of activity in 100ths, delay in days, regularity."""

    name: str
    share: int
    activity: tuple[int, int]
    start_day: tuple[int, int]
    on_schedule: bool


TEMPERAMENTS = (
    Temperament("very_active", 9, (180, 420), (0, 1), True),
    Temperament("steady", 58, (85, 140), (0, 4), True),
    Temperament("weekend", 17, (75, 115), (3, 6), True),
    Temperament("late_but_there", 9, (70, 100), (10, 20), True),
    Temperament("lagging", 5, (35, 75), (6, 24), False),
    Temperament("absent", 2, (0, 15), (14, 41), False),
)


class Rhythm:
    """Draws moments of the training from weights over its days and hours."""

    def __init__(self, days: int = DAYS, first_day: int = 0, deadline_pull: int = 100) -> None:
        """`first_day` is where somebody starts; `deadline_pull` above 100 crowds work to Sunday evenings."""
        cells = [weight for day in range(days) for weight in _hour_weights(day, first_day, deadline_pull)]
        self.days = days
        self._sums = list(accumulate(cells))

    def moment(self, rng: Random) -> int:
        """A second since the first day's local midnight."""
        cell = bisect_right(self._sums, int(rng.random() * self._sums[-1]))
        return cell * 3600 + int(rng.random() * 3600)

    def moments(self, rng: Random, count: int) -> list[int]:
        """That many moments in order of time."""
        return sorted(self.moment(rng) for _ in range(count))

    def moment_in_week(self, rng: Random, week: int) -> int:
        """A moment within one week, counted from 0."""
        low = self._sums[week * 168 - 1] if week else 0
        high = self._sums[min(week * 168 + 167, len(self._sums) - 1)]
        if high == low:
            return week * 604800 + int(rng.random() * 604800)
        cell = bisect_right(self._sums, low + int(rng.random() * (high - low)))
        return cell * 3600 + int(rng.random() * 3600)


def day_weight(day: int, deadline_pull: int = 100) -> int:
    """How much is done on a day: slow first days, a peak each Sunday, the last Sunday the highest."""
    weight = WEEKDAYS[day % 7] * START[min(day, 6)]
    if day % 7 == 6:
        weight = weight * deadline_pull // 100
    return weight * (100 + day // 7 * 4)


def temperament(rng: Random) -> Temperament:
    """One of the temperaments by its share."""
    point = rng.randrange(sum(kind.share for kind in TEMPERAMENTS))
    for kind in TEMPERAMENTS:
        point -= kind.share
        if point < 0:
            return kind
    raise AssertionError("the shares cover every point")


def activity(kind: Temperament, rng: Random) -> int:
    """A weight for apportioning work, 100 for the usual learner."""
    return rng.randint(*kind.activity)


def apportion(
    total: int,
    weights: Sequence[int],
    minima: Sequence[int] | int = 0,
    maxima: Sequence[int] | int | None = None,
) -> list[int]:
    """Spread `total` exactly, in proportion to integer weights within bounds, by largest remainders."""
    size = len(weights)
    low = [minima] * size if isinstance(minima, int) else list(minima)
    high = [total if maxima is None else maxima] * size if maxima is None or isinstance(maxima, int) else list(maxima)
    if any(most < least for least, most in zip(low, high, strict=True)) or not sum(low) <= total <= sum(high):
        raise ValueError(f"{total} cannot be spread over {size} within {sum(low)} to {sum(high)}")
    return _fill(total, [max(0, weight) for weight in weights], low, high)


def _fill(total: int, weights: list[int], low: list[int], high: list[int]) -> list[int]:
    """Fix those whose quota breaks a bound, the graver side first, until the rest fits."""
    shares: list[int] = [0] * len(weights)
    open_ones, left = list(range(len(weights))), total
    while open_ones:
        base = sum(weights[i] for i in open_ones)
        quota = {i: (left * weights[i], base) if base else (left, len(open_ones)) for i in open_ones}
        under = [i for i in open_ones if quota[i][0] < low[i] * quota[i][1]]
        over = [i for i in open_ones if quota[i][0] > high[i] * quota[i][1]]
        if not under and not over:
            return _round(shares, quota, left)
        lack = sum(low[i] * quota[i][1] - quota[i][0] for i in under)
        excess = sum(quota[i][0] - high[i] * quota[i][1] for i in over)
        fixed, bound = (over, high) if excess > lack else (under, low)
        for i in fixed:
            shares[i] = bound[i]
            left -= bound[i]
        done = set(fixed)
        open_ones = [i for i in open_ones if i not in done]
    return shares


def _round(shares: list[int], quota: dict[int, tuple[int, int]], left: int) -> list[int]:
    remainders = []
    for i, (numerator, base) in quota.items():
        shares[i], rest = divmod(numerator, base)
        left -= shares[i]
        remainders.append((-rest, i))
    for _, i in sorted(remainders)[:left]:
        shares[i] += 1
    return shares


def _hour_weights(day: int, first_day: int, deadline_pull: int) -> list[int]:
    if day < first_day:
        return [0] * 24
    hours = WEEKEND_HOURS if day % 7 >= 5 else HOURS
    weight = day_weight(day, deadline_pull)
    sunday = SUNDAY_EVENING if day % 7 == 6 and deadline_pull > 100 else {}
    return [weight * sunday.get(hour, share) for hour, share in enumerate(hours)]
