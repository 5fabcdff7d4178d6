"""A class's bulletin of each week, written by its administrator on Sunday evening from the week's own figures."""

from collections import Counter

from app.demo import texts
from app.demo.planning.calendar import WEEK
from app.demo.planning.job import RoomJob, World
from app.demo.planning.tables import COLUMNS, Row, Rows

PUBLISHED = (WEEK - 5 * 3600, WEEK - 600)
BEHIND = 2  # assignments by which somebody lags
MARKS = {"submissions": "first_handed_in_at", "journals": "published_at", "posts": "written_at"}
AUTHORS = {"submissions": "person_id", "journals": "person_id", "posts": "author_id"}


def bulletin_rows(world: World, job: RoomJob, rows: Rows) -> list[Row]:
    """One a week, and one more at the end where the job asks for it."""
    week = _Weeks(world, job, rows)
    numbers = [*range(world.calendar.weeks), *([world.calendar.weeks - 1] if job.is_bulletin_extra else [])]
    found = [week.bulletin(number, issue) for issue, number in enumerate(numbers, 1)]
    return [row for row in found if world.is_past(int(str(row[-1])))]


class _Weeks:
    """The figures of one class by week."""

    def __init__(self, world: World, job: RoomJob, rows: Rows) -> None:
        self.world, self.job, self.rows = world, job, rows
        self.rng = world.rng("bulletins", job.room.index)
        self.done = {table: self._counted(table) for table in MARKS}

    def bulletin(self, number: int, issue: int) -> Row:
        title, text = texts.bulletin(self._facts(number, issue), self.rng)
        room, calendar = self.job.room, self.world.calendar
        at = calendar.start + number * WEEK + self.rng.randint(*PUBLISHED)
        return (
            self.world.training_id, room.id, room.administrator, calendar.week_name(number), title, text, at,
        )  # fmt: skip

    def _counted(self, table: str) -> Counter[tuple[int, int]]:
        """How much each person did in each week."""
        when, who = COLUMNS[table].index(MARKS[table]), COLUMNS[table].index(AUTHORS[table])
        return Counter(
            (self.world.calendar.week_number(int(str(row[when]))), int(str(row[who])))
            for row in self.rows[table]
            if row[when] is not None
        )

    def _facts(self, number: int, issue: int) -> texts.ClassroomFacts:
        room = self.job.room
        sums = {
            table: sum(count for (week, _), count in counts.items() if week == number)
            for table, counts in self.done.items()
        }
        return texts.ClassroomFacts(
            classroom=room.name, site=room.site, week=number + 1, issue=issue, learners=len(room.learners),
            submissions=sums["submissions"], journals=sums["journals"], posts=sums["posts"],
            lagging=self._lagging(number), star=self._star(number), administrator=room.names[room.administrator],
            tutor=room.names[room.tutor], lively_title=self._lively(number),
        )  # fmt: skip

    def _lagging(self, number: int) -> int:
        handed_in: Counter[int] = Counter()
        for (week, person), count in self.done["submissions"].items():
            handed_in[person] += count if week <= number else 0
        return sum(handed_in[learner.id] < 2 * (number + 1) - BEHIND for learner in self.job.room.learners)

    def _star(self, number: int) -> str:
        """Who did most this week."""
        points = [
            (sum(counts[number, learner.id] for counts in self.done.values()), -learner.id, learner.name)
            for learner in self.job.room.learners
        ]
        return max(points)[2]

    def _lively(self, number: int) -> str:
        """The title of the thread that spoke most this week."""
        titles = {int(str(row[0])): str(row[6]) for row in self.rows["threads"]}
        spoken = Counter(
            int(str(row[1]))
            for row in self.rows["posts"]
            if self.world.calendar.week_number(int(str(row[9]))) == number
        )
        lively = max(sorted(spoken), key=lambda thread: spoken[thread], default=0)
        return titles.get(lively) or self.world.course.topics[number].title
