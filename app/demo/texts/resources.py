"""Resources that learners shared: title, kind, a line about it, where it comes from, and what it says."""

from random import Random
from typing import NamedTuple

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.topics import Topic, parts_of

KINDS = (
    ("courseware", ("课件", "幻灯")),
    ("video", ("录像", "视频")),
    ("form", ("表", "卡", "清单", "模板", "学情单", "选题单", "迟到条")),
    ("picture", ("照片", "图")),
    ("case", ("案例", "反思", "故事", "实录", "记录")),
    ("activity", ("活动", "方案", "流程", "约定")),
    ("meeting", ("班会", "主持")),
    ("plan", ("教案", "设计")),
)
ABOUT = {
    "courseware": "课件", "video": "视频", "form": "表格", "picture": "图片", "case": "文章", "activity": "教案",
    "meeting": "教案", "plan": "教案", "article": "文章",
}  # fmt: skip
STAGES = (("upper", ("四年级", "五年级", "六年级")), ("junior", ("初一", "初二", "初三")))
ANY_STAGE = ("any", "any", "any", "lower", "upper", "junior", "junior", "senior")
LICENCES = ("credit", "credit", "credit", "free", "free", "classroom")
OWN_IN_100 = 78
ELSEWHERE = "https://video.example.org/{number}"


class Resource(NamedTuple):
    """A shared resource; kind, stage and licence are the house's codes, `link` is where a video is looked at."""

    title: str
    kind: str
    description: str


class Content(NamedTuple):
    """What else is said of a resource."""

    stage: str
    is_own: bool
    source: str
    licence: str
    text: str
    link: str


def resource(topic: Topic, rng: Random) -> Resource:
    """A resource about the topic."""
    voice, own = Voice(rng.random, topic), sections("resources.txt")
    pool = parts_of(topic).resources if voice.chance(60) else own["题"]
    title = voice.line(voice.pick(own["题首"]) + voice.pick(pool) + voice.pick(own["题尾"]))
    kind = _kind_of(title)
    return Resource(title, kind, voice.line(voice.pick(own["述" + ABOUT[kind]]) + voice.pick(own["述尾"])))


def content_of(shared: Resource, topic: Topic, rng: Random) -> Content:
    """Its text, or the address of a video, and where it comes from."""
    voice, own = Voice(rng.random, topic), sections("resources.txt")
    is_own = "原创" in shared.title or voice.chance(OWN_IN_100)
    source = "" if is_own else voice.line(voice.pick(own["来源"]))
    is_video = shared.kind == "video"
    link = ELSEWHERE.format(number=int(voice.draw() * 900_000) + 100_000) if is_video else ""
    text = "" if is_video else _text(voice)
    return Content(_stage_of(shared.title, rng), is_own, source, rng.choice(LICENCES), text, link)


def _text(voice: Voice) -> str:
    """One thing that happened, two that were tried, what came of it."""
    parts = parts_of(voice.topic)
    tried = [phrase.say(voice.draw) for phrase in voice.several(parts.measures, 2)]
    return voice.text([voice.pick(parts.scenes), *tried, voice.pick(parts.outcomes)])


def _kind_of(title: str) -> str:
    return next((kind for kind, words in KINDS if any(word in title for word in words)), "article")


def _stage_of(title: str, rng: Random) -> str:
    told = next((stage for stage, words in STAGES if any(word in title for word in words)), None)
    return told or rng.choice(ANY_STAGE)
