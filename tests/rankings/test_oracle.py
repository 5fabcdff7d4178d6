"""Whatever happens, in whatever order, the boards are what a slow separate count says: equal to the place."""

import os
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from random import Random

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from app.classrooms.models import Training
from app.discussions.models import Post
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.freshness import forget
from app.likeness.operations import mark_texts
from app.rankings.operations import close_week, correct_week, publish_points_table
from app.rankings.queries.closed_weeks import find_closed_week, frozen_rows, open_weeks
from app.rankings.queries.running import running_boards
from app.rankings.rules import DEFAULT
from app.rankings.scoring.rows import BOARDS, fingerprint
from tests.rankings.oracle import Oracle
from tests.rankings.said import Said
from tests.rankings.shelf import Shelf
from tests.rankings.stage import ASSIGNMENTS, TEXT, Stage

MANY = int(os.environ.get("RANDOM_ACTS", "300"))
DAYS = (0, 0, 1, 5, 6, 7, 7, 8, 12, 13, 14, 15)  # few days, so that they get full; Sundays beside Mondays
HOURS_OF_DAY = (0, 8, 12, 13, 20, 23)
TEXTS = [
    *(TEXT, ASSIGNMENTS[0], TEXT.replace("水", "茶"), ASSIGNMENTS[1], "太短"),
    *("好" + "！" * 22, f"  {ASSIGNMENTS[0]}就这样。", ASSIGNMENTS[2]),
]
LIMITS = {"submission": 1, "journal": 1, "talk": 2, "points": 5500}  # tight, so that invented days get full
LIMITS |= {"picked submission": 6000, "picked journal": 5000, "picked thread": 4000, "picked resource": 3000}
LIMITS["shared"] = {
    "used": 100, "uses_a_week": 3, "stars": 4, "raters": 1, "rated": 700, "more_raters": 2, "rated_more": 300,
}  # fmt: skip
TABLE = {
    "a_day": {kind: LIMITS[kind] for kind in ("submission", "journal", "talk")},
    "points_a_day": LIMITS["points"],
    "picked": {kind: LIMITS[f"picked {kind}"] for kind in ("submission", "journal", "thread", "resource")},
    "shared": LIMITS["shared"],
    "administrators": DEFAULT["administrators"],
}
BULLETINS = ["这一周大家辛苦了。" * 7, "好！" * 60, ("太短" * 40)[:49], f"{ASSIGNMENTS[0]}{ASSIGNMENTS[1]}"]
OUTCOMES = [None, "reached", "no_answer", "reached", "wrong_number", "reached"]
NEEDS_A_CLASS = {"study", "contest", "hand in", "publish", "thread", "reply", "move", "leave", "share", "reach"}
MUST_HAPPEN = ("contest", "second", "share", "use", "rate", "take down", "reach", "pick bulletin")
GRADES = ["优", "良", "合格", "不合格"]
SCORES = [95, 80, 65, 30]
SECOND_KINDS = ("submission", "journal")
KINDS = [
    *("study", "study", "hand in", "hand in", "take back", "publish", "thread", "reply", "reply", "reply"),
    *("edit", "hide", "restore", "grade", "grade", "grade", "move", "leave", "close", "welcome"),
    *("mark", "correct", "contest", "contest", "second", "second", "pick", "pick"),
    *("share", "share", "use", "use", "use", "rate", "rate", "rate", "take down"),
    *("bulletin", "bulletin", "rewrite", "withdraw", "reach", "reach", "reach"),
]
LIVELY = [kind for kind in KINDS if kind not in ("leave", "close", "correct", "mark")]
ACT = st.tuples(
    st.builds(lambda day, hour: 24 * day + hour, st.sampled_from(DAYS), st.sampled_from(HOURS_OF_DAY)),
    st.sampled_from(KINDS),
    st.sampled_from((0, 0, 0, 1, 1, 2, 3)),
    st.integers(0, 11),
    st.integers(0, 7),
)


class History:
    """Plays acts on a stage and remembers the works that later acts are about."""

    def __init__(self, team: int, **size: int) -> None:
        self.stage = Stage(**{"learners": 4, **size})
        self.team, self.said = team, Said(self.stage.training)
        publish_points_table(self.stage.training, TABLE, Week(2026, 10), None)
        self.works: list[tuple[str, int]] = []
        self.shelf = Shelf(self.stage)
        self.bulletins: list[int] = []
        self.frozen: dict[tuple[str, int], str] = {}
        self.happened: Counter[str] = Counter()  # acts that were not refused

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
        work = self.stage.hand_in(person, self.stage.topics[what % 4], at, ASSIGNMENTS[(what + how // 6) % 4])
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
        graded = [one for one in self.works if one[0] != "resource"]
        if graded:
            kind, work = graded[(what * 5 + how) % len(graded)]
            self.stage.grade(kind, work, GRADES[how % 4], at, f"评语{how % 3}")

    def pick(self, at, person, what, how) -> None:
        picked = [*self.works, *(("bulletin", one) for one in self.bulletins)]
        if picked:
            kind, work = picked[(what * 3 + how) % len(picked)]
            self.happened[f"pick {kind}"] += 1
            self.stage.pick(kind, work, at)

    def share(self, at, person, what, how) -> None:
        """Every third brings one of two files along, so that the same bytes are shared again."""
        shared = self.shelf.share(person, file=what % 2 if how % 3 == 0 else None)
        if shared is not None:
            self.works.append(("resource", shared))
            self.happened["share"] += 1

    def use(self, at, person, what, how) -> None:
        self.with_a_resource("use", what, lambda resource: self.shelf.use(self.somebody(person, how), resource))

    def rate(self, at, person, what, how) -> None:
        self.with_a_resource(
            "rate", what, lambda resource: self.shelf.use(self.somebody(person, how), resource, stars=5 - how % 3)
        )

    def take_down(self, at, person, what, how) -> None:
        def take(resource):
            return self.shelf.take_back(resource) if how % 2 else self.shelf.take_down(resource, person)

        self.with_a_resource("take down", what, take)

    def with_a_resource(self, kind, what, act) -> None:
        if self.shelf.resources:
            self.happened[kind] += act(self.shelf.resources[what % len(self.shelf.resources)])

    def somebody(self, person: int, how: int) -> int:
        """A learner, or one of those who look after a class: they use and praise too."""
        return [*self.stage.tutors, *self.stage.administrators][how] if how < 3 else person

    def bulletin(self, at, person, what, how) -> None:
        self.bulletins.append(self.stage.bulletin(self.stage.rooms[what % 3], at, BULLETINS[how % 4]))

    def rewrite(self, at, person, what, how) -> None:
        if self.bulletins:
            self.stage.bulletin_again(self.bulletins[what % len(self.bulletins)], at, BULLETINS[how % 4])

    def withdraw(self, at, person, what, how) -> None:
        """Take a bulletin out of sight, or show it again."""
        if self.bulletins:
            self.stage.hide_bulletin(self.bulletins[what % len(self.bulletins)], at if how % 3 else None)

    def reach(self, at, person, what, how) -> None:
        """Mostly by the class's own administrator, now and then by another or by a tutor."""
        staff = [*[self.stage.administrators[self.stage.rooms.index(self.stage.room_of(person))]] * 4]
        staff += [self.stage.administrators[what % 3], self.stage.tutors[what % 3]]
        self.stage.reach(staff[(what + how) % 6], person, at, OUTCOMES[how % 6], "praise" if how == 7 else "chase")
        self.happened["reach"] += 1

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
            self.said.look(week.ends_at(clock.SHANGHAI))
            self.compare(week, week.ends_at(clock.SHANGHAI), rows_of(frozen_rows(closed.id)))
            self.frozen[str(week), 1] = closed.hash

    def correct(self, at, _person, what, how) -> None:
        """Count a closed week again, and compare with the slow count of this moment."""
        weeks = sorted({week for week, _ in self.frozen})
        if weeks:
            week = Week.parse(weeks[what % len(weeks)])
            closed = correct_week(self.stage.training, week, self.team, "试一试")
            self.said.look(closed.closed_at)
            self.compare(week, closed.closed_at, rows_of(frozen_rows(closed.id)))
            self.frozen[str(week), closed.revision] = closed.hash

    def mark(self, at, *_others) -> None:
        """What the clock does every hour."""
        mark_texts(self.stage.training, self.stage.at(-24), at)
        self.said.look(at)

    def contest(self, at, person, what, how) -> None:
        """By the real acts, about a past evening; what cannot be contested (before the training, twice) is refused."""
        with suppress(Refused):
            ended = at - timedelta(hours=24 * (what % 9) + 1)
            self.stage.contest(person, ended, (how + 1) * 700, accept=how > 1)
            self.happened["contest"] += 1

    def second(self, at, person, what, how) -> None:
        """By the real acts: asked once for each work that stands graded, the better of the two judgements stands."""
        asked = [(kind, work) for kind, work in self.works if kind in SECOND_KINDS]
        if asked:
            kind, work = asked[(what * 7 + how) % len(asked)]
            with suppress(Refused, NotFound):
                judgement = SCORES[how % 4] if kind == "submission" else GRADES[how % 4]
                self.stage.ask_again(kind, work, judgement, f"评语{how % 3}")
                self.happened["second"] += 1

    def compare(self, week: Week, as_of, found: dict[str, list]) -> None:
        stars = set()
        for earlier in (week.previous(), week.previous().previous()):
            closed = find_closed_week(self.stage.training, earlier)
            rows = frozen_rows(closed.id) if closed else []
            stars |= {row.subject_id for row in rows if row.board == "learners" and row.is_winner}
        expected = Oracle(self.stage.training, week.monday, as_of, stars, LIMITS, self.said).boards()
        for board in BOARDS:
            assert found[board] == expected[board], (board, str(week))


def rows_of(rows) -> dict[str, list]:
    told = {board: [] for board in BOARDS}
    for row in sorted(rows, key=lambda row: (row.place, row.subject_id)):
        told[row.board].append((row.place, row.subject_id, row.points, row.quality, row.is_winner))
    return told


def finish(history: History) -> None:
    """The running week, all that is left to close, and every frozen week as it was written."""
    present = clock.now()
    training = db.session.get(Training, history.stage.training)
    week = training.week_of(present)
    forget()
    counted = running_boards(training, week)
    running = [row for board in counted.boards.values() for row in board]
    history.compare(week, counted.as_of, rows_of(running))
    history.close(present + timedelta(days=30))
    for (name, revision), digest in history.frozen.items():
        closed = find_closed_week(training.id, Week.parse(name), revision)
        assert closed.hash == digest
        assert fingerprint(frozen_rows(closed.id)) == digest


@settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # to make a failing history shorter would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@hypothesis.given(acts=st.lists(ACT, min_size=50, max_size=90))
def test_every_history_comes_out_as_the_slow_count(app, given, acts):
    with app.app_context():
        history = History(given.team.id)
        for act in sorted(acts):
            history.play(act)
        finish(history)


@pytest.mark.timeout(300 + MANY // 3)  # the slow count takes its time
def test_a_long_history_comes_out_as_the_slow_count(app, given):
    """Random acts in many weeks; `RANDOM_ACTS=10000` plays as many."""
    weeks = max(MANY // 250, 4)
    chance = Random(2009)
    with app.app_context():
        history = History(given.team.id, learners=12, weeks=weeks)
        hours = sorted(24 * chance.randrange(7 * weeks) + chance.choice(HOURS_OF_DAY) for _ in range(MANY))
        for hour in hours:
            kind = chance.choice(KINDS if chance.random() < 0.2 else LIVELY)
            history.play((hour, kind, chance.randrange(12), chance.randrange(1000), chance.randrange(8)))
        assert min(history.happened[kind] for kind in MUST_HAPPEN) > 0, history.happened
        finish(history)
