"""A learner's assignments: which topics, when, in how many versions, and what the tutor made of them."""

from itertools import count
from random import Random

from app.demo import texts
from app.demo.planning.calendar import DAY, GRACE_DAYS
from app.demo.planning.cast import Learner
from app.demo.planning.course import CourseTopic
from app.demo.planning.grading import Desk, Work
from app.demo.planning.job import World
from app.demo.planning.journeys import Stretch, after_study
from app.demo.planning.quotas import ASSIGNMENTS, Quota
from app.demo.planning.tables import Rows

PER_MODULE = 2
RETURNED_IN_100, TAKEN_BACK_IN_100, LATE_IN_100, LEFT_IN_100 = 2.5, 1, 14, 5


def chosen_topics(world: World, number: int, rng: Random) -> list[CourseTopic]:
    """Topics for so many assignments: two from each module as the weeks go, then any others."""
    pools = [rng.sample(module, len(module)) for module in world.course.modules]
    asked = [(index + rng.random() * 1.4, topic) for index, pool in enumerate(pools) for topic in pool[:PER_MODULE]]
    others = [topic for pool in pools for topic in pool[PER_MODULE:]]
    ordered = [topic for _, topic in sorted(asked, key=lambda pair: pair[0])]
    return (ordered + rng.sample(others, len(others)))[:number]


class Submissions:
    """Writes the assignments of one class's learners."""

    def __init__(self, world: World, rows: Rows, desk: Desk, first_id: int) -> None:
        self.world, self.rows, self.desk, self.rng = world, rows, desk, desk.rng
        self.numbers = count(first_id)
        self.best: list[tuple[Work, int, str, str]] = []

    def plan(self, quota: Quota, weights: list[int], studied: list[Stretch]) -> list[tuple[CourseTopic, int]]:
        """Topics and moments in order; a few moments beyond what is asked lie after the last day."""
        topics, calendar = chosen_topics(self.world, quota.submissions, self.rng), self.world.calendar
        at_stake = ASSIGNMENTS if quota.is_complete else 0
        free = max(0, quota.submissions - at_stake)
        late = sum(self.rng.random() * 100 < LATE_IN_100 for _ in range(free))
        on_time = after_study(quota.submissions - late, weights, studied, calendar, self.rng)
        afterwards = sorted(calendar.end + int(self.rng.uniform(0.05, GRACE_DAYS - 0.5) * DAY) for _ in range(late))
        return list(zip(topics, on_time + afterwards, strict=True))

    def write(self, learner: Learner, quota: Quota, plan: list[tuple[CourseTopic, int]], quality: float) -> None:
        """Rows for all of one learner's assignments; a story has its last one waiting and the one before returned."""
        known = [number for number, (_, at) in enumerate(plan) if self.world.is_past(at)]
        is_story = learner.id in self.world.story_ids
        for number, (topic, at) in enumerate(plan):
            work_id = next(self.numbers)
            if not self.world.is_past(at):
                continue
            fate = self._fate(quota, number)
            if is_story and not quota.is_complete:
                fate = {1: "waiting", 2: "returned"}.get(len(known) - number, "graded")
            self._one(work_id, learner, topic, at, fate, quality)

    def _fate(self, quota: Quota, number: int) -> str:
        point = self.rng.random() * 100
        if point < TAKEN_BACK_IN_100:
            return "taken_back"
        if point < TAKEN_BACK_IN_100 + RETURNED_IN_100:
            return "revised"
        is_free = not quota.is_complete or number >= ASSIGNMENTS
        return "returned" if is_free and point > 100 - LEFT_IN_100 else "usual"

    def _one(self, work_id: int, learner: Learner, topic: CourseTopic, at: int, fate: str, quality: float) -> None:
        told = texts.submission(topic.words, self.rng, _length(topic, self.rng))
        room = learner.room_at(at)
        is_late = at >= self.world.calendar.end
        versions = [(told.text, at, None)]
        state, returned_at = "handed_in", None
        if fate == "taken_back":
            versions = self._taken_back(told.text, at)
        elif fate in ("revised", "returned"):
            returned_at = self.desk.seen_at(at)
            if returned_at is not None:
                self._return(work_id, topic, room, returned_at, told)
                versions, state = self._revised(told.text, at, returned_at, fate)
        work = Work("submission", work_id, len(versions), room, learner.id, versions[-1][1])
        graded_at = None
        if state == "handed_in" and fate != "waiting":
            graded_at = self.desk.graded_at(work, 100 if fate == "graded" else None)
        if graded_at is not None:
            state = "graded"
            self._grade(work, topic, told, graded_at, quality)
        self._keep(work, learner, topic, state, versions, is_late)

    def _taken_back(self, text: str, at: int) -> list[tuple[str, int, int | None]]:
        back = at + self.rng.randint(300, 7200)
        again = back + self.rng.randint(1200, DAY)
        if again >= self.world.calendar.end or not self.world.is_past(again):
            return [(text, at, None)]
        return [(_first_part(text), at, back), (text, again, None)]

    def _revised(self, text: str, at: int, returned_at: int, fate: str) -> tuple[list[tuple[str, int, int | None]], str]:
        again = returned_at + int(self.rng.uniform(0.3, 3) * DAY)
        last = self.world.calendar.end + GRACE_DAYS * DAY
        if fate == "returned" or not self.world.is_past(again):
            return [(_first_part(text), at, None)], "returned"
        again = min(again, last - self.rng.randint(60, 7200))
        return [(_first_part(text), at, None), (text, max(again, returned_at + 60), None)], "handed_in"

    def _return(self, work_id: int, topic: CourseTopic, room: int, at: int, told: texts.Work) -> None:
        reason = texts.return_reason(topic.words, self.rng, told)
        self.rows["returns"].append((work_id, 1, self.world.tutors[room], reason, at))

    def _grade(self, work: Work, topic: CourseTopic, told: texts.Work, at: int, quality: float) -> None:
        say = lambda grade: texts.tutor_comment(topic.words, grade, self.rng, told)  # noqa: E731
        grade = self.desk.grade(work, at, quality, say)
        if self.desk.is_answered():
            self.desk.answer(work, at, texts.learner_answer(topic.words, grade, self.rng, told))
        if grade == "优":
            self.best.append((work, at, topic.title, told.matter))

    def _keep(
        self, work: Work, learner: Learner, topic: CourseTopic, state: str,
        versions: list[tuple[str, int, int | None]], is_late: bool,
    ) -> None:  # fmt: skip
        first, last = versions[0][1], versions[-1][1]
        self.rows["submissions"].append(
            (
                work.id, learner.id, self.world.training_id, self.world.room_ids[work.room], topic.id, state,
                len(versions), first, last, is_late,
            )
        )  # fmt: skip
        self.rows["submission_versions"] += [
            (work.id, number, text, at, is_late, back) for number, (text, at, back) in enumerate(versions, 1)
        ]


def _length(topic: CourseTopic, rng: Random) -> str:
    """Topics that ask for much get long texts."""
    return "rich" if topic.minimum_characters >= 500 and rng.random() < 0.7 else ""


def _first_part(text: str) -> str:
    """A first version that leaves the last paragraph to the second."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[:-1]) if len(parts) > 1 else text[: max(40, len(text) * 2 // 3)]
