"""What every composer does: say parts, join them to paragraphs, fill the slots."""

from collections.abc import Iterable, Sequence
from functools import cache

from app.demo.texts.cast import cast, girl
from app.demo.texts.phrases import Draw, Phrase, pick
from app.demo.texts.topics import Topic, known_topics

PARAGRAPH = "\n\n"


class Voice:
    """One text in the making: its randomness, its topic (any, if none is given), its people."""

    __slots__ = ("draw", "slots", "topic")

    def __init__(self, draw: Draw, topic: Topic | None = None) -> None:
        self.draw = draw
        self.topic = topic or known_topics()[int(draw() * len(known_topics()))]
        self.slots = cast(draw)
        self.slots["题"] = self.topic.title
        words = self.topic.keywords or (self.topic.title,)
        self.slots["词"] = words[int(draw() * len(words))]

    def pick(self, pool: Sequence[Phrase]) -> str:
        """One phrase of the pool with its choices drawn."""
        return pick(pool, self.draw)

    def chance(self, in_100: float) -> bool:
        """True in so many of 100 cases."""
        return self.draw() * 100 < in_100

    def several(self, pool: Sequence[Phrase], count: int) -> list[Phrase]:
        """Different phrases of the pool in a drawn order."""
        orders = _orders(len(pool), min(count, len(pool)))
        return [pool[index] for index in orders[int(self.draw() * len(orders))]]

    def text(self, paragraphs: Iterable[str]) -> str:
        """The paragraphs as one text with every slot filled."""
        return self.line(PARAGRAPH.join([paragraph for paragraph in paragraphs if paragraph]))

    def line(self, words: str) -> str:
        """The words with every slot filled; a slot 她 makes the child a girl throughout."""
        if "{她}" in words:
            self.slots.update(girl(self.draw))
        return words.format_map(self.slots) if "{" in words else words


@cache
def _orders(size: int, count: int) -> tuple[tuple[int, ...], ...]:
    if count == 0:
        return ((),)
    return tuple((*rest, last) for rest in _orders(size, count - 1) for last in range(size) if last not in rest)
