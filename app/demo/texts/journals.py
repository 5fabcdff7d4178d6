"""Journals: a week of a teacher who studies beside the work, with the arc of the six weeks."""

from random import Random

from app.demo.texts.composing import Voice
from app.demo.texts.phrases import sections
from app.demo.texts.topics import Topic, known_topics, parts_of

WEEKS = "一二三四五六"


def journal(week: int, rng: Random, topic: Topic | None = None, *, summer: bool = False) -> tuple[str, str]:
    """Title and text of week 1 to 6, 120 to 400 characters; `summer` allows June's and July's events."""
    draw = rng.random
    topics = known_topics()
    topic = topic or topics[int(draw() * len(topics))]
    voice, own, key = Voice(draw, topic), sections("journal.txt"), WEEKS[min(max(week, 1), 6) - 1]
    titles = own["题" + key] if voice.chance(55) else own["题常"]
    title = voice.line(voice.pick(titles).replace("{周}", key))
    return title, voice.text(_body(voice, topic, key, summer))


def _body(voice: Voice, topic: Topic, key: str, summer: bool) -> list[str]:
    own, parts = sections("journal.txt"), parts_of(topic)
    first, second = (phrase.say(voice.draw) for phrase in voice.several(own["日常"], 2))
    day = voice.pick(own["夏" + key]) if summer and voice.chance(40) else first
    week = voice.pick(own["周" + key])
    read = voice.pick(own["读"]) + voice.pick(parts.insights) + voice.pick(own["感"])
    case = voice.pick(own["对号"]) + voice.pick(parts.scenes)
    tried = voice.pick(own["试"]) + voice.pick(parts.measures)
    end = voice.pick(own["尾"])
    if voice.chance(30):
        tried += voice.pick(parts.outcomes)
    orders = (
        [week + day, second, read + tried, end],
        [day + voice.pick(own["感"]), week, read + case, end],
        [week, read, case + voice.pick(own["感"]), tried + end],
        [day, second + voice.pick(own["感"]), week + read, tried, end],
        [week + read, case, day + end],
    )
    return orders[int(voice.draw() * len(orders))]
