"""What tutors say of works, why they return them, and what learners answer."""

from functools import cache
from random import Random

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import Pool, sections
from app.demo.texts.submissions import Work
from app.demo.texts.topics import Topic, parts_of

BARE_IN_100 = 1.5


def tutor_comment(topic: Topic, grade: str, rng: Random, about: Work | None = None) -> str:
    """A comment on an assignment graded 优, 良, 合格 or 不合格; with `about` it takes up that very work."""
    voice, own = _voice(topic, rng, about), sections("comments.txt")
    if voice.chance(BARE_IN_100):
        return voice.pick(own["光秃" + grade])
    seen = voice.pick(own["看见" + grade])
    further = voice.pick(own["再走" + grade]) if voice.chance(65) else ""
    return voice.line(seen + further)


def journal_comment(grade: str, rng: Random, topic: Topic | None = None) -> str:
    """A comment on a journal graded 优, 良, 合格 or 不合格; with `topic` it may take up what was read."""
    voice, own = Voice(rng.random, topic), sections("comments.txt")
    read = voice.pick(own["日志读"]) if topic and grade != "不合格" and voice.chance(55) else ""
    return voice.line(voice.pick(own["日志" + grade]) + read + voice.pick(own["日志尾"]))


def post_comment(rating: int, rng: Random, topic: Topic | None = None) -> str:
    """A tutor's word on what a salon post gave to the class, rating 1 (little) to 3 (much)."""
    voice, section = Voice(rng.random, topic), f"帖{min(max(rating, 1), 3)}"
    return voice.line(voice.pick(sections("comments.txt")[section] if topic else _without_topic(section)))


@cache
def _without_topic(section: str) -> Pool:
    """The phrases of a section that name no topic."""
    return tuple(phrase for phrase in sections("comments.txt")[section] if "{词}" not in str(phrase))


def return_reason(topic: Topic, rng: Random, about: Work | None = None) -> str:
    """Why an assignment goes back for another version."""
    voice, own = _voice(topic, rng, about), sections("comments.txt")
    return voice.line(voice.pick(own["退回"]) + voice.pick(own["退回尾"]))


def learner_answer(topic: Topic, grade: str, rng: Random, about: Work | None = None) -> str:
    """A learner's answer to a grade."""
    voice, own = _voice(topic, rng, about), sections("comments.txt")
    return voice.line(voice.pick(own["答低" if grade == "不合格" else "答"]))


def _voice(topic: Topic, rng: Random, about: Work | None) -> Voice:
    voice = Voice(rng.random, topic)
    measures = parts_of(topic).measures
    voice.slots["点"] = about.matter if about else measures[int(rng.random() * len(measures))].short
    voice.slots["孩"] = about.child if about else "这个孩子"
    return voice
