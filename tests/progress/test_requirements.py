"""What is missing is counted so that nobody is surprised on the last day."""

from fractions import Fraction

from hypothesis import given as suppose
from hypothesis import strategies as some

from app.classrooms.scheme import Scheme
from app.progress.requirements import (
    Done,
    counted_assignments,
    is_complete,
    is_on_schedule,
    modules_missing,
    requirements,
    share_elapsed,
)

SCHEME = Scheme(minutes=2000, assignments=12, assignments_per_module=2, journals=6, salon_posts=4)
MODULES = [1, 2, 3, 4, 5, 6]
ALL_DONE = Done(2000, dict.fromkeys(MODULES, 2), 6, 4)


def test_ten_works_from_one_module_count_as_two():
    assert counted_assignments(SCHEME, Done(assignments={1: 10}), MODULES) == 2


def test_everything_met_is_complete_and_one_minute_less_is_not():
    assert is_complete(requirements(SCHEME, ALL_DONE, MODULES))
    short = Done(1999, ALL_DONE.assignments, 6, 4)
    assert not is_complete(requirements(SCHEME, short, MODULES))


def test_half_way_half_of_each_is_on_schedule():
    half = Done(1000, {1: 2, 2: 2, 3: 2}, 3, 2)
    asked = requirements(SCHEME, half, MODULES)
    assert is_on_schedule(asked, Fraction(1, 2))
    assert not is_on_schedule(asked, Fraction(3, 4))


def test_before_the_first_day_ends_everybody_is_on_schedule():
    assert is_on_schedule(requirements(SCHEME, Done(), MODULES), share_elapsed(0, 42))


@suppose(some.dictionaries(some.sampled_from(MODULES), some.integers(0, 8)))
def test_what_counts_and_what_modules_miss_never_promise_more_than_is_asked(counts):
    done = Done(assignments=counts)
    counted = counted_assignments(SCHEME, done, MODULES)
    missing = modules_missing(SCHEME, done, MODULES)
    assert 0 <= counted <= SCHEME.assignments
    assert (counted == SCHEME.assignments) <= (not missing)
    assert counted + sum(missing.values()) <= SCHEME.assignments or counted == 0
