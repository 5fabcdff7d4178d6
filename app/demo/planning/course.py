"""The course as a plan knows it."""

from dataclasses import dataclass

from app.demo.texts import Topic as Words


@dataclass(frozen=True, slots=True)
class CourseTopic:
    """A topic: its sections in their order, each with the seconds after which it counts as read."""

    id: int
    title: str
    module: int
    minimum_characters: int
    sections: tuple[tuple[str, int], ...]
    words: Words
    module_slug: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """All topics by module; modules are counted from 0."""

    modules: tuple[tuple[CourseTopic, ...], ...]

    @property
    def topics(self) -> tuple[CourseTopic, ...]:
        return tuple(topic for module in self.modules for topic in module)

    def find(self, words: str) -> CourseTopic:
        """The first topic whose title has these words, or the first of all."""
        return next((topic for topic in self.topics if words in topic.title), self.topics[0])
