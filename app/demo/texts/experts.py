"""Posts of the course experts: answers to what many asked, articles, notices of recorded talks."""

from random import Random

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.topics import Topic, parts_of


def expert_post(topic: Topic, rng: Random) -> tuple[str, str]:
    """Title and text of an expert's post about a topic, 150 to 500 characters."""
    voice, own, parts = Voice(rng.random, topic), sections("expert.txt"), parts_of(topic)
    title = voice.line(voice.pick(own["题"]))
    first, second = (phrase.say(voice.draw) for phrase in voice.several(parts.measures, 2))
    asked = voice.pick(own["起"]) + voice.pick(parts.doubts)
    view = voice.pick(own["看法"]) + voice.pick(parts.insights)
    advice = voice.pick(own["建议"]) + "其一，" + first + "其二，" + second + voice.pick(own["再说"])
    return title, voice.text([asked, view, advice, voice.pick(own["尾"])])


def expert_reply(topic: Topic, rng: Random) -> str:
    """An expert's short answer within a thread of the topic."""
    voice, own, parts = Voice(rng.random, topic), sections("expert.txt"), parts_of(topic)
    return voice.line(voice.pick(own["答"]) + voice.pick(parts.insights) + voice.pick(own["再说"]))
