"""Whatever happens, in whatever order, the boards are what a slow separate count says: equal to the place."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.classrooms.models import Training
from app.discussions.models import Post
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.freshness import forget
from app.rankings.operations import close_week, publish_points_table
from app.rankings.queries.closed_weeks import find_closed_week, frozen_rows, open_weeks
from app.rankings.queries.running import running_boards
from app.rankings.scoring.rows import BOARDS, fingerprint
from tests.rankings.oracle import Oracle
from tests.rankings.stage import TEXT, Stage

DAYS = (0, 0, 1, 5, 6, 7, 7, 8, 12, 13, 14, 15)  # few days, so that they get full; Sundays beside Mondays
HOURS_OF_DAY = (0, 8, 12, 13, 20, 23)
TEXTS = [TEXT, TEXT.replace("。", "！"), TEXT + "就这样。", "太短", TEXT.replace("水", "茶"), f"  {TEXT} "]
LIMITS = {"submission": 1, "journal": 1, "talk": 2, "points": 5500}  # tight, so that invented days get full
TABLE = {"a_day": {kind: LIMITS[kind] for kind in ("submission", "journal", "talk")}, "points_a_day": LIMITS["points"]}
NEEDS_A_CLASS = {"study", "hand in", "publish", "thread", "reply", "move", "leave"}
GRADES = ["优", "良", "合格", "不合格"]
KINDS = [
    *("study", "study", "hand in", "hand in", "take back", "publish", "thread", "reply", "reply", "reply"),
    *("edit", "hide", "restore", "grade", "grade", "grade", "move", "leave", "close", "welcome"),
]
ACT = st.tuples(
    st.builds(lambda day, hour: 24 * day + hour, st.sampled_from(DAYS), st.sampled_from(HOURS_OF_DAY)),
    st.sampled_from(KINDS),
    st.sampled_from((0, 0, 0, 1, 1, 2, 3)),
    st.integers(0, 11),
    st.integers(0, 7),
)


class History:
    """Plays acts on a stage and remembers the works that later acts are about."""

    def __init__(self) -> None:
        self.stage = Stage(learners=4)
        publish_points_table(self.stage.training, TABLE, Week(2026, 10), None)
        self.works: list[tuple[str, int]] = []
        self.threads: dict[int, int] = {}
        self.frozen: dict[str, str] = {}

    def play(self, act: tuple[int, str, int, int, int]) -> None:
        hours, kind, who, what, how = act
        at = self.stage.at(hours)
        clock.travel_to(at)
        if kind in NEEDS_A_CLASS and self.stage.room_of(self.stage.people[who]) is None:
            return
        getattr(self, kind.replace(" ", "_"))(at, self.stage.people[who], what, how)

    def study(self, at, person, what, how) -> None:
        self.stage.study(person, clock.local_day(at, clock.SHANGHAI), (what + 1) * 1300)

    def hand_in(self, at, person, what, how) -> None:
        work = self.stage.hand_in(person, self.stage.topics[what % 4], at)
        if ("submission", work) not in self.works:
            self.works.append(("submission", work))

    def take_back(self, at, person, what, how) -> None:
        self.about("submission", what, lambda work: self.stage.take_back(work, at))

    def publish(self, at, person, what, how) -> None:
        self.works.append(("journal", self.stage.publish(person, at, TEXTS[how % len(TEXTS)])))

    def thread(self, at, person, what, how) -> None:
        self.works.append(("post", self.stage.post(person, at, TEXTS[how % len(TEXTS)])))

    def reply(self, at, person, what, how) -> None:
        self.works.append(("post", self.stage.post(person, at, TEXTS[how % len(TEXTS)], self.some_thread(what))))

    def welcome(self, at, person, what, how) -> None:
        administrator = self.stage.administrators[what % 3]
        self.stage.post(administrator, at, TEXTS[how % len(TEXTS)], self.some_thread(how) if what > 5 else None)

    def some_thread(self, what: int) -> int | None:
        posts = [work for kind, work in self.works if kind == "post"]
        return db.session.get(Post, posts[what % len(posts)]).thread_id if posts else None

    def edit(self, at, person, what, how) -> None:
        self.about("post", what, lambda post: self.stage.edit(post, TEXTS[how % len(TEXTS)], at))

    def hide(self, at, person, what, how) -> None:
        self.about("post", what, lambda post: self.stage.hide(post, at))

    def restore(self, at, person, what, how) -> None:
        self.about("post", what, lambda post: self.stage.hide(post, None))

    def grade(self, at, person, what, how) -> None:
        if self.works:
            kind, work = self.works[(what * 5 + how) % len(self.works)]
            self.stage.grade(kind, work, GRADES[how % 4], at, f"评语{how % 3}")

    def move(self, at, person, what, how) -> None:
        self.stage.move(person, self.stage.rooms[what % 3], at)

    def leave(self, at, person, what, how) -> None:
        if what == 0:  # rarely: who has left does nothing more
            self.stage.leave(person, at)

    def about(self, kind, what, act) -> None:
        found = [work for other, work in self.works if other == kind]
        if found:
            act(found[what % len(found)])

    def close(self, at, *_others) -> None:
        """Close what has ended, however late, and compare it with the slow count of the same moment."""
        training = db.session.get(Training, self.stage.training)
        for week in open_weeks(training, at):
            closed = close_week(training.id, week, at)
            self.compare(week, week.ends_at(clock.SHANGHAI), rows_of(frozen_rows(closed.id)))
            self.frozen[str(week)] = closed.hash

    def compare(self, week: Week, as_of, found: dict[str, list]) -> None:
        stars = set()
        for earlier in (week.previous(), week.previous().previous()):
            closed = find_closed_week(self.stage.training, earlier)
            rows = frozen_rows(closed.id) if closed else []
            stars |= {row.subject_id for row in rows if row.board == "learners" and row.is_winner}
        expected = Oracle(self.stage.training, week.monday, as_of, stars, LIMITS).boards()
        for board in BOARDS:
            assert found[board] == expected[board], (board, str(week))


def rows_of(rows) -> dict[str, list]:
    told = {board: [] for board in BOARDS}
    for row in sorted(rows, key=lambda row: (row.place, row.subject_id)):
        told[row.board].append((row.place, row.subject_id, row.points, row.quality, row.is_winner))
    return told


@pytest.mark.usefixtures("given")
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACT, min_size=50, max_size=90))
def test_every_history_comes_out_as_the_slow_count(app, acts):
    with app.app_context():
        history = History()
        for act in sorted(acts):
            history.play(act)
        present = clock.now()
        training = db.session.get(Training, history.stage.training)
        week = training.week_of(present)
        forget()
        counted = running_boards(training, week)
        running = [row for board in counted.boards.values() for row in board]
        history.compare(week, counted.as_of, rows_of(running))
        history.close(present + timedelta(days=30))
        for name, digest in history.frozen.items():
            closed = find_closed_week(training.id, Week.parse(name))
            assert (closed.revision, closed.hash) == (1, digest)
            assert fingerprint(frozen_rows(closed.id)) == digest
