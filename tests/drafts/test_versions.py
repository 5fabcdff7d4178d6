"""Which versions are kept as they grow older; pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.branches import standing
from app.drafts.versions import LONGEST_KEPT, is_one_version, superfluous

NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


@dataclass
class Saved:
    id: int
    minutes: float
    length: int = 100
    device: str = "phone"
    base_id: int | None = None
    settled_days: float | None = None

    @property
    def saved_at(self) -> datetime:
        return NOW - timedelta(minutes=self.minutes)

    @property
    def settled_at(self) -> datetime | None:
        return None if self.settled_days is None else NOW - timedelta(days=self.settled_days)


def left(*versions: Saved) -> list[int]:
    newest_first = sorted(versions, key=lambda version: -version.id)
    gone = superfluous(newest_first, NOW)
    return [version.id for version in newest_first if version.id not in gone]


def test_everything_of_the_last_ten_minutes_stays():
    assert left(*(Saved(n, 10 - n) for n in range(1, 10))) == list(range(9, 0, -1))


def test_of_an_older_quarter_the_last_and_the_longest_stay():
    assert left(Saved(4, 1), Saved(3, 31, 5), Saved(2, 33, 900), Saved(1, 35, 80)) == [4, 3, 2]


def test_of_an_older_day_the_last_and_the_longest_stay():
    day = 24 * 60
    assert left(Saved(5, 1), *(Saved(n, 3 * day + 60 * n, 10 * n) for n in range(1, 5))) == [5, 4]


def test_what_stands_on_a_device_stays_however_old():
    versions = Saved(3, 1), Saved(2, 60 * 24 * 90, device="laptop"), Saved(1, 60 * 24 * 90, 5, device="laptop")
    assert left(*versions) == [3, 2, 1]
    assert left(*versions, Saved(0, 60 * 24 * 90, 3, device="laptop")) == [3, 2, 1]


def test_a_choice_that_was_made_is_not_forgotten_and_so_not_asked_again():
    """Without version 2 the laptop's version 1 would stand again, beside what went on from it."""
    versions = [Saved(4, 1), Saved(3, 31, 900), Saved(2, 33, 5, base_id=1), Saved(1, 40, device="laptop")]
    assert 2 in left(*versions)


def test_thirty_days_after_handing_in_versions_go():
    assert left(Saved(2, 1, settled_days=29), Saved(1, 60 * 24 * 31, settled_days=31)) == [2]


def test_a_version_is_a_minute_of_adding():
    begun = NOW - timedelta(seconds=59)
    assert is_one_version("写了", "写了一点", begun, NOW)
    assert is_one_version("写错了几个字", "写错了", begun, NOW)
    assert not is_one_version("写了", "写了一点", begun - timedelta(seconds=1), NOW)
    assert is_one_version("开头，结尾", "开头，中间写了很长的一段，结尾", begun, NOW)
    assert not is_one_version("一段话，" * 8, "全不一样的另一段，" * 20, begun, NOW)
    assert not is_one_version("写了" * 20, "写了", begun, NOW)
    assert not is_one_version("写了", "写了一点", NOW + timedelta(hours=1), NOW)  # a clock that was set back


histories = st.lists(
    st.tuples(
        st.floats(0, 60 * 24 * 50), st.integers(0, 3000), st.sampled_from("abc"), st.none() | st.integers(1, 12),
        st.none() | st.just(3.0),
    ), max_size=14,
).map(lambda rows: [Saved(n, *row) for n, row in enumerate(sorted(rows, key=lambda row: -row[0]), start=1)])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(histories)
def test_thinning_takes_no_choice_away_and_makes_none_and_is_done_once(history):
    def choice(versions):
        return [version.id for version in standing([v for v in versions if v.settled_at is None])]

    newest_first = history[::-1]
    gone = superfluous(newest_first, NOW)
    kept = [version for version in newest_first if version.id not in gone]
    assert choice(kept) == choice(newest_first)
    assert superfluous(kept, NOW) == []
    assert timedelta(days=30) == LONGEST_KEPT
