"""Figures add up from class to province, means are worked out of sums, and spreads are true to their values."""

from datetime import date, timedelta

from hypothesis import given as whatever
from hypothesis import strategies as some

from app.statistics.definitions import DEFINITIONS, rung_names
from app.statistics.figures import COUNTS, STATES, Figures, tenths, total
from app.statistics.plots import plot_of
from app.statistics.spread import bins_of, spread_of
from app.statistics.trends import at_the_end, by_week

VALUES = some.lists(some.integers(0, 9000), max_size=60)


def test_figures_add_up_and_means_are_worked_out_of_sums():
    whole = total([Figures(learners=2, study_minutes=120, on_schedule=1), Figures(learners=1, study_minutes=1)])
    assert (whole.learners, whole.minutes_each, whole.on_schedule_percent) == (3, 40, 33)
    assert Figures(learners=3, assignments=2).each("assignments") == 0.7
    assert Figures(graded=3, score_sum=200).mean_score == 66.7


def test_no_learners_no_means():
    assert (Figures().minutes_each, Figures().on_schedule_percent, Figures().mean_score) == (0, 0, None)
    assert total([]) == Figures()


def test_every_figure_that_is_shown_is_counted_and_says_what_it_is():
    assert {one.key for one in DEFINITIONS} <= {*COUNTS, *STATES}
    assert all((one.key in STATES) is one.is_state for one in DEFINITIONS)


def test_the_rungs_of_any_ladder_fit_into_five_numbers():
    assert rung_names(["优", "良"]) == [(0, "优"), (1, "良"), (4, "其他等第")]
    assert rung_names(list("ABCDE")) == list(enumerate("ABCDE"))
    assert rung_names(list("ABCDEF"))[4] == (4, "E及以下")


def test_weeks_add_up_what_was_done_and_keep_how_they_ended():
    days = {date(2026, 3, 2) + timedelta(days=n): Figures(assignments=1, learners=10 + n) for n in range(10)}
    assert [point.value for point in by_week(days, "assignments")] == [7, 3]
    assert [point.value for point in by_week(days, "learners")] == [16, 19]
    assert at_the_end(days) == Figures(assignments=10, learners=19)


@whatever(VALUES)
def test_bins_hold_every_value_once_and_quartiles_are_values_that_somebody_has(values):
    bins, spread = bins_of(values), spread_of(values)
    assert sum(one.number for one in bins) == len(values)
    assert all(one.number == sum(one.first <= value <= one.last for value in values) for one in bins)
    assert len(bins) <= 24
    if spread is None:
        assert values == []
        return
    assert {spread.least, spread.low, spread.middle, spread.high, spread.most} <= set(values)
    assert spread.least <= spread.low <= spread.middle <= spread.high <= spread.most
    for part, value in ((1, spread.low), (2, spread.middle), (3, spread.high)):
        assert 4 * sum(one <= value for one in values) >= part * len(values)
        assert 4 * sum(one < value for one in values) < part * len(values) or value == spread.least
    assert spread.mean == tenths(sum(values), len(values))


@whatever(some.lists(some.integers(0, 10**7), min_size=1, max_size=50))
def test_a_plot_stands_on_zero_and_nothing_leaves_its_frame(values):
    plot = plot_of([str(n) for n in range(len(values))], [("x", values)])
    assert all(0 <= mark.y <= plot.ground and mark.tall >= 0 for mark in plot.lines[0].marks)
    assert all(abs(mark.y + mark.tall - plot.ground) < 0.2 for mark in plot.lines[0].marks)
    assert plot.ticks[0].name == "0"
    assert 2 <= len(plot.ticks) <= 6
    assert len(plot.names) <= 10
