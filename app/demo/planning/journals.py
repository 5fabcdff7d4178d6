"""A learner's journals: mostly one a week, published at once or a day later; some stay private."""

from itertools import count

from app.demo import texts
from app.demo.planning.calendar import DAY
from app.demo.planning.cast import Learner
from app.demo.planning.grading import Desk, Work
from app.demo.planning.job import World
from app.demo.planning.journeys import Stretch, after_study
from app.demo.planning.quotas import Quota
from app.demo.planning.tables import Rows

LATER_IN_100 = 18


class Journals:
    """Writes the journals of one class's learners."""

    def __init__(self, world: World, rows: Rows, desk: Desk, first_id: int) -> None:
        self.world, self.rows, self.desk, self.rng = world, rows, desk, desk.rng
        self.numbers = count(first_id)

    def write(self, learner: Learner, quota: Quota, weights: list[int], studied: list[Stretch], quality: float) -> None:
        """Rows for all of one learner's journals."""
        even = [min(weight, 100) for weight in weights]
        moments = after_study(quota.journals, even, studied, self.world.calendar, self.rng)
        for at in moments:
            self._published(next(self.numbers), learner, at, quality)
        private = after_study(quota.private_journals, weights, studied, self.world.calendar, self.rng)
        for at in private:
            self._private(next(self.numbers), learner, at)

    def _published(self, number: int, learner: Learner, at: int, quality: float) -> None:
        if not self.world.is_past(at):
            return
        is_later = self.rng.random() * 100 < LATER_IN_100
        written_at = max(self.world.calendar.start, at - self.rng.randint(1800, 2 * DAY)) if is_later else at
        work = Work("journal", number, 1, learner.room_at(at), learner.id, at)
        graded_at = self.desk.graded_at(work)
        if graded_at is not None:
            self.desk.grade(work, graded_at, quality, lambda grade: texts.journal_comment(grade, self.rng))
        self._keep(work, written_at, at, graded_at)

    def _private(self, number: int, learner: Learner, at: int) -> None:
        if self.world.is_past(at):
            self._keep(Work("journal", number, 1, learner.room_at(at), learner.id, at), at, None, None)

    def _keep(self, work: Work, written_at: int, published_at: int | None, graded_at: int | None) -> None:
        calendar = self.world.calendar
        title, text = texts.journal(calendar.week_number(work.at) + 1, self.rng, summer=calendar.is_of_summer)
        self.rows["journals"].append(
            (
                work.id, work.author, self.world.training_id, self.world.room_ids[work.room], title, text, 1, written_at,
                None, published_at, graded_at,
            )
        )  # fmt: skip
