"""Totals are met to the unit, and work falls where teachers' work falls."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo.rhythm import TEMPERAMENTS, Rhythm, activity, apportion, day_weight, temperament

bounded = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20), st.integers(0, 40)), min_size=1, max_size=40)


@settings(max_examples=200, deadline=None)
@given(bounded, st.integers(0, 1000))
def test_apportioning_gives_exactly_the_total_within_the_bounds(people, point):
    weights = [weight for weight, _, _ in people]
    low = [least for _, least, _ in people]
    high = [least + room for _, least, room in people]
    total = sum(low) + (sum(high) - sum(low)) * point // 1000
    shares = apportion(total, weights, low, high)
    assert sum(shares) == total
    assert all(least <= share <= most for least, share, most in zip(low, shares, high, strict=True))


def test_without_bounds_shares_are_the_largest_remainders():
    assert apportion(10, [5, 3, 1]) == [6, 3, 1]
    assert apportion(7, [1, 1, 1]) == [3, 2, 2]
    assert apportion(5, [0, 0]) == [3, 2]


def test_a_heavier_weight_never_gets_less():
    rng = Random(5)
    weights = sorted(rng.randrange(1, 400) for _ in range(500))
    shares = apportion(6000, weights, 3, 40)
    assert sum(shares) == 6000
    pairs = list(zip(weights, shares, strict=True))
    assert all(less <= more for (light, less) in pairs[::25] for (heavy, more) in pairs[::25] if light < heavy)


def test_the_provinces_assignments_are_spread_to_the_unit():
    rng = Random(1)
    weights = [activity(temperament(rng), rng) for _ in range(12_542)]
    assert sum(apportion(143_702, weights, 0, 20)) == 143_702


def test_what_cannot_be_spread_is_refused():
    with pytest.raises(ValueError):
        apportion(11, [1, 1], 0, 5)
    with pytest.raises(ValueError):
        apportion(1, [1, 1], 1, 5)


def test_the_first_days_are_slow_and_sundays_are_full():
    weeks = [[day_weight(week * 7 + day) for day in range(7)] for week in range(6)]
    assert weeks[0] == sorted(weeks[0][:4]) + weeks[0][4:]
    assert all(max(week) == week[6] for week in weeks)
    assert day_weight(0) * 5 < day_weight(7)


def test_evenings_are_busy_and_the_small_hours_are_not_empty():
    rng, rhythm = Random(3), Rhythm()
    hours = Counter(rhythm.moment(rng) // 3600 % 24 for _ in range(20_000))
    evening = sum(hours[hour] for hour in (20, 21, 22, 23))
    assert 0.25 < evening / 20_000 < 0.5
    assert hours[21] == max(hours.values())
    assert 0 < hours[1] + hours[2] < 1200


def test_a_deadline_pulls_work_to_sunday_evening():
    rng, plain, pulled = Random(4), Rhythm(), Rhythm(deadline_pull=300)
    sundays = [sum(r.moment(rng) // 86_400 % 7 == 6 for _ in range(5000)) for r in (plain, pulled)]
    assert sundays[1] > 1.5 * sundays[0]


def test_moments_lie_within_the_training_the_week_and_after_the_start():
    rng, rhythm = Random(9), Rhythm(first_day=10)
    moments = rhythm.moments(rng, 2000)
    assert moments == sorted(moments)
    assert moments[0] >= 10 * 86_400
    assert moments[-1] < 42 * 86_400
    for week in range(6):
        assert all(rhythm.moment_in_week(rng, week) // 604_800 == week for _ in range(200))


def test_temperaments_come_up_by_their_shares():
    rng = Random(8)
    counts = Counter(temperament(rng).name for _ in range(10_000))
    assert sum(kind.share for kind in TEMPERAMENTS) == 100
    assert all(abs(counts[kind.name] / 100 - kind.share) < 2 for kind in TEMPERAMENTS)
