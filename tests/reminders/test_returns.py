"""Who came back: by hand, and against a slow recomputation of the same sentence for any history."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.reminders.returns import WITHIN, came_back, was_idle

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def at(*hours: int) -> list[datetime]:
    return [NOON + timedelta(hours=hour) for hour in hours]


def test_back_within_three_days_after_silence() -> None:
    assert came_back(at(0), at(-200, 71), 5) == at(71)
    assert came_back(at(0), at(-200, 72), 5) == at(72)
    assert came_back(at(0), at(-200, 73), 5) == [None], "on the fourth day it was not the call"
    assert came_back(at(0), at(-119, 2), 5) == [None], "who was here four days ago had not stopped"
    assert came_back(at(0), at(-120, 2), 5) == [None], "five days to the hour is not yet five days of silence"
    assert came_back(at(0), at(-121, 2), 5) == at(2)
    assert came_back(at(0), [], 5) == [None]


def test_of_several_calls_the_last_one_has_it() -> None:
    assert came_back(at(0, 24, 48), at(-200, 50), 5) == [None, None, *at(50)]
    assert came_back(at(0, 240), at(-200, 20, 250), 5) == [*at(20), *at(250)], "stopped again, brought back again"


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(-400, 400), max_size=6, unique=True).map(sorted),
    st.lists(st.integers(-400, 500), max_size=12).map(sorted),
    st.integers(1, 12),
)
def test_agrees_with_the_sentence_read_word_by_word(contacts: list[int], signs: list[int], idle_days: int) -> None:
    """… had been idle before, active within three days after, and nobody else in between."""
    moments, seen = at(*contacts), at(*signs)
    expected = []
    for moment in moments:
        idle = not any(moment - timedelta(days=idle_days) <= sign <= moment for sign in seen)
        after = [sign for sign in seen if moment < sign <= moment + WITHIN]
        others = [other for other in moments if after and moment < other <= after[0]]
        expected.append(after[0] if idle and after and not others else None)
    found = came_back(moments, seen, idle_days)
    assert found == expected
    returns = [sign for sign in found if sign]
    assert len(returns) == len(set(returns)), "one return is one contact's"
    assert all(was_idle(moment, seen, idle_days) for moment, sign in zip(moments, found, strict=True) if sign)
