"""The ledger of study time: from signals to credited seconds. Pure; all times are whole seconds of the server's clock.

A *span* is what one signal says: from when until when, and with which verdict. Credited time is the union of the spans
that count, over all tabs and devices, so it can never exceed the wall clock. Wherever two spans cover the same second,
the one that began first keeps it and the other one is told `overlap`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from app.courses.reading import reading_seconds
from app.foundation.clock import day_starts_at, local_day

QUIET_LEAST = 300  # seconds of quiet reading that every section allows
QUIET_FACTOR = 3  # a tired reader may take three times as long as a fresh one, without touching the page
LONGEST_SILENCE = 3600  # a page left open is heard again from an hour ago at most: no signal writes into days long past
FINISHED_SHARE = (3, 5)  # a section counts as read after three fifths of its reading time


class Verdict(StrEnum):
    """Why a stretch counted, or why it did not."""

    COUNTED = "counted"  # the page was in sight and somebody moved
    QUIET = "quiet"  # the page was in sight, nobody moved, and the section is long enough for that
    IDLE = "idle"  # nobody moved for longer than the section can take
    HIDDEN = "hidden"  # the page was not in sight
    LOST = "lost"  # nothing was heard: no line, or the device slept
    CORRECTED = "corrected"  # the learner contested, and whoever looks after the class agreed
    OVERLAP = "overlap"  # the same time already counted in another tab or on another device


COUNTING = (Verdict.COUNTED, Verdict.QUIET, Verdict.CORRECTED)
LATEST_MOMENT = 7_258_118_400  # the year 2200: no moment of a training lies beyond


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end` (exclusive), seconds since 1970 UTC; `key` is carried along and never looked at."""

    start: int
    end: int
    verdict: Verdict
    key: object = None

    @property
    def seconds(self) -> int:
        return self.end - self.start

    @property
    def counts(self) -> bool:
        return self.verdict in COUNTING


def vouched(heard_at: int, now: int, limit: int) -> list[Span]:
    """What a press says about the time since the last word: it vouches for so many seconds, the rest is lost.

    Raises ValueError for a negative limit. A clock that was set back yields nothing.
    """
    if limit < 0:
        raise ValueError("an allowance is never negative")
    end = min(now, heard_at + limit)
    spans = [Span(heard_at, end, Verdict.COUNTED), Span(end, now, Verdict.LOST)]
    return [span for span in spans if span.seconds > 0]


def quiet_allowance(characters: int) -> int:
    """Seconds for which a section of so many characters may be read without moving anything."""
    return max(QUIET_LEAST, QUIET_FACTOR * reading_seconds(characters))


def seconds_to_finish(characters: int) -> int:
    """Seconds of reading after which a section of so many characters counts as read, at least one."""
    share, whole = FINISHED_SHARE
    return max(1, reading_seconds(characters) * share // whole)


def percent_read(seconds: int, characters: int, is_finished: bool) -> int:
    """How much of a section is read, from 0 to 100; only a finished one has 100."""
    if is_finished:
        return 100
    return min(99, max(0, seconds) * 100 // seconds_to_finish(characters))


def settle(spans: Iterable[Span]) -> list[Span]:
    """Give every second to the span that began first; later ones keep what is new and are told the rest is `overlap`.

    Spans that do not count pass unchanged. The result is ordered by start; its counting spans never overlap, and their
    lengths add up to the union of the counting spans that came in.
    """
    settled = [span for span in spans if not span.counts and span.seconds]
    covered_until: int | None = None
    for span in sorted(
        (span for span in spans if span.counts and span.seconds), key=lambda span: (span.start, span.end)
    ):
        old_end = span.start if covered_until is None else min(max(covered_until, span.start), span.end)
        if old_end > span.start:
            settled.append(replace(span, end=old_end, verdict=Verdict.OVERLAP))
        if old_end < span.end:
            settled.append(replace(span, start=old_end))
        covered_until = span.end if covered_until is None else max(covered_until, span.end)
    return sorted(settled, key=lambda span: (span.start, span.end))


def uncovered(start: int, end: int, covered: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What of a stretch none of the others covers, in order."""
    missing, reached = [], start
    for first, last in sorted(covered):
        if first > reached:
            missing.append((reached, min(first, end)))
        reached = max(reached, last)
    return [(first, last) for first, last in [*missing, (reached, end)] if first < last]


def credited_seconds(spans: Iterable[Span]) -> int:
    """Seconds of the union of all spans that count."""
    return sum(span.seconds for span in settle(list(spans)) if span.counts)


def split_by_day(spans: Iterable[Span], zone: str) -> dict[date, list[Span]]:
    """Cut spans at the zone's midnights (and so at a week's end), by local day; nothing is lost or doubled."""
    days: dict[date, list[Span]] = defaultdict(list)
    day, begins, ends = date.min, 0, 0
    for span in spans:
        start = span.start
        while start < span.end:
            if not begins <= start < ends:
                day, begins, ends = _day_around(start, zone)
            end = min(span.end, ends)
            days[day].append(span if end - start == span.seconds else replace(span, start=start, end=end))
            start = end
    return dict(days)


def _day_around(moment: int, zone: str) -> tuple[date, int, int]:
    """The zone's day of a moment, with its first second and the first one after it."""
    day = local_day(instant_of(moment), zone)
    return day, seconds_of(day_starts_at(day, zone)), seconds_of(day_starts_at(day + timedelta(days=1), zone))


def joined(spans: Sequence[Span]) -> list[Span]:
    """Spans that touch and have the same verdict and key become one, for people to read; ordered by start."""
    result: list[Span] = []
    newest: dict[tuple[Verdict, object], int] = {}
    for span in spans:
        place = newest.get((span.verdict, span.key))
        if place is not None and result[place].end == span.start:
            result[place] = replace(result[place], end=span.end)
        else:
            newest[span.verdict, span.key] = len(result)
            result.append(span)
    return result


def whole_minutes(seconds: int) -> int:
    """The one rounding rule: minutes are rounded down, once, on the sum of all seconds."""
    return seconds // 60


def seconds_of(instant: datetime) -> int:
    """Whole seconds since 1970 UTC, rounded down; raises ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return int(instant.timestamp() // 1)


def instant_of(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
