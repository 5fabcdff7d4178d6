"""Everything one class did, as rows."""

from collections import Counter
from random import Random

from app.demo import texts
from app.demo.planning.cast import Learner
from app.demo.planning.grading import Desk
from app.demo.planning.job import RoomJob, World
from app.demo.planning.journals import Journals
from app.demo.planning.journeys import any_time, stretches, week_weights
from app.demo.planning.picks import picks
from app.demo.planning.quotas import Quota
from app.demo.planning.salon import Salon, turns_of
from app.demo.planning.stories import tell_story
from app.demo.planning.study import Studying
from app.demo.planning.submissions import Submissions
from app.demo.planning.tables import COLUMNS, Row, Rows

HABITS = (
    "写得真实，读来亲切。",
    "有想法，有行动，继续坚持。",
    "观察细致，反思到位。",
    "良",
)  # what a mirror shows a tutor


def rows_of(world: World, job: RoomJob) -> Rows:
    """The class's learners one by one, then its salon and what was picked for the showcase."""
    rows: Rows = {table: [] for table in COLUMNS}
    is_story = any(learner.id in world.story_ids for learner in job.room.learners)
    desk = Desk(world, world.rng("room", job.room.index), HABITS if is_story else ())
    works = _Works(world, job, rows, desk)
    for learner in job.room.learners:
        works.of(learner, job.quotas[learner.id])
    spoken = Counter(job.special.speakers if job.special else ())
    Salon(world, job, rows, desk).write(turns_of(world, job, spoken))
    rows["recommendations"] += picks(world, job, works.submissions.best)
    rows["grades"] += desk.grades
    rows["grade_answers"] += desk.answers
    for learner in job.room.learners:
        if learner.id in world.story_ids:
            tell_story(world, learner, rows)
    return rows


class _Works:
    """Learners' own works: study, assignments, journals, resources."""

    def __init__(self, world: World, job: RoomJob, rows: Rows, desk: Desk) -> None:
        self.world, self.rows, self.desk = world, rows, desk
        self.studying = Studying(world, rows)
        self.submissions = Submissions(world, rows, desk, job.first["submissions"])
        self.journals = Journals(world, rows, desk, job.first["journals"])

    def of(self, learner: Learner, quota: Quota) -> None:
        rng = self.world.rng("journey", learner.id)
        weights = week_weights(quota, self.world.calendar.weeks, self.world.rng("weights", learner.id))
        studied = stretches(quota, quota.minutes * 60 + rng.randrange(60), weights, self.world.calendar, rng)
        quality = rng.gauss(86.5 if quota.is_complete or learner.id in self.world.story_ids else 79, 4)
        plan = self.submissions.plan(quota, weights, studied)
        self.studying.write(learner, studied, plan)
        self.submissions.write(learner, quota, plan, quality)
        self.journals.write(learner, quota, weights, studied, quality + 1)
        chosen = self.world.rng("shared", learner.id)
        self.rows["resources"] += [
            self._resource(learner, at, chosen) for at in any_time(quota.resources, weights, self.world.calendar, rng)
            if self.world.is_past(at)
        ]  # fmt: skip

    def _resource(self, learner: Learner, at: int, chosen: Random) -> Row:
        topic = self.desk.rng.choice(self.world.course.topics)
        shared = texts.resource(topic.words, self.desk.rng)
        room = learner.room_at(at)
        return (
            self.world.training_id, learner.id, self.world.room_ids[room], self.world.room_places[room], topic.id,
            shared.kind, shared.title, shared.description, at, *texts.content_of(shared, topic.words, chosen),
        )  # fmt: skip
