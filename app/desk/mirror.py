"""A tutor's weeks of grading as a mirror: how many, in whose words, how soon; for the tutor's own eyes."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.foundation.clock import Week
from app.grading.comments import is_bare

FEWEST_REPEATS = 2
MOST_REPEATS = 5


@dataclass(frozen=True, slots=True)
class Given:
    """One first judgement; `is_own` as the honours count it: these words were not written before."""

    at: datetime
    handed_in_at: datetime
    kind: str
    comment: str
    digest: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """One week; `own` of a hundred, `minutes` the middle one of the times from handing in to judging."""

    week: Week
    graded: int
    own: int
    minutes: int
    bare: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words that were written several times."""

    words: str
    times: int


def weeks_seen(given: Sequence[Given], grades: Sequence[str], zone: str) -> list[WeekSeen]:
    """Week by week, the newest first; weeks without a judgement are left out."""
    weeks: dict[Week, list[Given]] = defaultdict(list)
    for each in given:
        weeks[Week.of(each.at, zone)].append(each)
    return [_seen(week, weeks[week], grades) for week in sorted(weeks, reverse=True)]


def repeats_in(given: Sequence[Given]) -> list[Repeat]:
    """What was written most often, word for word; silence about a post is no repeat."""
    said = [each for each in given if each.comment]
    words = {each.digest: each.comment for each in said}
    often = Counter(each.digest for each in said).most_common(MOST_REPEATS)
    return [Repeat(words[digest], times) for digest, times in often if times >= FEWEST_REPEATS]


def _seen(week: Week, given: list[Given], grades: Sequence[str]) -> WeekSeen:
    waits = sorted(max((each.at - each.handed_in_at).total_seconds(), 0) for each in given)
    bare = sum(is_bare(each.comment, grades) for each in given if each.kind != "post" or each.comment)
    own = 100 * sum(each.is_own for each in given) // len(given)
    return WeekSeen(week, len(given), own, int(waits[(len(waits) - 1) // 2]) // 60, bare)
