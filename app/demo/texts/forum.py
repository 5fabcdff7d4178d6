"""Posts of the forum's boards, open to the whole training."""

from functools import cache
from random import Random
from typing import NamedTuple

from app.demo.texts.composing import Voice
from app.demo.texts.journals import journal
from app.demo.texts.phrases import Phrase, Pool, compiled, raw_sections, sections
from app.demo.texts.salon import salon_reply, salon_thread
from app.demo.texts.topics import Topic, known_topics

PART = "／"


class Board(NamedTuple):
    """A board; `share` is its part of 100 posts; of 100 threads `cases` come from topics, `diaries` from journals."""

    slug: str
    title: str
    description: str
    share: int
    cases: int
    diaries: int


BOARDS = (
    Board("exchange", "班主任工作交流", "带班路上的事，说出来大家一起想办法", 38, 82, 0),
    Board("course", "课程学习与答疑", "课程、作业、考核里弄不明白的，来这里问", 20, 40, 0),
    Board("family", "家校沟通", "家访、家长会、电话和短信：怎样跟家长站到一边", 14, 45, 0),
    Board("technical", "技术求助", "登录、上传、网速、手机上网，信息员和热心人在这里", 12, 0, 0),
    Board("lounge", "心灵驿站", "教书之外也要过日子：歇歇脚，说说话", 16, 0, 60),
)


class ForumThread(NamedTuple):
    """A thread's beginning; `subject` goes to `forum_reply` so that answers stay with the matter."""

    title: str
    text: str
    subject: Topic | int


class Opening(NamedTuple):
    """A hand-written beginning of a thread, with answers that fit it."""

    title: Phrase
    text: Phrase
    replies: Pool


def forum_thread(board: str, rng: Random, week: int, *, summer: bool = False) -> ForumThread:
    """The beginning of a thread on the board of that slug, in week 1 to 6; `summer` as in journals."""
    place, topic, point = _board(board), _any_topic(rng), rng.random() * 100
    if point < place.cases:
        return ForumThread(*salon_thread(topic, rng), topic)
    if point < place.cases + place.diaries:
        return ForumThread(*journal(week, rng, topic, summer=summer), topic)
    voice, pool = Voice(rng.random, topic), openings(place.title)
    subject = int(rng.random() * len(pool))
    text = voice.pick((pool[subject].text,)) + voice.pick(sections("forum.txt")["帖尾"])
    return ForumThread(voice.line(voice.pick((pool[subject].title,))), voice.line(text), subject)


def forum_reply(board: str, rng: Random, subject: Topic | int) -> str:
    """An answer on a board to a thread of that subject."""
    if isinstance(subject, Topic):
        return salon_reply(subject, rng)
    voice, own = Voice(rng.random, _any_topic(rng)), sections("forum.txt")
    first = voice.pick(own["回首"]) if voice.chance(40) else ""
    last = voice.pick(own["回尾"]) if voice.chance(60) else ""
    return voice.line(first + voice.pick(openings(_board(board).title)[subject].replies) + last)


@cache
def openings(title: str) -> tuple[Opening, ...]:
    """The hand-written beginnings of a board: title, text and answers parted by a full-width stroke."""
    found = []
    for line in raw_sections("forum.txt")[f"{title} 帖"]:
        first, text, *replies = (compiled(part) for part in line.split(PART))
        found.append(Opening(first, text, tuple(replies)))
    return tuple(found)


def _board(slug: str) -> Board:
    return next(board for board in BOARDS if board.slug == slug)


def _any_topic(rng: Random) -> Topic:
    topics = known_topics()
    return topics[int(rng.random() * len(topics))]
