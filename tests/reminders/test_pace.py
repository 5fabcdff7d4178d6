"""What is lacking, since when, and how it presses: by hand on the days of six weeks, and for any numbers at all."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.classrooms.scheme import Scheme
from app.progress.requirements import Done, Requirement, requirements
from app.reminders.pace import Risk, Span, Stride, behind_since, lacking, outlook, reaches, strain, targets
from app.reminders.pace import is_met as is_target_met
from app.reminders.praising import Deeds, Merit, merits
from app.reminders.promises import Deed, Promise, met_on, promise_state

SCHEME = Scheme(minutes=2000, assignments=12, assignments_per_module=2, journals=6, salon_posts=4)
MODULES = [1, 2, 3, 4, 5, 6]
LAST_MONDAY = Span(passed=35, days=42)
HALF = Span(passed=21, days=42)


def done(minutes: int = 0, works: int = 0, journals: int = 0, posts: int = 0) -> list[Requirement]:
    spread = {module: works // 6 + (module <= works % 6) for module in MODULES}
    return requirements(SCHEME, Done(minutes, spread, journals, posts), MODULES)


def risk(asked: list[Requirement], span: Span, idle: int = 0, **recent: int) -> Risk:
    return outlook(Stride(asked, recent, idle), span, idle_days=5).risk


def test_two_are_not_through_yet_and_one_lacks_two_journals() -> None:
    """The last Monday: who lacks two journals is rung, who lacks one of the week to come is not."""
    two_short, one_left = done(2000, 12, 4, 4), done(2000, 12, 5, 4)
    assert lacking(two_short, LAST_MONDAY) == [("journals", 1)]
    assert risk(two_short, LAST_MONDAY) == Risk.CALL
    assert risk(one_left, LAST_MONDAY) == Risk.STEADY
    assert risk(done(2000, 12, 6, 4), LAST_MONDAY, idle=30) == Risk.STEADY, "who has done everything may stay away"


def test_the_present_pace_decides_between_a_word_and_a_call() -> None:
    behind = done(700, 5, 2, 2)
    assert risk(behind, HALF, minutes=450, assignments=3, journals=2, salon_posts=1) == Risk.STEADY
    assert risk(behind, HALF, minutes=100) == Risk.NUDGE
    assert risk(done(), HALF) == Risk.CALL, "nothing in half of the time is twice a regular learner's rest"


def test_silence_is_noticed_and_long_silence_rung() -> None:
    ahead = done(1500, 9, 4, 3)
    assert [risk(ahead, HALF, idle) for idle in (4, 5, 9, 10)] == [Risk.STEADY, Risk.NUDGE, Risk.NUDGE, Risk.CALL]
    assert risk(done(150), Span(3, 42), idle=5) == Risk.STEADY, "nobody is idle before the training is as old"


def test_after_the_last_day_everything_that_is_missing_is_pressing() -> None:
    over = Span(43, 42)
    assert risk(done(1999, 12, 6, 4), over) == Risk.CALL
    assert lacking(done(1999, 12, 6, 4), over) == [("minutes", 1)]


def test_who_is_on_schedule_lacks_what_the_end_asks_for() -> None:
    assert lacking(done(1000, 6, 3, 2), HALF) == [
        ("minutes", 1000), ("assignments", 6), ("journals", 3), ("salon_posts", 2),
    ]  # fmt: skip
    assert lacking(done(980, 6, 3, 2), HALF) == [("minutes", 20)]


def test_since_when_is_the_day_on_which_the_schedule_overtook() -> None:
    """Six journals in 42 days: the schedule asks for the third when 21 days have passed."""
    assert behind_since(done(2000, 12, 2, 4), Span(27, 42)) == 21
    assert behind_since(done(2000, 12, 3, 4), Span(27, 42)) is None
    assert behind_since(done(), Span(27, 42)) == 1, "minutes are asked for from the first day on"


def test_a_work_in_a_module_that_has_enough_does_not_count() -> None:
    same_module = requirements(SCHEME, Done(2000, {1: 12}, 6, 4), MODULES)
    assert lacking(same_module, Span(42, 42)) == [("assignments", 10)]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 60), st.integers(1, 60), st.integers(1, 3000), st.integers(0, 3000), st.integers(0, 600),
    st.integers(1, 200), st.integers(0, 40),
)  # fmt: skip
def test_more_done_never_presses_more(
    passed: int, days: int, needed: int, so_far: int, recent: int, more: int, idle: int
) -> None:
    span = Span(passed, days)
    before = Stride([Requirement("minutes", so_far, needed)], {"minutes": recent}, idle)
    after = Stride([Requirement("minutes", so_far + more, needed)], {"minutes": recent + more}, idle)
    assert outlook(after, span, 5).risk <= outlook(before, span, 5).risk
    assert strain(after.asked[0], span) <= strain(before.asked[0], span)
    wanted = targets(before.asked, lacking(before.asked, span))
    assert is_target_met(
        wanted, [Requirement("minutes", max(so_far, *wanted.values(), 0) if wanted else so_far, needed)]
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(7, 60), st.integers(1, 60), st.integers(0, 3000), st.integers(0, 100), st.integers(1, 3000))
def test_going_on_as_in_the_last_week_arrives_where_it_says(
    passed: int, left: int, so_far: int, a_day: int, needed: int
) -> None:
    """Counted day by day: who does so much each day is there on the last day, or is not."""
    total = so_far
    for _day in range(left):
        total += a_day
    span = Span(passed, passed + left)
    assert reaches(Requirement("minutes", so_far, needed), 7 * a_day, span) == (total >= needed)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 3000), st.integers(0, 3000))
def test_behind_since_agrees_with_asking_each_day(days: int, needed: int, so_far: int) -> None:
    one = Requirement("minutes", so_far, needed)
    first = next((day for day in range(days + 1) if not one.is_on_pace(Fraction(day, days))), None)
    assert behind_since([one], Span(days, days)) == first


MONDAY = date(2026, 3, 2)


def test_a_promise_is_kept_by_its_day_or_late_or_broken() -> None:
    deeds = [Deed(MONDAY, "journals", 0, 1), Deed(MONDAY + timedelta(days=3), "journals", 0, 1)]
    wanted = {"journals": 2}
    assert met_on(wanted, deeds, SCHEME, MODULES) == MONDAY + timedelta(days=3)
    assert met_on({"journals": 3}, deeds, SCHEME, MODULES) is None
    study = [Deed(MONDAY, "minutes", 0, 1799), Deed(MONDAY + timedelta(days=1), "minutes", 0, 1)]
    assert met_on({"minutes": 30}, study, SCHEME, MODULES) == MONDAY + timedelta(days=1)
    works = [Deed(MONDAY + timedelta(days=day), "assignments", 1, 1) for day in range(3)]
    assert met_on({"assignments": 2}, works, SCHEME, MODULES) == MONDAY + timedelta(days=1)
    assert met_on({"assignments": 3}, works, SCHEME, MODULES) is None, "the third of one module leads nowhere"


@pytest.mark.parametrize(
    ("journals", "met", "today", "state"),
    [
        (1, None, 10, Promise.OPEN), (1, None, 11, Promise.BROKEN), (2, None, 10, Promise.KEPT),
        (2, None, 11, Promise.LATE), (2, 9, 20, Promise.KEPT), (2, 11, 20, Promise.LATE),
    ],
)  # fmt: skip
def test_how_a_promise_for_the_tenth_stands(journals: int, met: int | None, today: int, state: Promise) -> None:
    day = date(2026, 3, met) if met else None
    found = promise_state({"journals": 2}, done(journals=journals), date(2026, 3, 10), day, date(2026, 3, today))
    assert found == state


def test_what_is_praised() -> None:
    early = Span(4, 42)
    assert merits(Deeds(done(300, 1, 1, 1), {}, 0, 0), early, 7) == [Merit.STARTED_WELL]
    assert merits(Deeds(done(300, 1, 1, 1), {}, 0, 0), Span(8, 42), 7) == [], "a beginning is praised at the beginning"
    assert merits(Deeds(done(200, 1, 0, 1), {}, 0, 0), early, 7) == [], "regular is regular"
    caught = Deeds(done(1000, 6, 3, 2), {"journals": 3}, 3, 0)
    assert merits(caught, HALF, 7) == [Merit.CAUGHT_UP, Merit.HELPED]
    assert merits(Deeds(done(1000, 6, 2, 2), {"journals": 3}, 2, 2), HALF, 7) == []


@pytest.mark.parametrize(("minutes", "short"), [(1997, []), (1986, []), (1985, [("minutes", 15)]), (2000, [])])
def test_a_few_minutes_are_no_gap_while_days_are_left(minutes: int, short: list[tuple[str, int]]) -> None:
    """Somebody three minutes short is neither in the list nor rung for silence; a quarter of an hour is."""
    asked, last_day = done(minutes, 12, 6, 4), Span(41, 42)
    assert lacking(asked, last_day) == short
    assert (risk(asked, last_day, idle=30) > Risk.STEADY) == bool(short)
    over = Span(42, 42)
    missing = [("minutes", 2000 - minutes)] if minutes < 2000 else []
    assert lacking(asked, over) == missing, "once it is over every minute counts, and none is none"


def test_a_trifle_behind_the_schedule_is_not_spoken_of_beside_a_real_gap() -> None:
    asked = done(990, 4, 3, 2)
    assert lacking(asked, HALF) == [("assignments", 2)]
    assert behind_since(done(990, 6, 3, 2), HALF) is None
    assert behind_since(done(980, 6, 3, 2), HALF) is not None
