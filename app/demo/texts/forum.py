"""Posts of the forum's boards, open to the whole training."""

from random import Random
from typing import NamedTuple

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.salon import salon_reply, salon_thread
from app.demo.texts.topics import Topic, known_topics


class Board(NamedTuple):
    """A board of the forum; `share` is its part of 100 posts, `cases` how many of 100 come from the topics."""

    slug: str
    title: str
    description: str
    share: int
    cases: int


BOARDS = (
    Board("exchange", "班主任工作交流", "带班路上的事，说出来大家一起想办法", 38, 70),
    Board("course", "课程学习与答疑", "课程、作业、考核里弄不明白的，来这里问", 20, 20),
    Board("family", "家校沟通", "家访、家长会、电话和短信：怎样跟家长站到一边", 14, 15),
    Board("technical", "技术求助", "登录、上传、网速、手机上网，信息员和热心人在这里", 12, 0),
    Board("lounge", "心灵驿站", "教书之外也要过日子：歇歇脚，说说话", 16, 0),
)


def forum_thread(board: str, rng: Random) -> tuple[str, str]:
    """Title and opening post on a board, named by its slug."""
    place = _board(board)
    if rng.random() * 100 < place.cases:
        return salon_thread(_any_topic(rng), rng)
    voice = Voice(rng.random, _any_topic(rng))
    title, _, text = voice.line(voice.pick(sections("forum.txt")[f"{place.title} 帖"])).partition("／")
    return title, text + voice.line(voice.pick(sections("forum.txt")["帖尾"]))


def forum_reply(board: str, rng: Random) -> str:
    """An answer on a board."""
    place = _board(board)
    if rng.random() * 100 < place.cases // 2:
        return salon_reply(_any_topic(rng), rng)
    voice, own = Voice(rng.random, _any_topic(rng)), sections("forum.txt")
    first = voice.pick(own["回首"]) if voice.chance(50) else ""
    return voice.line(first + voice.pick(own[f"{place.title} 回"]) + voice.pick(own["回尾"]))


def _board(slug: str) -> Board:
    return next(board for board in BOARDS if board.slug == slug)


def _any_topic(rng: Random) -> Topic:
    topics = known_topics()
    return topics[int(rng.random() * len(topics))]
