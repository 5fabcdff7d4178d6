"""Posts of a class salon: a case or a question out of a topic, and colleagues' answers."""

from random import Random

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.topics import Topic, parts_of


def salon_thread(topic: Topic, rng: Random) -> tuple[str, str]:
    """Title and opening post, 30 to 200 characters."""
    voice, parts, own = Voice(rng.random, topic), parts_of(topic), sections("salon.txt")
    title = voice.line(voice.pick(own["题首"]) + voice.pick(parts.questions))
    scene = voice.pick(parts.scenes) if voice.chance(75) else voice.pick(parts.insights)
    if voice.chance(35):
        scene += voice.pick(own["试过"]) + voice.pick(parts.measures)
    ask = voice.pick(parts.doubts) if voice.chance(55) else voice.pick(own["问"])
    return title, voice.line(voice.pick(own["起"]) + scene + ask)


def salon_reply(topic: Topic, rng: Random) -> str:
    """An answer within a thread of the topic, mostly 30 to 150 characters."""
    voice, parts, own = Voice(rng.random, topic), parts_of(topic), sections("salon.txt")
    kind = int(voice.draw() * 10)
    if kind < 4:
        body = voice.pick(own["应"]) + voice.pick(own["我做"]) + voice.pick(parts.measures)
        body += voice.pick(parts.outcomes) if voice.chance(25) else voice.pick(own["收"])
    elif kind < 6:
        body = voice.pick(own["应"]) + voice.pick(parts.insights) + voice.pick(own["收"])
    elif kind < 8:
        body = voice.pick(own["我也"]) + voice.pick(parts.scenes)
    elif kind < 9:
        body = voice.pick(own["异议"]) + voice.pick(parts.doubts)
    else:
        body = voice.pick(own["短"]) + (voice.pick(parts.insights) if voice.chance(50) else "")
    return voice.line(body)
