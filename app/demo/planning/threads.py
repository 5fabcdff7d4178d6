"""A thread in the making: posts are numbered as they come, and the thread's own numbers follow from them."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from app.demo.planning.calendar import DAY, Calendar
from app.demo.planning.course import CourseTopic
from app.demo.planning.job import World
from app.demo.planning.likes import likes_in
from app.demo.planning.tables import Row, Rows
from app.demo.texts import Topic


class Written(NamedTuple):
    """A post: its number in the database, who wrote it, in which class they were, when, and what became of it."""

    id: int
    author: int
    room_id: int | None
    at: int
    text: str
    quoted: int | None = None
    hidden_at: int | None = None
    hidden_by: int | None = None
    rated_at: int | None = None


@dataclass(slots=True)
class TalkThread:
    """A thread of a salon or a board; `subject` is what answers of a board are composed from."""

    id: int
    room_id: int | None
    board_id: int | None
    topic: CourseTopic
    is_linked: bool
    title: str
    subject: Topic | int | None = None
    posts: list[Written] = field(default_factory=list)
    views: set[tuple[int, int]] = field(default_factory=set)
    reads: dict[int, int] = field(default_factory=dict)

    @property
    def author(self) -> int:
        return self.posts[0].author

    def look(self, person: int, at: int, calendar: Calendar) -> None:
        """Somebody looks in; one's own thread is read too, but is no audience."""
        self.reads[person] = max(self.reads.get(person, 0), at)
        if person != self.author:
            self.views.add((person, (at - calendar.start) // DAY))


def keep(thread: TalkThread, world: World, rows: Rows) -> None:
    """The thread, its posts, their likes, its views and read marks as rows."""
    training_id, calendar = world.training_id, world.calendar
    in_sight = [post for post in thread.posts if post.hidden_at is None]
    topic_id = thread.topic.id if thread.is_linked else None
    rows["threads"].append(
        (
            thread.id, training_id, thread.room_id, thread.board_id, topic_id, thread.author, thread.title,
            thread.posts[0].at, in_sight[-1].at, len(in_sight), len(thread.posts), len(thread.views), None,
        )
    )  # fmt: skip
    likes = likes_in(
        ((post.id, post.author, post.at) for post in in_sight), thread.reads, world.rng("likes", thread.id)
    )
    liked = Counter(post_id for post_id, _, _ in likes)
    rows["posts"] += [
        _post(thread, training_id, number, post, liked[post.id]) for number, post in enumerate(thread.posts, 1)
    ]
    rows["likes"] += likes
    rows["thread_views"] += [
        (thread.id, person, calendar.day(calendar.start + day * DAY)) for person, day in sorted(thread.views)
    ]
    times = [post.at for post in thread.posts]
    rows["read_marks"] += [
        (person, thread.id, bisect_right(times, at), at) for person, at in sorted(thread.reads.items())
    ]


def _post(thread: TalkThread, training_id: int, number: int, post: Written, likes: int) -> Row:
    return (
        post.id, thread.id, training_id, number, post.author, post.room_id, thread.room_id is not None, post.quoted,
        post.text, post.at, None, post.hidden_at, post.hidden_by, likes, post.rated_at,
    )  # fmt: skip


def look_in(thread: TalkThread, people: list[int], times: int, calendar: Calendar, rng: Random) -> None:
    """So many looks by these people in the days after the thread began, besides those of its writers."""
    for post in thread.posts:
        thread.look(post.author, post.at, calendar)
    first, last = thread.posts[0].at, min(calendar.now, calendar.end)
    for _ in range(times):
        at = first + int(rng.expovariate(1 / (2.5 * DAY))) + 60
        if at <= last:
            thread.look(people[int(rng.random() * len(people))], at, calendar)
