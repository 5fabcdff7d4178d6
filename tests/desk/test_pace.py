"""How long the rest takes: from the pace of this sitting, and only when it is known."""

from datetime import UTC, datetime, timedelta

import pytest

from app.desk.pace import intervals_of, minutes_left

NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


def ago(*minutes: float) -> list[datetime]:
    return [NOW - timedelta(minutes=each) for each in minutes]


@pytest.mark.parametrize(
    ("moments", "left", "minutes"),
    [
        (ago(0, 2, 4, 6), 20, 40),
        (ago(0, 2, 4, 15), 3, 6),
        (ago(0, 0.5, 1, 1.5), 4, 2),
        (ago(0, 5, 10, 15), 40, 200),
        (ago(6, 4, 2, 0), 21, 45),
    ],
)
def test_the_middle_of_the_last_intervals_times_what_is_left(moments: list[datetime], left: int, minutes: int) -> None:
    assert minutes_left(moments, left, NOW) == minutes


@pytest.mark.parametrize("moments", [[], ago(0), ago(0, 2, 4), ago(0, 2, 40, 42, 44), ago(21, 22, 23, 24, 25)], ids=len)
def test_no_guess_without_a_pace(moments: list[datetime]) -> None:
    assert minutes_left(moments, 10, NOW) is None


def test_nothing_left_takes_no_time() -> None:
    assert minutes_left(ago(0, 2, 4, 6), 0, NOW) is None


def test_a_long_pause_begins_another_sitting() -> None:
    assert intervals_of(ago(1, 3, 24, 26), NOW) == [timedelta(minutes=2)]
