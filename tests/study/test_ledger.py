"""The ledger against an oracle that walks through each second."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as some

from app.foundation.clock import Week
from app.study import ledger
from app.study.ledger import Span, Verdict
from tests.study import oracle

DAWN = 1_773_792_000  # 2026-03-18 00:00 UTC
ZONES = ("Asia/Shanghai", "America/New_York", "Europe/London", "UTC")
verdicts = some.sampled_from([verdict for verdict in Verdict if verdict != Verdict.OVERLAP])
spans = some.lists(
    some.builds(
        lambda start, length, verdict, key: Span(DAWN + start, DAWN + start + length, verdict, key),
        some.integers(-400, 400),
        some.integers(0, 300),
        verdicts,
        some.sampled_from("ab"),
    ),
    max_size=12,
)


def counting(all_spans: list[Span]) -> list[tuple[int, int]]:
    credited = (Verdict.COUNTED, Verdict.QUIET, Verdict.CORRECTED)
    return [(span.start, span.end) for span in all_spans if span.verdict in credited]


@settings(deadline=None)
@supposing(spans)
def test_credited_time_is_the_union_whatever_overlaps(heard: list[Span]) -> None:
    union = oracle.seconds_of_union(counting(heard))
    settled = ledger.settle(heard)
    kept = counting(settled)
    assert ledger.credited_seconds(heard) == len(union)
    assert oracle.seconds_of_union(kept) == union
    assert sum(end - start for start, end in kept) == len(union), "no second is credited twice"


@settings(deadline=None)
@supposing(spans)
def test_every_second_that_was_heard_is_explained_exactly_as_often(heard: list[Span]) -> None:
    settled = ledger.joined(ledger.settle(heard))
    assert sum(span.seconds for span in settled) == sum(span.seconds for span in heard)
    assert [span.start for span in settled] == sorted(span.start for span in settled)
    overlapped = sum(span.seconds for span in settled if span.verdict == Verdict.OVERLAP)
    claimed = sum(end - start for start, end in counting(heard))
    assert overlapped == claimed - len(oracle.seconds_of_union(counting(heard)))


@settings(deadline=None)
@supposing(spans)
def test_the_order_in_which_signals_arrived_does_not_matter(heard: list[Span]) -> None:
    assert ledger.credited_seconds(heard) == ledger.credited_seconds(heard[::-1])


@settings(deadline=None)
@supposing(spans, some.sampled_from(ZONES), some.sampled_from([0, 86_400 * 11 + 6_000, 15_552_000, 57_600]))
def test_days_are_cut_at_local_midnight_and_nothing_is_lost(heard: list[Span], zone: str, shift: int) -> None:
    moved = [Span(span.start + shift, span.end + shift, span.verdict, span.key) for span in heard]
    days = ledger.split_by_day(moved, zone)
    union = oracle.seconds_of_union(counting(moved))
    credited = {day: ledger.credited_seconds(parts) for day, parts in days.items()}
    assert {day: seconds for day, seconds in credited.items() if seconds} == oracle.local_days(union, zone)
    assert sum(span.seconds for parts in days.values() for span in parts) == sum(span.seconds for span in moved)


def test_a_night_that_crosses_the_week_is_cut_between_sunday_and_monday() -> None:
    eve = ledger.seconds_of(Week(2026, 12).ends_at("Asia/Shanghai"))
    days = ledger.split_by_day([Span(eve - 100, eve + 50, Verdict.COUNTED)], "Asia/Shanghai")
    assert {day: ledger.credited_seconds(parts) for day, parts in days.items()} == {
        date(2026, 3, 22): 100,
        date(2026, 3, 23): 50,
    }


@settings(deadline=None)
@supposing(some.integers(0, 5000), some.integers(0, 900))
def test_a_press_never_says_more_than_the_clock_and_its_section(length: int, limit: int) -> None:
    said = ledger.vouched(DAWN, DAWN + length, limit)
    assert ledger.credited_seconds(said) == min(length, limit)
    assert sum(span.seconds for span in said) == length
    assert all(first.end == second.start for first, second in pairwise(said))


def test_a_clock_that_was_set_back_yields_nothing() -> None:
    assert ledger.vouched(DAWN, DAWN - 3600, 9_000) == []


def test_a_negative_allowance_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError):
        ledger.vouched(DAWN, DAWN + 1, -1)


def test_neighbours_of_one_kind_are_told_as_one_stretch_though_another_tab_lies_between() -> None:
    heard = [
        Span(DAWN, DAWN + 75, Verdict.COUNTED, "a"),
        Span(DAWN + 30, DAWN + 60, Verdict.OVERLAP, "b"),
        Span(DAWN + 75, DAWN + 150, Verdict.COUNTED, "a"),
    ]
    assert ledger.joined(heard) == [Span(DAWN, DAWN + 150, Verdict.COUNTED, "a"), heard[1]]


def test_minutes_are_rounded_down_once() -> None:
    assert [ledger.whole_minutes(seconds) for seconds in (0, 59, 60, 119, 120)] == [0, 0, 1, 1, 2]


def test_only_a_finished_section_is_read_to_the_full() -> None:
    needed = ledger.seconds_to_finish(900)
    assert needed == 108
    assert ledger.percent_read(needed * 2, 900, is_finished=False) == 99
    assert ledger.percent_read(0, 900, is_finished=True) == 100


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        ledger.seconds_of(datetime(2026, 3, 18, 20))  # noqa: DTZ001
    assert ledger.instant_of(ledger.seconds_of(datetime(2026, 3, 18, tzinfo=UTC))) == datetime(2026, 3, 18, tzinfo=UTC)
