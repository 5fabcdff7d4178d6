"""One learner's way through the weeks: when they study, and when they hand in, write and share."""

from bisect import bisect_right
from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from app.demo.planning.calendar import DAY, WEEK, Calendar
from app.demo.planning.quotas import Quota
from app.demo.rhythm import HOURS, WEEKEND_HOURS, Rhythm, apportion

STRETCH = 2_500  # seconds: a stretch of study is about forty minutes
MOST_A_DAY = 4
EARLIEST_HOUR, LATEST_START, LATEST_END = 6, 23, 26 * 3600
DAY_WEIGHTS = {"weekend": (12, 12, 14, 18, 24, 150, 170)}
USUAL_DAYS = (70, 72, 76, 80, 60, 110, 150)


class Stretch(NamedTuple):
    """A time of study without a pause."""

    start: int
    seconds: int

    @property
    def end(self) -> int:
        return self.start + self.seconds


def week_weights(quota: Quota, weeks: int, rng: Random) -> list[int]:
    """How a learner's work is spread over the weeks."""
    kind = quota.temperament.name
    if kind == "late_but_there":
        first = min(rng.randint(*quota.temperament.start_day) // 7, weeks - 1)
        return [rng.randint(0, 25) if week < first else rng.randint(110, 180) for week in range(weeks)]
    if kind == "lagging":
        first = min(rng.randint(*quota.temperament.start_day) // 7, weeks - 1)
        return [0 if week < first else max(8, 100 - 22 * (week - first)) for week in range(weeks)]
    if kind == "absent":
        only = rng.randrange(weeks)
        return [100 if week == only else 0 for week in range(weeks)]
    return [rng.randint(88, 116) for _ in range(weeks)]


def stretches(quota: Quota, seconds: int, weights: list[int], calendar: Calendar, rng: Random) -> list[Stretch]:
    """Times of study that add up to the second, in order, none overlapping, none after the last day."""
    if seconds <= 0:
        return []
    active = sum(weight > 0 for weight in weights)
    count = min(max(1, round(seconds / STRETCH)), active * 7 * MOST_A_DAY)
    days = _days(quota, apportion(count, weights, 0, 7 * MOST_A_DAY), rng)
    lengths = _cut(seconds, [rng.randint(60, 140) for _ in range(count)])
    found: list[Stretch] = []
    for day in sorted(days):
        today, lengths = lengths[: days[day]], lengths[days[day] :]
        found += _evening(day, today, calendar, rng)
    return found


def _days(quota: Quota, by_week: list[int], rng: Random) -> dict[int, int]:
    """How many stretches fall on each day."""
    weights = list(accumulate(DAY_WEIGHTS.get(quota.temperament.name, USUAL_DAYS)))
    days: dict[int, int] = {}
    for week, count in enumerate(by_week):
        for _ in range(count):
            weekday = bisect_right(weights, int(rng.random() * weights[-1]))
            while days.get(week * 7 + weekday, 0) >= MOST_A_DAY:
                weekday = (weekday + 1) % 7
            days[week * 7 + weekday] = days.get(week * 7 + weekday, 0) + 1
    return days


def _cut(total: int, weights: list[int]) -> list[int]:
    """Whole parts of a total in about these proportions."""
    sums = list(accumulate(weights))
    marks = [total * mark // sums[-1] for mark in sums]
    return [mark - before for before, mark in zip([0, *marks], marks, strict=False)]


def _evening(day: int, lengths: list[int], calendar: Calendar, rng: Random) -> list[Stretch]:
    """Stretches of one day with short pauses, begun at an hour when people study, over before sleep."""
    pauses = [rng.randint(60, 900) for _ in lengths]
    whole = sum(lengths) + sum(pauses)
    latest = DAY if day == calendar.days - 1 else LATEST_END
    hours = _hours(day % 7 >= 5)
    hour = EARLIEST_HOUR + bisect_right(hours, int(rng.random() * hours[-1]))
    start = max(0, min(hour * 3600 + int(rng.random() * 3600), latest - whole))
    at, found = calendar.start + day * DAY + start, []
    for seconds, pause in zip(lengths, pauses, strict=True):
        found.append(Stretch(at, seconds))
        at += seconds + pause
    return found


@cache
def _hours(is_weekend: bool) -> list[int]:
    hours = WEEKEND_HOURS if is_weekend else HOURS
    return list(accumulate(hours[EARLIEST_HOUR : LATEST_START + 1]))


def after_study(count: int, weights: list[int], studied: list[Stretch], calendar: Calendar, rng: Random) -> list[int]:
    """Moments at which something is finished, mostly just after a stretch of study, in order."""
    found: list[int] = []
    for week, number in enumerate(apportion(count, _positive(weights))):
        low = calendar.start + week * WEEK
        inside = [stretch for stretch in studied if low <= stretch.start < low + WEEK]
        chosen = rng.sample(inside, min(number, len(inside)))
        found += [min(stretch.end + rng.randint(40, 900), low + WEEK - rng.randint(20, 900)) for stretch in chosen]
        found += [calendar.start + rhythm().moment_in_week(rng, week) for _ in range(number - len(chosen))]
    return sorted(found)


def any_time(count: int, weights: list[int], calendar: Calendar, rng: Random) -> list[int]:
    """Moments as people's days and hours are, in order."""
    return sorted(
        calendar.start + rhythm().moment_in_week(rng, week)
        for week, number in enumerate(apportion(count, _positive(weights)))
        for _ in range(number)
    )


def _positive(weights: list[int]) -> list[int]:
    return weights if any(weights) else [1] * len(weights)


@cache
def rhythm() -> Rhythm:
    """The hours of the whole training, crowded on Sunday evenings."""
    return Rhythm(deadline_pull=135)
