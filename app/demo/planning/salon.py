"""A class's salon: who raises a thread, who answers which, what is rated, who looks in."""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from app.demo import texts
from app.demo.planning.calendar import DAY, WEEK
from app.demo.planning.course import CourseTopic
from app.demo.planning.grading import Desk, Work
from app.demo.planning.job import RoomJob, World
from app.demo.planning.journeys import any_time, week_weights
from app.demo.planning.quotas import Quota
from app.demo.planning.special import special_thread
from app.demo.planning.tables import Rows
from app.demo.planning.threads import TalkThread, Written, keep, look_in

ANSWERS_A_THREAD = 5
RECENT = 7
THREADS_TO_SPARE = 3
LINKED_IN_100, QUOTED_IN_100, SPOKEN_IN_100 = 78, 9, 55
WORTH = {"优": 3, "良": 2, "合格": 1, "不合格": 1}
HIDDEN_AFTER = (600, 2 * DAY)


class Turn(NamedTuple):
    """A moment at which somebody writes."""

    at: int
    author: int
    is_staff: bool
    is_hidden: bool


class Salon:
    """Writes one class's salon."""

    def __init__(self, world: World, job: RoomJob, rows: Rows, desk: Desk) -> None:
        self.world, self.job, self.rows, self.desk = world, job, rows, desk
        self.rng = world.rng("salon", job.room.index)
        self.threads: list[TalkThread] = []
        self.posts, self.numbers = count(job.first["posts"]), count(job.first["threads"])

    def write(self, turns: list[Turn]) -> None:
        """Everything said in the salon, from the writers' turns in order."""
        if self.job.special:
            self._special()
        for turn, begins in self._begin_or_answer(turns):
            if not self.world.is_past(turn.at):
                break
            if begins:
                self._begin(turn)
            else:
                self._answer(turn)
        for thread in self.threads:
            looks = self.rng.randint(3, 9) + 2 * len(thread.posts)
            look_in(thread, self._members(), looks, self.world.calendar, self.rng)
        for thread in sorted([*self.threads, *self._kept_special()], key=lambda thread: thread.id):
            self._leave_unread(thread)
            keep(thread, self.world, self.rows)

    def _special(self) -> None:
        self._lively = special_thread(self.world, self.job, next(self.numbers), self.posts)
        self._rate_all(self._lively)

    def _kept_special(self) -> list[TalkThread]:
        return [self._lively] if self.job.special else []

    def _begin_or_answer(self, turns: list[Turn]) -> Iterator[tuple[Turn, bool]]:
        """One turn in six begins a thread, the first one always; staff like to begin."""
        wanted, begun = max(1, len(turns) // (ANSWERS_A_THREAD + 1)), 0
        for number, turn in enumerate(turns):
            if turn.is_hidden and not begun:
                continue
            due = (number + 1) * wanted / len(turns)
            eager = 1.6 if turn.is_staff else 0.75
            may = not turn.is_hidden and begun < wanted + THREADS_TO_SPARE - 1
            begins = may and (not begun or self._is_story(turn) or self.rng.random() * 2 < (due - begun + 0.2) * eager)
            begun += begins
            yield turn, begins

    def _is_story(self, turn: Turn) -> bool:
        """The first word of a demo learner opens a thread, so that there is one to come back to."""
        mine = turn.author in self.world.story_ids
        return mine and all(thread.author != turn.author for thread in self.threads)

    def _begin(self, turn: Turn) -> None:
        topic = self._topic(turn.at)
        title, text = texts.salon_thread(topic.words, self.rng)
        is_linked = self.rng.random() * 100 < LINKED_IN_100
        thread = TalkThread(next(self.numbers), self.job.room.id, None, topic, is_linked, title)
        self.threads.append(thread)
        self._say(thread, turn, text, None)

    def _topic(self, at: int) -> CourseTopic:
        """Mostly of the module that the week is about."""
        modules = self.world.course.modules
        week = min((at - self.world.calendar.start) // WEEK, len(modules) - 1)
        return self.rng.choice(modules[week] if self.rng.random() < 0.6 else self.world.course.topics)

    def _answer(self, turn: Turn) -> None:
        recent = self.threads[-RECENT:]
        others = [thread for thread in recent if self._would_answer(thread, turn)] or recent
        thread = others[max(self.rng.randrange(len(others)), self.rng.randrange(len(others)))]
        quoted = self.rng.choice(thread.posts[1:]) if len(thread.posts) > 2 else None
        is_quoting = quoted is not None and quoted.hidden_at is None and self.rng.random() * 100 < QUOTED_IN_100
        text = texts.salon_reply(thread.topic.words, self.rng)
        self._say(thread, turn, text, quoted.id if quoted and is_quoting else None)

    def _would_answer(self, thread: TalkThread, turn: Turn) -> bool:
        """Nobody answers themselves; a demo learner leaves the own thread to the others, to find their answers unread."""
        is_own_story = turn.author in self.world.story_ids and thread.author == turn.author
        return thread.posts[-1].author != turn.author and not is_own_story

    def _say(self, thread: TalkThread, turn: Turn, text: str, quoted: int | None) -> None:
        hidden_at = turn.at + self.rng.randint(*HIDDEN_AFTER) if turn.is_hidden else None
        if hidden_at and not self.world.is_past(hidden_at):
            hidden_at = turn.at
        number, room_id = next(self.posts), self.job.room.id
        post = Written(
            number, turn.author, room_id, turn.at, text, quoted, hidden_at, turn.author if hidden_at else None
        )
        rated_at = None if turn.is_staff or hidden_at else self._rate(post)
        thread.posts.append(post._replace(rated_at=rated_at))

    def _rate(self, post: Written) -> int | None:
        work = Work("post", post.id, 1, self.job.room.index, post.author, post.at)
        at = self.desk.graded_at(work)
        if at is not None:
            self.desk.grade(work, at, 86.5, self._word)
        return at

    def _rate_all(self, thread: TalkThread) -> None:
        staff = (self.job.room.tutor, self.job.room.administrator)
        for place, post in enumerate(thread.posts):
            if post.author not in staff:
                thread.posts[place] = post._replace(rated_at=self._rate(post))

    def _word(self, grade: str) -> str:
        return texts.post_comment(WORTH[grade], self.rng) if self.rng.random() * 100 < SPOKEN_IN_100 else ""

    def _members(self) -> list[int]:
        room = self.job.room
        settled = [learner.id for learner in room.learners if len(learner.stays) == 1]
        return [*settled, room.tutor, room.administrator, room.technician]

    def _leave_unread(self, thread: TalkThread) -> None:
        """The demo learner has not been back to own threads since the last own post."""
        if thread.author in self.world.story_ids:
            thread.reads[thread.author] = max(post.at for post in thread.posts if post.author == thread.author)


def turns_of(world: World, job: RoomJob, spoken: dict[int, int]) -> list[Turn]:
    """When who writes in this salon; learners write where they are at the time."""
    room, calendar = job.room, world.calendar
    found = [
        Turn(at, person, False, False)
        for person, quota in job.quotas.items()
        for at in moments_of(world, person, quota, spoken.get(person, 0))
        if _is_here(job, person, at)
    ]
    rng, even = world.rng("turns", room.index), [100] * calendar.weeks
    for person, number in ((room.tutor, job.staff.tutor_posts), (room.administrator, job.staff.administrator_posts)):
        found += [Turn(at, person, True, False) for at in any_time(number, even, calendar, rng)]
    settled = [learner.id for learner in room.learners if len(learner.stays) == 1]
    hidden = any_time(job.staff.hidden_posts, even, calendar, rng)
    found += [Turn(max(at, calendar.start + DAY), rng.choice(settled), False, True) for at in hidden]
    return sorted(found)


def _is_here(job: RoomJob, person: int, at: int) -> bool:
    guest = job.movers.get(person)
    return guest is None or guest.room_at(at) == job.room.index


def moments_of(world: World, person: int, quota: Quota, spoken: int) -> list[int]:
    """When a learner writes in salons beside what is fixed already: the same whoever asks."""
    weights = week_weights(quota, world.calendar.weeks, world.rng("weights", person))
    return any_time(quota.posts - spoken, weights, world.calendar, world.rng("posts", person))


def most_threads(posts: int) -> int:
    """How many threads so many posts can make, the lively one included."""
    return max(1, posts // (ANSWERS_A_THREAD + 1)) + THREADS_TO_SPARE
