"""Resources that learners shared: title, kind and a line about it."""

from random import Random
from typing import NamedTuple

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.topics import Topic, parts_of

KINDS = (
    ("课件", ("课件", "幻灯")),
    ("教案", ("教案", "设计", "方案", "流程", "主持")),
    ("表格", ("表", "卡", "清单", "模板", "学情单", "选题单", "迟到条")),
    ("图片", ("照片", "图")),
    ("视频", ("录像", "实录", "视频")),
)


class Resource(NamedTuple):
    """A shared resource; `kind` is 课件, 教案, 表格, 图片, 视频 or 文章."""

    title: str
    kind: str
    description: str


def resource(topic: Topic, rng: Random) -> Resource:
    """A resource about the topic."""
    voice, own = Voice(rng.random, topic), sections("resources.txt")
    pool = parts_of(topic).resources if voice.chance(60) else own["题"]
    title = voice.line(voice.pick(own["题首"]) + voice.pick(pool) + voice.pick(own["题尾"]))
    kind = _kind_of(title)
    return Resource(title, kind, voice.line(voice.pick(own["述" + kind]) + voice.pick(own["述尾"])))


def _kind_of(title: str) -> str:
    return next((kind for kind, words in KINDS if any(word in title for word in words)), "文章")
