"""Assignments: a teacher tells a case of the topic, what was tried, what came of it, what stays open."""

from random import Random
from typing import NamedTuple

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.topics import Topic, TopicParts, parts_of

ORDINALS = (("一是", "二是", "三是"), ("第一，", "第二，", "第三，"), ("其一，", "其二，", "其三，"),
            ("（1）", "（2）", "（3）"), ("首先，", "其次，", "再就是，"))
LENGTHS = ("thin",) * 12 + ("usual",) * 66 + ("rich",) * 22


class Work(NamedTuple):
    """A composed text, and what a tutor may pick up from it: the measure in short, the child."""

    text: str
    matter: str
    child: str


def submission(topic: Topic, rng: Random, length: str = "") -> Work:
    """An assignment of a topic; `length` is thin (from 120 characters), usual, rich (to 800), or drawn."""
    voice, parts = Voice(rng.random, topic), parts_of(topic)
    length = length or LENGTHS[int(rng.random() * 100)]
    shape = SHAPES[int(rng.random() * len(SHAPES))]
    measures = voice.several(parts.measures, 1 if length == "thin" else 2)
    paragraphs = shape(voice, parts, [measure.say(voice.draw) for measure in measures], length)
    return Work(voice.text(paragraphs), measures[0].short, voice.slots["孩"])


def _told(voice: Voice, parts: TopicParts, measures: list[str], length: str) -> list[str]:
    """A story from beginning to end."""
    own = sections("submission.txt")
    begin = voice.pick(own["开头"]) if length != "thin" or voice.chance(40) else ""
    scene = begin + voice.pick(parts.scenes)
    tried = voice.pick(own["转"]) + voice.pick(own["做引"]) + measures[0]
    if len(measures) > 1 and (length == "rich" or voice.chance(45)):
        tried += voice.pick(own["再做引"]) + measures[1]
    return [scene, tried, *_ending(voice, parts, length)]


def _listed(voice: Voice, parts: TopicParts, measures: list[str], length: str) -> list[str]:
    """Background, numbered measures, effect."""
    own = sections("submission.txt")
    numbers = ORDINALS[int(voice.draw() * len(ORDINALS))]
    if len(measures) == 1:
        numbers = ("",)
    steps = "".join(number + measure for number, measure in zip(numbers, measures, strict=False))
    return [voice.pick(own["引案"]) + voice.pick(parts.scenes), voice.pick(own["列引"]) + steps,
            *_ending(voice, parts, length)]


def _compared(voice: Voice, parts: TopicParts, measures: list[str], length: str) -> list[str]:
    """First what the course made clear, then one's own case against it."""
    own = sections("submission.txt")
    first = voice.pick(own["读后"]) + voice.pick(parts.insights)
    case = voice.pick(own["对照"]) + voice.pick(parts.scenes)
    tried = voice.pick(own["做引"]) + measures[0]
    if length == "rich":
        tried += voice.pick(own["再做引"]) + measures[-1]
    end = voice.pick(parts.outcomes)
    if length != "thin":
        end += voice.pick(own["疑引"]) + voice.pick(parts.doubts)
    if length == "rich":
        end += voice.pick(own["细节"]) + voice.pick(own["尾"])
    return [first, case, tried, end]


def _from_the_scene(voice: Voice, parts: TopicParts, measures: list[str], length: str) -> list[str]:
    """Straight into the scene; thoughts come after."""
    own = sections("submission.txt")
    reflection = voice.pick(own["反思"]) if length != "thin" else ""
    tried = voice.pick(own["做引"]) + measures[0]
    if length == "rich" and len(measures) > 1:
        tried += voice.pick(own["再做引"]) + measures[1]
    return [voice.pick(parts.scenes) + reflection, tried + voice.pick(own["果引"]) + voice.pick(parts.outcomes),
            _thought(voice, parts) + (voice.pick(own["尾"]) if length == "rich" or voice.chance(35) else "")]


def _ending(voice: Voice, parts: TopicParts, length: str) -> list[str]:
    own = sections("submission.txt")
    outcome = voice.pick(own["果引"]) + voice.pick(parts.outcomes)
    if length == "thin":
        return [outcome]
    if length == "rich":
        outcome = voice.pick(own["细节"]) + outcome
        doubt = voice.pick(own["疑引"]) + voice.pick(parts.doubts)
        return [outcome, _thought(voice, parts), doubt + voice.pick(own["尾"])]
    if voice.chance(50):
        return [outcome + _thought(voice, parts)]
    return [outcome, voice.pick(own["疑引"]) + voice.pick(parts.doubts)]


def _thought(voice: Voice, parts: TopicParts) -> str:
    return voice.pick(sections("submission.txt")["悟引"]) + voice.pick(parts.insights)


SHAPES = (_told, _told, _listed, _listed, _compared, _from_the_scene)
