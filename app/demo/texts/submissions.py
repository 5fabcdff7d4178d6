"""Assignments: a teacher tells a case of the topic, what was tried, what came of it, what stays open."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import Phrase, sections
from app.demo.texts.topics import Topic, parts_of

ORDINALS = (
    ("一是", "二是", "三是"),
    ("第一，", "第二，", "第三，"),
    ("其一，", "其二，", "其三，"),
    ("（1）", "（2）", "（3）"),
    ("首先，", "其次，", "再就是，"),
)


class Plan(NamedTuple):
    """How full a work is: counts of parts, and chances in 100 for the optional ones.

    A measure beyond the third belongs to the other child.
    """

    measures: int
    outcomes: int
    insights: int
    detail: int
    another_child: int
    doubt: int
    closing: int


PLANS = {
    "thin": Plan(measures=1, outcomes=1, insights=0, detail=0, another_child=0, doubt=20, closing=10),
    "usual": Plan(measures=2, outcomes=1, insights=1, detail=50, another_child=8, doubt=60, closing=45),
    "rich": Plan(measures=3, outcomes=2, insights=1, detail=90, another_child=55, doubt=85, closing=70),
    "essay": Plan(measures=4, outcomes=3, insights=2, detail=100, another_child=100, doubt=100, closing=100),
}
LENGTHS = ("thin",) * 10 + ("usual",) * 58 + ("rich",) * 25 + ("essay",) * 7


class Work(NamedTuple):
    """A composed text, and what a tutor may pick up from it: the measure in short, the child."""

    text: str
    matter: str
    child: str


class Writing:
    """One assignment in the making."""

    __slots__ = ("insights", "measures", "outcomes", "own", "parts", "plan", "voice")

    def __init__(self, topic: Topic, rng: Random, plan: Plan) -> None:
        self.voice, self.parts, self.plan = Voice(rng.random, topic), parts_of(topic), plan
        self.own = sections("submission.txt")
        self.measures = self.voice.several(self.parts.measures, plan.measures)
        self.outcomes = self.voice.several(self.parts.outcomes, plan.outcomes)
        self.insights = self.voice.several(self.parts.insights, plan.insights)

    def say(self, section: str) -> str:
        """A connecting phrase."""
        return self.voice.pick(self.own[section])

    def maybe(self, chance: int, section: str) -> str:
        """A connecting phrase, or nothing."""
        return self.say(section) if self.voice.chance(chance) else ""

    def scene(self) -> str:
        """What happened."""
        return self.voice.pick(self.parts.scenes)

    def measured(self) -> str:
        """What was tried, told one after the other."""
        draw = self.voice.draw
        first, *more = self.measures[:3]
        return self.say("做引") + first.say(draw) + "".join(self.say("再做引") + step.say(draw) for step in more)

    def numbered(self) -> str:
        """What was tried, as a numbered list."""
        numbers = ORDINALS[int(self.voice.draw() * len(ORDINALS))] if len(self.measures) > 1 else ("",)
        steps = [number + step.say(self.voice.draw) for number, step in zip(numbers, self.measures[:3], strict=False)]
        return self.say("列引") + "".join(steps)

    def outcome(self) -> str:
        """What came of it, with a detail of those weeks."""
        return self.maybe(self.plan.detail, "细节") + self.say("果引") + self._all(self.outcomes)

    def another_child(self) -> str:
        """The case of another child, in few words."""
        if not self.voice.chance(self.plan.another_child):
            return ""
        scene = self.say("另一个") + self.scene()
        if self.measures[3:]:
            scene += self.say("转") + self.say("做引") + self._all(self.measures[3:])
        return Voice(self.voice.draw, self.voice.topic).line(scene) + self.say("另一个后")

    def thought(self) -> str:
        """What was understood."""
        return self.say("悟引") + self._all(self.insights) if self.insights else ""

    def end(self) -> str:
        """What stays open, and the last sentence."""
        doubt = self.say("疑引") + self.voice.pick(self.parts.doubts) if self.voice.chance(self.plan.doubt) else ""
        return doubt + self.maybe(self.plan.closing, "尾")

    def _all(self, phrases: Sequence[Phrase]) -> str:
        return "".join([phrase.say(self.voice.draw) for phrase in phrases])


def submission(topic: Topic, rng: Random, length: str = "") -> Work:
    """An assignment of a topic; `length` is thin, usual, rich or essay (100 to 800 characters), or drawn."""
    plan = PLANS[length or LENGTHS[int(rng.random() * len(LENGTHS))]]
    writing = Writing(topic, rng, plan)
    shape = SHAPES[int(rng.random() * len(SHAPES))]
    text = writing.voice.text(shape(writing))
    return Work(text, writing.measures[0].short, writing.voice.slots["孩"])


def _told(w: Writing) -> list[str]:
    """A story from beginning to end."""
    return [
        w.say("开头") + w.scene(),
        w.say("转") + w.measured(),
        w.outcome(),
        w.another_child(),
        w.thought() + w.end(),
    ]


def _listed(w: Writing) -> list[str]:
    """Background, numbered measures, effect."""
    return [w.say("引案") + w.scene(), w.numbered(), w.outcome() + w.thought(), w.another_child(), w.end()]


def _compared(w: Writing) -> list[str]:
    """First what the course made clear, then one's own case against it."""
    read = w.say("读后") + w.voice.pick(w.parts.insights)
    return [read + w.say("对照") + w.scene(), w.measured(), w.outcome(), w.another_child(), w.end()]


def _from_the_scene(w: Writing) -> list[str]:
    """Straight into the scene; thoughts come after."""
    return [
        w.scene() + w.say("反思"),
        w.say("转") + w.measured(),
        w.outcome() + w.end(),
        w.another_child(),
        w.thought(),
    ]


SHAPES = (_told, _told, _listed, _listed, _compared, _from_the_scene)
