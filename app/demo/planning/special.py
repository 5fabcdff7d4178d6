"""The lively thread about net addiction: its 76 answers over two weeks, looked at 396 times."""

from collections import Counter
from itertools import count
from random import Random

from app.demo.planning.calendar import DAY
from app.demo.planning.cast import Room
from app.demo.planning.job import RoomJob, Special, World
from app.demo.planning.threads import TalkThread, Written
from app.demo.texts.special import TOPIC_TITLE, TUTOR, VIEWS, net_addiction_thread

STARTED = 8 * DAY + 20 * 3600 + 17 * 60  # Tuesday evening of the second week
DAYS_OF_TALK = 13
OPENER = 0
WAKING = (7 * 3600, 23 * 3600)


def special(room: Room, story_ids: frozenset[int], rng: Random) -> tuple[Special, dict[int, int]]:
    """Learners for the speakers of the thread, and how often each speaks."""
    replies = net_addiction_thread().replies
    free = [one.id for one in room.learners if len(one.stays) == 1 and one.id not in story_ids]
    chosen = rng.sample(free, min(len(free), len({reply.speaker for reply in replies} - {OPENER, TUTOR})))
    speakers = tuple(_speaker(room, chosen, reply.speaker) for reply in replies)
    spoken = Counter(person for person in speakers if person in chosen)
    return Special(speakers, VIEWS, 1 + len(replies) - spoken.total()), dict(spoken)


def _speaker(room: Room, chosen: list[int], number: int) -> int:
    staff = {OPENER: room.administrator, TUTOR: room.tutor}
    return staff.get(number) or chosen[(number - 1) % len(chosen)]


def special_thread(world: World, job: RoomJob, number: int, posts: "count[int]") -> TalkThread:
    """The thread as far as it has come by now."""
    told, rng, room = net_addiction_thread(), world.rng("special"), job.room
    speakers = job.special.speakers if job.special else ()
    thread = TalkThread(number, room.id, None, world.course.find(TOPIC_TITLE), True, told.title)
    moments = [world.calendar.start + STARTED, *_moments(world, len(told.replies), rng)]
    said: list[tuple[int, str, int | None]] = [(room.administrator, told.text, None)]
    said += [(person, reply.text, reply.quotes) for person, reply in zip(speakers, told.replies, strict=True)]
    for at, (person, text, to) in zip(moments, said, strict=True):
        if world.is_past(at):
            quoted = thread.posts[to].id if to is not None else None
            thread.posts.append(Written(next(posts), person, room.id, at, text, quoted))
    if thread.posts:
        _look(world, job, thread, rng)
    return thread


def _moments(world: World, number: int, rng: Random) -> list[int]:
    """Most answers in the first days and in the evenings."""
    found = []
    for _ in range(number):
        day = min(int(rng.expovariate(1 / 3.4)), DAYS_OF_TALK)
        hour = rng.triangular(*WAKING, 20.5 * 3600)
        found.append(world.calendar.start + STARTED // DAY * DAY + (day + 1) * DAY + int(hour))
    return sorted(found)


def _look(world: World, job: RoomJob, thread: TalkThread, rng: Random) -> None:
    """Writers look in when they write, others until the number is reached, most of them early."""
    for post in thread.posts:
        thread.look(post.author, post.at, world.calendar)
    people = [one.id for one in job.room.learners if len(one.stays) == 1] + [job.room.tutor, job.room.technician]
    first = STARTED // DAY + 1
    last = (min(world.calendar.now, world.calendar.end) - world.calendar.start) // DAY
    open_looks = [
        (day * 0.5 + rng.random() * 14, person, day)
        for day in range(first, last)
        for person in people
        if (person, day) not in thread.views
    ]
    wanted = (job.special.views if job.special else 0) - len(thread.views)
    for _, person, day in sorted(open_looks)[: max(0, wanted)]:
        thread.look(person, world.calendar.start + day * DAY + int(rng.triangular(*WAKING)), world.calendar)
