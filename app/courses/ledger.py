"""The course in figures: how long, how much, resting on what."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.courses.course import SECTIONS_OF, CourseText, TopicText
from app.courses.parsing import all_topics
from app.courses.reading import minutes_of_sections

KINDS = SECTIONS_OF["ready"]


@dataclass(frozen=True, slots=True)
class Row:
    """One topic, or a sum of several; characters by the kinds of sections in their order, times in minutes."""

    name: str
    title: str
    characters: tuple[int, ...]
    reading_minutes: int
    credit_minutes: int
    sources: int


def row_of(topic: TopicText) -> Row:
    lengths = {section.kind: section.characters for section in topic.sections}
    return Row(
        topic.path.removesuffix(".md"),
        topic.title,
        tuple(lengths.get(kind, 0) for kind in KINDS),
        minutes_of_sections(topic.sections),
        topic.credit_minutes,
        len(topic.sources),
    )


def sum_of(name: str, title: str, rows: Iterable[Row]) -> Row:
    rows = list(rows)
    return Row(
        name,
        title,
        tuple(sum(row.characters[at] for row in rows) for at in range(len(KINDS))),
        sum(row.reading_minutes for row in rows),
        sum(row.credit_minutes for row in rows),
        sum(row.sources for row in rows),
    )


def rows_of(course: CourseText) -> list[Row]:
    """The topics of each module with their sum, and the sum of all at the end."""
    rows: list[Row] = []
    for module in course.modules:
        topics = [row_of(topic) for topic in module.topics]
        rows += [*topics, sum_of(module.slug, module.title, topics)]
    return [*rows, sum_of("", course.title, (row_of(topic) for _, topic in all_topics(course)))]


def topics_by_source(course: CourseText) -> dict[str, list[TopicText]]:
    """What the topics lean on, most used first, with the topics that do."""
    used: dict[str, list[TopicText]] = {}
    for _, topic in all_topics(course):
        for source in topic.sources:
            used.setdefault(source, []).append(topic)
    return dict(sorted(used.items(), key=lambda pair: (-len(pair[1]), pair[0])))
