"""A learner's assignments: which topics, when, in how many versions, and what the tutor made of them."""

from itertools import count
from random import Random
from typing import NamedTuple

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


class Handing(NamedTuple):
    """One assignment on its way: `fate` is usual, graded, waiting, revised, returned or taken_back."""

    id: int
    learner: Learner
    topic: CourseTopic
    at: int
    fate: str


class Version(NamedTuple):
    text: str
    at: int
    taken_back_at: int | None = None


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
            self._one(Handing(work_id, learner, topic, at, fate), quality)

    def _fate(self, quota: Quota, number: int) -> str:
        point = self.rng.random() * 100
        if point < TAKEN_BACK_IN_100:
            return "taken_back"
        if point < TAKEN_BACK_IN_100 + RETURNED_IN_100:
            return "revised"
        is_free = not quota.is_complete or number >= ASSIGNMENTS
        return "returned" if is_free and point > 100 - LEFT_IN_100 else "usual"

    def _one(self, handing: Handing, quality: float) -> None:
        topic, at = handing.topic, handing.at
        told = texts.submission(topic.words, self.rng, _length(topic, self.rng))
        room = handing.learner.room_at(at)
        state, versions = self._versions(handing, told, room)
        work = Work("submission", handing.id, len(versions), room, handing.learner.id, versions[-1].at)
        graded_at = None
        if state == "handed_in" and handing.fate != "waiting":
            graded_at = self.desk.graded_at(work, 100 if handing.fate == "graded" else None)
        if graded_at is not None:
            state = "graded"
            self._grade(work, topic, told, graded_at, quality)
        self._keep(work, topic, state, versions)

    def _versions(self, handing: Handing, told: texts.Work, room: int) -> tuple[str, list[Version]]:
        """The state before any grade, and all versions."""
        only = [Version(told.text, handing.at)]
        if handing.fate == "taken_back":
            return "handed_in", self._taken_back(told.text, handing.at)
        if handing.fate not in ("revised", "returned"):
            return "handed_in", only
        returned_at = self.desk.seen_at(handing.at) or self._just_now(handing)
        if returned_at is None or returned_at > self._last() - DAY // 2:
            return "handed_in", only
        reason = texts.return_reason(handing.topic.words, self.rng, told)
        self.rows["returns"].append((handing.id, 1, self.world.tutors[room], reason, returned_at))
        return self._revised(handing, told.text, returned_at)

    def _just_now(self, handing: Handing) -> int | None:
        """A demo learner's work is given back in time to be found."""
        is_story = handing.learner.id in self.world.story_ids
        return (handing.at + self.world.calendar.now) // 2 if is_story else None

    def _taken_back(self, text: str, at: int) -> list[Version]:
        back = at + self.rng.randint(300, 7200)
        again = back + self.rng.randint(1200, DAY)
        if again >= self.world.calendar.end or not self.world.is_past(again):
            return [Version(text, at)]
        return [Version(_first_part(text), at, back), Version(text, again)]

    def _revised(self, handing: Handing, text: str, returned_at: int) -> tuple[str, list[Version]]:
        again = returned_at + int(self.rng.uniform(0.3, 3) * DAY)
        first = Version(_first_part(text), handing.at)
        if handing.fate == "returned" or not self.world.is_past(again):
            return "returned", [first]
        return "handed_in", [first, Version(text, min(again, self._last() - self.rng.randint(60, 7200)))]

    def _last(self) -> int:
        """The first moment at which nothing is taken any more."""
        return self.world.calendar.end + GRACE_DAYS * DAY

    def _grade(self, work: Work, topic: CourseTopic, told: texts.Work, at: int, quality: float) -> None:
        say = lambda grade: texts.tutor_comment(topic.words, grade, self.rng, told)  # noqa: E731
        grade = self.desk.grade(work, at, quality, say)
        if self.desk.is_answered():
            self.desk.answer(work, at, texts.learner_answer(topic.words, grade, self.rng, told))
        if grade == "优":
            self.best.append((work, at, topic.title, told.matter))

    def _keep(self, work: Work, topic: CourseTopic, state: str, versions: list[Version]) -> None:
        first, last = versions[0].at, versions[-1].at
        is_late = first >= self.world.calendar.end
        self.rows["submissions"].append(
            (
                work.id, work.author, self.world.training_id, self.world.room_ids[work.room], topic.id, state,
                len(versions), first, last, is_late,
            )
        )  # fmt: skip
        self.rows["submission_versions"] += [
            (work.id, number, version.text, version.at, is_late, version.taken_back_at)
            for number, version in enumerate(versions, 1)
        ]


def _length(topic: CourseTopic, rng: Random) -> str:
    """Topics that ask for much get long texts."""
    return "rich" if topic.minimum_characters >= 500 and rng.random() < 0.7 else ""


def _first_part(text: str) -> str:
    """A first version that leaves the last paragraph to the second."""
    parts = text.split("\n\n")
    return "\n\n".join(parts[:-1]) if len(parts) > 1 else text[: max(40, len(text) * 2 // 3)]
