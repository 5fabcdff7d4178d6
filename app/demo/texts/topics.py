"""A topic as the composers know it, and the parts that belong to it alone."""

import re
from dataclasses import dataclass
from functools import cache

from app.demo.texts.phrases import PHRASES, Phrase, Pool, compiled

TOPIC_FILES = ("day.txt", "year.txt", "events.txt", "classes.txt", "students.txt", "profession.txt")
KINDS = {
    "景": "scenes",
    "做": "measures",
    "果": "outcomes",
    "悟": "insights",
    "疑": "doubts",
    "题": "questions",
    "源": "resources",
}
NOT_A_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Topic:
    """What a composer must know of a topic of the course."""

    slug: str
    title: str
    keywords: tuple[str, ...]
    module: str


@dataclass(frozen=True)
class TopicParts:
    """The phrases that only this topic uses."""

    title: str
    module: str
    keywords: tuple[str, ...]
    scenes: Pool
    measures: Pool
    outcomes: Pool
    insights: Pool
    doubts: Pool
    questions: Pool
    resources: Pool


def parts_of(topic: Topic) -> TopicParts:
    """The topic's own parts, found by its title without punctuation; those of a general topic for an unknown one."""
    return _by_title(topic.title)


@cache
def known_topics() -> tuple[Topic, ...]:
    """The topics that have parts of their own, in the order of the course."""
    return tuple(
        Topic(f"topic-{number:02}", parts.title, parts.keywords, parts.module)
        for number, parts in enumerate(_all_parts().values(), start=1)
    )


@cache
def _by_title(title: str) -> TopicParts:
    every = _all_parts()
    return every.get(_bare(title)) or _general_parts()


def _bare(title: str) -> str:
    return NOT_A_WORD.sub("", title)


@cache
def _all_parts() -> dict[str, TopicParts]:
    return {_bare(parts.title): parts for name in TOPIC_FILES for parts in _parts_in(name)}


@cache
def _general_parts() -> TopicParts:
    return _parts_in("any_topic.txt")[0]


def _parts_in(name: str) -> list[TopicParts]:
    """The topics of one file: `# 模块`, then `= 专题`, then lines that begin with their kind."""
    module, found, lines = "", [], []
    for line in (PHRASES / "topics" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            module = line[2:]
        elif line.startswith("= "):
            lines = [line[2:]]
            found.append(lines)
        elif line:
            lines.append(line)
    return [_parts(module, *topic) for topic in found]


def _parts(module: str, title: str, words: str, *lines: str) -> TopicParts:
    pools: dict[str, list[Phrase]] = {name: [] for name in KINDS.values()}
    for line in lines:
        kind, _, text = line.partition(" ")
        pools[KINDS[kind]].append(compiled(text))
    keywords = tuple(words.split()[1:])
    return TopicParts(title, module, keywords, **{name: tuple(pool) for name, pool in pools.items()})
