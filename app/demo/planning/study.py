"""Study time as rows: stretches by topic and section, the days and the progress that follow from them."""

from bisect import bisect_left

from app.demo.planning.calendar import DAY
from app.demo.planning.cast import Learner
from app.demo.planning.course import CourseTopic
from app.demo.planning.job import World
from app.demo.planning.journeys import Stretch
from app.demo.planning.tables import Rows

AWAY_IN_100, QUIET_IN_100 = 5, 11
QUIET = 290  # seconds that every section may be read without a movement
Read = dict[tuple[int, str], list[int]]


class Studying:
    """Writes what the server would have heard of one class's learners."""

    def __init__(self, world: World, rows: Rows) -> None:
        self.world, self.rows = world, rows
        self.rng = world.rng("nobody")

    def write(self, learner: Learner, studied: list[Stretch], plan: list[tuple[CourseTopic, int]]) -> None:
        """Intervals, days and progress of one learner; each stretch is about the work that is handed in next."""
        self.rng = self.world.rng("study", learner.id)
        known = [self._until_now(stretch) for stretch in studied if stretch.start < self.world.calendar.now]
        topics, moments = [topic for topic, _ in plan], [at for _, at in plan]
        days: dict[tuple[int, int], int] = {}
        read: Read = {}
        turn: dict[int, int] = {}
        for stretch in known:
            topic = self._topic(topics, moments, stretch)
            section, _ = _next_section(topic, turn)
            room = learner.room_at(stretch.start)
            self._interval(learner, room, topic, section, stretch)
            self._count_days(days, room, stretch)
            _count_reading(read, topic, section, stretch)
        self._keep(learner, days, read)

    def _until_now(self, stretch: Stretch) -> Stretch:
        return Stretch(stretch.start, min(stretch.end, self.world.calendar.now) - stretch.start)

    def _topic(self, topics: list[CourseTopic], moments: list[int], stretch: Stretch) -> CourseTopic:
        place = bisect_left(moments, stretch.end)
        if place < len(topics) and self.rng.random() < 0.85:
            return topics[place]
        return self.rng.choice(topics or self.world.course.topics)

    def _interval(self, learner: Learner, room: int, topic: CourseTopic, section: str, stretch: Stretch) -> None:
        """What counts as one row, or two if the end was read without a movement; now and then one that does not."""
        common = (
            learner.id,
            self.world.training_id,
            self.world.room_ids[room],
            topic.id,
            section,
            f"{stretch.start:x}",
        )
        quiet = self.rng.randint(90, QUIET) if self.rng.random() * 100 < QUIET_IN_100 else 0
        quiet = quiet if quiet < stretch.seconds else 0
        moved_until = stretch.end - quiet
        rows = [(*common, 0, stretch.start, moved_until, "counted")]
        if quiet:
            rows.append((*common, 2, moved_until, stretch.end, "quiet"))
        away = self.rng.random() * 100
        if away < AWAY_IN_100:
            until = min(stretch.end + self.rng.randint(20, 900), self.world.calendar.now)
            verdict = "idle" if away < AWAY_IN_100 * 0.6 else "hidden"
            rows.append((*common, 2 * bool(quiet) + 1, stretch.end, until, verdict))
        self.rows["study_intervals"] += rows

    def _count_days(self, days: dict[tuple[int, int], int], room: int, stretch: Stretch) -> None:
        start = stretch.start - self.world.calendar.start
        end = start + stretch.seconds
        while start < end:
            day = start // DAY
            until = min(end, (day + 1) * DAY)
            days[day, room] = days.get((day, room), 0) + until - start
            start = until

    def _keep(self, learner: Learner, days: dict[tuple[int, int], int], read: Read) -> None:
        calendar, training = self.world.calendar, self.world.training_id
        self.rows["study_days"] += [
            (learner.id, training, calendar.day(calendar.start + day * DAY), self.world.room_ids[room], seconds)
            for (day, room), seconds in sorted(days.items())
        ]
        self.rows["section_progress"] += [
            (learner.id, training, topic, section, seconds, last, finished or None)
            for (topic, section), (seconds, last, finished) in sorted(read.items())
        ]


def _next_section(topic: CourseTopic, turn: dict[int, int]) -> tuple[str, int]:
    """The sections of a topic one after another, then from the beginning again."""
    number = turn[topic.id] = turn.get(topic.id, -1) + 1
    return topic.sections[number % len(topic.sections)]


def _count_reading(read: Read, topic: CourseTopic, section: str, stretch: Stretch) -> None:
    """Seconds, when last read, when finished (0 until then)."""
    entry = read.setdefault((topic.id, section), [0, 0, 0])
    needed = dict(topic.sections)[section]
    entry[0] += stretch.seconds
    entry[1] = stretch.end
    if not entry[2] and entry[0] >= needed:
        entry[2] = stretch.end - (entry[0] - needed)
