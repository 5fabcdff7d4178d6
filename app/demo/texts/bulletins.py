"""Bulletins of a class (班级简报): one of many voices tells the week's facts."""

from dataclasses import dataclass
from random import Random

from app.demo.texts.composing import PARAGRAPH, Voice
from app.demo.texts.phrases import sections

NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class ClassroomFacts:
    """What a class administrator has at hand when writing the week's bulletin."""

    classroom: str
    site: str
    week: int
    issue: int
    learners: int
    submissions: int
    journals: int
    posts: int
    lagging: int
    star: str
    administrator: str
    tutor: str
    lively_title: str


def bulletin(facts: ClassroomFacts, rng: Random) -> tuple[str, str]:
    """Title and text of one issue."""
    voice, own = Voice(rng.random), sections("bulletins.txt")
    voice.slots.update(_slots(facts))
    title = voice.line(voice.pick(own["题"]))
    story = voice.pick(own["声"]).replace("／", PARAGRAPH)
    lag = voice.pick(own["催" if facts.lagging else "齐"])
    return title, voice.text([story, voice.pick(own["数"]), lag, voice.pick(own["尾"])])


def _slots(facts: ClassroomFacts) -> dict[str, str]:
    return {
        "班级": facts.classroom,
        "教学点": facts.site,
        "周": _numeral(facts.week),
        "期": _numeral(facts.issue),
        "学员": str(facts.learners),
        "作业": str(facts.submissions),
        "日志": str(facts.journals),
        "帖": str(facts.posts),
        "差": str(facts.lagging),
        "星": facts.star,
        "管": facts.administrator,
        "辅": facts.tutor,
        "热帖": facts.lively_title,
    }


def _numeral(number: int) -> str:
    return NUMERALS[number] if 0 <= number <= 10 else str(number)
