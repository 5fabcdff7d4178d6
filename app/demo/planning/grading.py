"""When a tutor grades, which grade it is, and what the comment says; each tutor's own words, never twice the same."""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from app.classrooms.scheme import grade_for
from app.demo.planning.calendar import DAY
from app.demo.planning.job import World
from app.demo.planning.tables import Row
from app.grading.comments import digest_of

HOUR = 3600
SLEEP = (int(0.5 * HOUR), int(6.6 * HOUR))
REGRADED_IN_100, ANSWERED_IN_100 = 2, 3
GRADED_IN_100 = {"submission": 97.6, "journal": 95, "post": 40}
ATTEMPTS = 6
HABIT_IN_100 = 14


class Work(NamedTuple):
    """What is graded: its kind, number, version, class by index, author and time."""

    kind: str
    id: int
    version: int
    room: int
    author: int
    at: int


class Desk:
    """Grades and answers of one class's works as rows; of `habits` a tutor writes the same words again and again."""

    def __init__(self, world: World, rng: Random, habits: Sequence[str] = ()) -> None:
        self.world, self.rng, self.habits = world, rng, habits
        self.grades: list[Row] = []
        self.answers: list[Row] = []
        self._said: dict[int, set[str]] = {}

    def graded_at(self, work: Work, chance: float | None = None) -> int | None:
        """When the work is graded first, if it is at all and not after now."""
        if self.rng.random() * 100 >= (GRADED_IN_100[work.kind] if chance is None else chance):
            return None
        return self.seen_at(work.at)

    def seen_at(self, handed_in_at: int) -> int | None:
        """When a tutor comes to something: hours to days later, never asleep; None if that is still to come."""
        at = handed_in_at + int(self.rng.triangular(0.3, 5, 1.1) * DAY)
        second = (at - self.world.calendar.start) % DAY
        if SLEEP[0] < second < SLEEP[1]:
            at += SLEEP[1] - second + int(self.rng.random() * HOUR)
        return at if self.world.is_past(at) else None

    def grade(self, work: Work, at: int, quality: float, say: Callable[[str], str]) -> str:
        """Write a grade down, now and then followed by a second look; gives the grade that stands."""
        score = self._score(quality)
        again = at + int(self.rng.uniform(0.2, 2.5) * DAY)
        is_regraded = self.rng.random() * 100 < REGRADED_IN_100 and self.world.is_past(again)
        self._write(work, score, say, at, until=again if is_regraded else None)
        if is_regraded:
            score = min(100, max(0, score + self.rng.choice((-4, 3, 5, 6, 8))))
            self._write(work, score, say, again, first_at=at)
        return grade_for(score, self.world.ladder)

    def answer(self, work: Work, after: int, text: str) -> None:
        """What the learner says to the grade, some hours later."""
        at = after + int(self.rng.uniform(0.1, 2) * DAY)
        if self.world.is_past(at):
            self.answers.append((work.kind, work.id, work.author, text, at))

    def is_answered(self) -> bool:
        return self.rng.random() * 100 < ANSWERED_IN_100

    def _score(self, quality: float) -> int:
        return min(99, max(48, round(self.rng.gauss(quality, 4.5))))

    def _write(
        self,
        work: Work,
        score: int,
        say: Callable[[str], str],
        at: int,
        *,
        first_at: int | None = None,
        until: int | None = None,
    ) -> None:
        grade = grade_for(score, self.world.ladder)
        tutor = self.world.tutors[work.room]
        comment, digest = self._own_words(tutor, lambda: say(grade))
        if self.habits and work.kind == "journal" and self.rng.random() * 100 < HABIT_IN_100:
            comment = self.rng.choice(self.habits)
            digest = digest_of(comment)
        kept_score = score if work.kind == "submission" else None
        self.grades.append(
            (
                work.kind, work.id, work.version, self.world.training_id, self.world.room_ids[work.room], work.author,
                tutor, kept_score, grade, comment, digest, work.at, at, first_at or at, until,
            )
        )  # fmt: skip

    def _own_words(self, tutor: int, say: Callable[[], str]) -> tuple[str, str]:
        """A comment that this tutor has not used yet, as far as words go."""
        said = self._said.setdefault(tutor, set())
        for _ in range(ATTEMPTS):
            comment = say()
            digest = digest_of(comment)
            if not comment or digest not in said:
                break
        said.add(digest)
        return comment, digest
