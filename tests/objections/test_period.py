"""When a week's period of objections ends, without a database."""

from datetime import UTC, datetime, timedelta

from app.objections.period import State, period_ends, state_of

RULES = {"days": 3, "days_after_correction": 1}
MIDNIGHT = datetime(2026, 3, 8, 16, tzinfo=UTC)  # Monday 9 March begins in Shanghai


def ends(*closings: datetime, **rules: int) -> datetime:
    return period_ends(closings, RULES | rules, "Asia/Shanghai")


def test_three_days_from_the_day_of_closing():
    thursday = MIDNIGHT + timedelta(days=3)
    assert ends(MIDNIGHT) == ends(MIDNIGHT + timedelta(hours=23, minutes=59)) == thursday
    assert ends(MIDNIGHT + timedelta(days=1)) == thursday + timedelta(days=1)  # closed late: nobody loses a day


def test_a_correction_gives_one_whole_day_more():
    late = MIDNIGHT + timedelta(days=9, hours=20)
    assert ends(MIDNIGHT, late) == MIDNIGHT + timedelta(days=11)
    assert ends(MIDNIGHT, MIDNIGHT + timedelta(hours=5)) == MIDNIGHT + timedelta(days=3)  # within it: nothing shorter
    assert ends(MIDNIGHT, late, days_after_correction=0) == MIDNIGHT + timedelta(days=3)


def test_a_week_is_final_when_time_and_questions_are_over():
    end = ends(MIDNIGHT)
    assert state_of(end, 0, end - timedelta(seconds=1)) == State.OPEN
    assert state_of(end, 1, end) == State.DECIDING
    assert state_of(end, 0, end) == State.FINAL
