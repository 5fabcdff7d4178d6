"""The forum: everybody on its boards, questions raised by learners, articles and answers by the experts."""

from dataclasses import dataclass
from itertools import accumulate, count
from random import Random

from app.demo import texts
from app.demo.planning.cast import Learner
from app.demo.planning.course import CourseTopic
from app.demo.planning.job import World
from app.demo.planning.journeys import rhythm
from app.demo.planning.tables import Rows
from app.demo.planning.threads import TalkThread, Written, keep, look_in

ANSWERS_A_THREAD = 4
RECENT = 14
EXPERT_THREADS_IN_100 = 24
MODULE_WEIGHT = 8
WEIGHTS = {"ideas": 14, "experts": 12, "tea": 12, "course": 10, "family": 8, "technical": 8}
COMPOSERS = {"ideas": "exchange", "tea": "lounge", "course": "course", "family": "family", "technical": "technical"}
ADDED = ("course", "family", "technical")
OTHERS = 11  # people beside experts and learners come up this often in 100


@dataclass(frozen=True, slots=True)
class ForumJob:
    """Boards as id, slug and, for a module's own board, the module; who writes, the active ones more often."""

    boards: tuple[tuple[int, str, int | None], ...]
    posts: int
    expert_posts: int
    learners: tuple[tuple[Learner, int], ...]
    staff: tuple[tuple[int, int], ...]
    experts: tuple[int, ...]
    first: dict[str, int]


class Forum:
    """Writes the whole forum."""

    def __init__(self, world: World, job: ForumJob, rows: Rows) -> None:
        self.world, self.job, self.rows = world, job, rows
        self.rng: Random = world.rng("forum")
        self.posts, self.numbers = count(job.first["posts"]), count(job.first["threads"])
        self.threads: dict[int, list[TalkThread]] = {board[0]: [] for board in job.boards}
        self._sums = list(accumulate(weight for _, weight in job.learners))
        self._board_sums = list(accumulate(WEIGHTS.get(slug, MODULE_WEIGHT) for _, slug, _ in job.boards))

    def write(self) -> None:
        """All posts in the order of time."""
        for at, is_expert in self._moments():
            if not self.world.is_past(at):
                break
            self._post(at, is_expert)
        readers = [learner.id for learner, _ in self.job.learners]
        every = [thread for threads in self.threads.values() for thread in threads]
        for thread in sorted(every, key=lambda thread: thread.id):
            looks = self.rng.randint(4, 16) + 2 * len(thread.posts)
            look_in(thread, self._audience(readers), looks, self.world.calendar, self.rng)
            keep(thread, self.world, self.rows)

    def _moments(self) -> list[tuple[int, bool]]:
        """Moments of all posts; which are the experts' is drawn, after the first few that give them something to answer."""
        moments = rhythm().moments(self.rng, self.job.posts)
        first = min(len(self.job.boards) * 2, self.job.posts - self.job.expert_posts)
        experts = set(self.rng.sample(range(first, self.job.posts), self.job.expert_posts))
        return [(self.world.calendar.start + at, number in experts) for number, at in enumerate(moments)]

    def _post(self, at: int, is_expert: bool) -> None:
        board = self.rng.choices(self.job.boards, cum_weights=self._board_sums)[0]
        known = self.threads[board[0]]
        share = EXPERT_THREADS_IN_100 / 100 if is_expert else 1 / (ANSWERS_A_THREAD + 1)
        author, room_id = self._author(at, is_expert)
        if not known or self.rng.random() < share:
            self._begin(board, author, room_id, at, is_expert)
        else:
            recent = known[-RECENT:]
            thread = recent[max(self.rng.randrange(len(recent)), self.rng.randrange(len(recent)))]
            text = self._answer(board[1], thread, is_expert)
            thread.posts.append(Written(next(self.posts), author, room_id, at, text))

    def _author(self, at: int, is_expert: bool) -> tuple[int, int | None]:
        if is_expert:
            return self.rng.choice(self.job.experts), None
        if self.rng.random() * 100 < OTHERS:
            return self.rng.choice(self.job.staff)
        learner = self.rng.choices(self.job.learners, cum_weights=self._sums)[0][0]
        return learner.id, self.world.room_ids[learner.room_at(at)]

    def _begin(
        self, board: tuple[int, str, int | None], author: int, room_id: int | None, at: int, is_expert: bool
    ) -> None:
        number, slug, module = board
        modules = self.world.course.modules
        topic = self.rng.choice(modules[module] if module is not None else self.world.course.topics)
        title, text, subject = self._opening(slug, topic, at, is_expert)
        is_linked = isinstance(subject, texts.Topic) and subject == topic.words
        thread = TalkThread(next(self.numbers), None, number, topic, is_linked, title, subject)
        thread.posts.append(Written(next(self.posts), author, room_id, at, text))
        self.threads[number].append(thread)

    def _opening(self, slug: str, topic: CourseTopic, at: int, is_expert: bool) -> texts.ForumThread:
        if is_expert:
            return texts.ForumThread(*texts.expert_post(topic.words, self.rng), topic.words)
        if slug in COMPOSERS:
            calendar = self.world.calendar
            week = calendar.week_number(at) + 1
            return texts.forum_thread(COMPOSERS[slug], self.rng, week, summer=calendar.is_of_summer)
        return texts.ForumThread(*texts.salon_thread(topic.words, self.rng), topic.words)

    def _answer(self, slug: str, thread: TalkThread, is_expert: bool) -> str:
        if is_expert:
            words = thread.subject if isinstance(thread.subject, texts.Topic) else thread.topic.words
            return texts.expert_reply(words, self.rng)
        subject = thread.subject if thread.subject is not None else thread.topic.words
        return texts.forum_reply(COMPOSERS.get(slug, slug), self.rng, subject)

    def _audience(self, readers: list[int]) -> list[int]:
        start = self.rng.randrange(len(readers))
        return (readers + readers)[start : start + 60]
