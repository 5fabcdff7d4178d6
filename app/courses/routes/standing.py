"""Where a learner stands in the course: sections read, assignments handed in, the place where reading stopped."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.assignments.queries import SubmissionLine, submissions_of
from app.classrooms.policy import learning_of
from app.courses.course import SECTIONS_OF
from app.courses.queries import SectionShown, TopicLine
from app.grading.queries import standing_grades
from app.people.models import Person
from app.study.ledger import percent_read, seconds_to_finish
from app.study.queries import Reading, section_progress_of

GLANCE = 15  # seconds: who only looked in has not begun to read


@dataclass(frozen=True, slots=True)
class Standing:
    """One learner's way through the course; empty for everybody else."""

    readings: dict[int, dict[str, Reading]] = field(default_factory=dict)
    submissions: dict[int, SubmissionLine] = field(default_factory=dict)
    grades: dict[int, Any] = field(default_factory=dict)
    is_learning: bool = False

    def sections_finished(self, topic: TopicLine) -> int:
        """How many of the sections that the topic has now are finished."""
        read = self.readings.get(topic.id, {})
        return sum(kind in read and read[kind].finished_at is not None for kind in SECTIONS_OF[topic.status])

    def sections_in(self, topic: TopicLine) -> int:
        return len(SECTIONS_OF[topic.status])

    def percent(self, topic: TopicLine) -> int:
        return self.sections_finished(topic) * 100 // self.sections_in(topic)

    def percent_of_all(self, topics: Iterable[TopicLine], module_id: int) -> int:
        """Percent of a module's sections that are finished."""
        within = [topic for topic in topics if topic.module_id == module_id]
        return sum(map(self.sections_finished, within)) * 100 // (sum(map(self.sections_in, within)) or 1)

    def handed_in(self, topics: Iterable[TopicLine], module_id: int) -> int:
        """How many assignments of a module were handed in and not taken back."""
        mine = (self.submissions.get(topic.id) for topic in topics if topic.module_id == module_id)
        return sum(line is not None and line.state != "taken_back" for line in mine)

    def percent_of(self, topic: TopicLine, section: SectionShown) -> int:
        reading = self.readings.get(topic.id, {}).get(section.kind)
        if reading is None:
            return 0
        return percent_read(reading.seconds, section.characters, reading.finished_at is not None)

    def seconds_needed(self, section: SectionShown) -> int:
        """Seconds of reading after which a section counts as read, so that its page can let the ring grow by itself."""
        return seconds_to_finish(section.characters)

    def bookmark(self, topic: TopicLine) -> str | None:
        """The section where reading stopped, or the next one if that was finished; None before and after reading."""
        read = self.readings.get(topic.id, {})
        kinds = SECTIONS_OF[topic.status]
        begun = [kind for kind in kinds if kind in read and _was_read(read[kind])]
        if not begun:
            return None
        last = max(begun, key=lambda kind: read[kind].last_read_at)
        left = [kind for kind in kinds if kind not in read or read[kind].finished_at is None]
        return next((kind for kind in kinds[kinds.index(last) :] if kind in left), left[0] if left else None)

    def last_read(self, topics: Iterable[TopicLine]) -> TopicLine | None:
        """The topic read last that still has something to read."""
        begun = [topic for topic in topics if topic.id in self.readings and self.bookmark(topic)]
        return max(begun, key=self._last_read_at, default=None)

    def _last_read_at(self, topic: TopicLine) -> datetime:
        return max(reading.last_read_at for reading in self.readings[topic.id].values())


def _was_read(reading: Reading) -> bool:
    return reading.seconds >= GLANCE or reading.finished_at is not None


def standing_of(person: Person | None, topic_id: int | None = None) -> Standing:
    """Where the person stands in the training in which they learn now, in one topic or in all."""
    learning = learning_of(person) if person else None
    if person is None or learning is None:
        return Standing()
    readings: dict[int, dict[str, Reading]] = {}
    for reading in section_progress_of(person.id, learning.training_id, topic_id):
        readings.setdefault(reading.topic_id, {})[reading.section] = reading
    submissions = {line.topic_id: line for line in submissions_of(person.id, learning.training_id)}
    shown = [line.id for line in submissions.values() if topic_id in (None, line.topic_id)]
    return Standing(readings, submissions, standing_grades("submission", shown), is_learning=True)
