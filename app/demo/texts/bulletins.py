"""Bulletins of a class (班级简报): one of many voices tells the week's facts."""

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

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


class Issue(NamedTuple):
    """One issue in its parts: a story, what is said of the figures, who lags, and a farewell."""

    title: str
    story: str
    figures: str
    lag: str
    end: str


def bulletin(facts: ClassroomFacts, rng: Random) -> Issue:
    """One issue; what it says of figures is true of the facts."""
    voice, own = Voice(rng.random), sections("bulletins.txt")
    voice.slots.update(_slots(facts))
    lag = own["催" if facts.lagging else "齐"]
    return Issue(
        title=voice.line(voice.pick(own["题"])),
        story=voice.text([voice.pick(own["声"]).replace("／", PARAGRAPH)]),
        figures=voice.line(voice.pick(own["数"])),
        lag=voice.line(voice.pick(lag)),
        end=voice.line(voice.pick(own["尾"])),
    )


def word_to_a_bulletin(rng: Random) -> str:
    """What a reader says to it."""
    voice = Voice(rng.random)
    return voice.line(voice.pick(sections("bulletins.txt")["评"]))


def heading(kind: str, rng: Random) -> str:
    """What stands above a block, in one of several ways."""
    voice = Voice(rng.random)
    return voice.line(voice.pick(sections("bulletins.txt")[kind]))


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
