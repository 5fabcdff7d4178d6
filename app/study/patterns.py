"""Patterns that reading people rarely make and machines often do. Pure: hints to talk about, never a verdict.

No hint changes a second of what is credited; a person may have a good reason for each of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import mean, pstdev

from app.foundation.clock import day_starts_at, local_day
from app.study.ledger import instant_of, seconds_of

LONGEST_DAY = 14 * 3600  # seconds of reading on one day
LONGEST_RUN = 6 * 3600  # seconds of reading without a pause worth the name
SHORTEST_PAUSE = 600
NIGHT_ENDS = 6 * 3600  # seconds after local midnight
LONGEST_NIGHT = 4 * 3600  # seconds of reading before that
MOST_AT_ONCE = 3  # pages in which somebody moves at the same time
LONGEST_AT_ONCE = 1800  # seconds of that on one day
EVEN_SPANS = 20  # spans that are compared: well over half an hour
EVEN_LEAST = 50  # seconds: shorter ones say nothing about a rhythm
EVEN_MOVES = 3  # seconds with a movement in a span; one a minute is even in everybody
EVEN_SPREAD = 0.08  # deviation over mean; how often people move varies by a third and more
HASTY_SPANS = 60  # of one page on one day
HASTY_SECONDS = 20  # on average: our page speaks once in four minutes
MOST_REPEATS = 20  # times that a page says again what was heard; a poor line makes it do so now and then
FASTEST = 25  # characters a second: nobody reads so fast, but a finger on a button is
FAST_SECTIONS = 6  # of them on one day


class Pattern(StrEnum):
    """What the tutor may ask about."""

    LONG_DAY = "long_day"
    NO_PAUSE = "no_pause"
    NIGHT = "night"
    AT_ONCE = "at_once"
    EVEN = "even"
    HASTY = "hasty"
    REPEATED = "repeated"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One span that counts, as it was said: by which page, and in how many of its seconds somebody moved."""

    start: int
    end: int
    visit: str
    moves: int

    @property
    def seconds(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Finish:
    """A section that was finished: when, after how many seconds of reading, and how long it is."""

    at: int
    seconds: int
    characters: int


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often a page said again what had been heard of it, and until when it was heard."""

    at: int
    times: int


@dataclass(frozen=True, slots=True)
class Hint:
    """A pattern on a local day, the time in which it was seen, and the number that made it one."""

    day: date
    pattern: Pattern
    start: int
    end: int
    amount: int

    @property
    def began(self) -> datetime:
        return instant_of(self.start)

    @property
    def ended(self) -> datetime:
        return instant_of(self.end)


Seen = Sequence[Sighting]
Found = tuple[int, int, int] | None  # from, until, amount


def hints_of(seen: Seen, finished: Sequence[Finish], repeats: Sequence[Repeats], zone: str) -> list[Hint]:
    """All patterns in a time of somebody's reading, each at most once for a day, in the order of their days.

    The sightings lie each on one local day, as the intervals do.
    """

    def day_of(moment: int) -> date:
        return local_day(instant_of(moment), zone)

    days: dict[date, list[Sighting]] = defaultdict(list)
    for one in sorted(seen, key=lambda one: (one.start, one.end)):
        days[day_of(one.start)].append(one)
    found = [_hint(day, pattern, rule(days[day])) for day in sorted(days) for pattern, rule in DAILY.items()]
    found += [
        _hint(day, Pattern.NIGHT, _night(days[day], seconds_of(day_starts_at(day, zone)))) for day in sorted(days)
    ]
    found += [_hint(day_of(run[0]), Pattern.NO_PAUSE, run) for run in _runs(seen)]
    for day, group in groupby(sorted(finished, key=lambda one: one.at), lambda one: day_of(one.at)):
        found.append(_hint(day, Pattern.FAST, _fast(list(group))))
    again = {day_of(one.at): one for one in repeats if one.times >= MOST_REPEATS}
    found += [Hint(day, Pattern.REPEATED, one.at, one.at, one.times) for day, one in again.items()]
    return sorted((hint for hint in found if hint), key=lambda hint: (hint.day, hint.start, hint.pattern))


def union_of(seen: Iterable[Sighting], pause: int = 0) -> list[tuple[int, int, int]]:
    """Stretches in which anything was read, with the seconds read in them; a shorter pause does not part them."""
    stretches: list[tuple[int, int, int]] = []
    for one in sorted(seen, key=lambda one: (one.start, one.end)):
        start, end, read = stretches[-1] if stretches else (0, 0, 0)
        if stretches and one.start <= end + pause:
            stretches[-1] = start, max(end, one.end), read + max(0, one.end - max(end, one.start))
        else:
            stretches.append((one.start, one.end, one.seconds))
    return stretches


def _hint(day: date, pattern: Pattern, found: Found) -> Hint | None:
    return Hint(day, pattern, *found) if found else None


def _long_day(seen: Seen) -> Found:
    """More reading on one day than a day with sleep and meals has room for."""
    read = sum(seconds for _, _, seconds in union_of(seen))
    return (seen[0].start, max(one.end for one in seen), read) if read > LONGEST_DAY else None


def _at_once(seen: Seen) -> Found:
    """Movements in more pages at once than somebody has hands, for longer than a slip."""
    edges = sorted([(one.start, 1) for one in seen if one.moves] + [(one.end, -1) for one in seen if one.moves])
    open_pages = seconds = first = last = 0
    for (moment, change), following in pairwise([*edges, (0, 0)]):
        open_pages += change
        if open_pages > MOST_AT_ONCE and following[0] > moment:
            first, last = first or moment, following[0]
            seconds += following[0] - moment
    return (first, last, seconds) if seconds > LONGEST_AT_ONCE else None


def _even(seen: Seen) -> Found:
    """So many spans of one page in which the movements come as regularly as a clock's."""
    for visit in {one.visit for one in seen}:
        mine = [one for one in seen if one.visit == visit and one.moves >= EVEN_MOVES and one.seconds >= EVEN_LEAST]
        for first in range(len(mine) - EVEN_SPANS + 1):
            some = mine[first : first + EVEN_SPANS]
            if _spread([one.moves / one.seconds for one in some]) < EVEN_SPREAD:
                return some[0].start, mine[-1].end, len(mine) - first
    return None


def _hasty(seen: Seen) -> Found:
    """A page that speaks far more often than ours does."""
    for visit in {one.visit for one in seen}:
        mine = [one for one in seen if one.visit == visit]
        if len(mine) >= HASTY_SPANS and mean(one.seconds for one in mine) < HASTY_SECONDS:
            return mine[0].start, mine[-1].end, len(mine)
    return None


def _spread(rates: list[float]) -> float:
    return pstdev(rates) / mean(rates)


def _night(seen: Seen, midnight: int) -> Found:
    """Reading through most of a night, when the day before and the day after ask for sleep."""
    within = [
        Sighting(one.start, min(one.end, midnight + NIGHT_ENDS), one.visit, one.moves)
        for one in seen
        if one.start < midnight + NIGHT_ENDS
    ]
    read = sum(seconds for _, _, seconds in union_of(within))
    return (within[0].start, max(one.end for one in within), read) if read > LONGEST_NIGHT else None


def _runs(seen: Seen) -> list[tuple[int, int, int]]:
    """Hours on end without a pause to stand up."""
    return [run for run in union_of(seen, SHORTEST_PAUSE) if run[2] > LONGEST_RUN]


def _fast(finished: list[Finish]) -> Found:
    """Many sections finished in less time than anybody's eyes need for them."""
    fast = [one for one in finished if one.seconds * FASTEST < one.characters]
    return (fast[0].at, fast[-1].at, len(fast)) if len(fast) >= FAST_SECTIONS else None


DAILY: dict[Pattern, Callable[[Seen], Found]] = {
    Pattern.LONG_DAY: _long_day,
    Pattern.AT_ONCE: _at_once,
    Pattern.EVEN: _even,
    Pattern.HASTY: _hasty,
}
