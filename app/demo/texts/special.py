"""The lively thread of the province, written by hand: one opening post and 76 answers."""

from functools import cache
from typing import NamedTuple

from app.demo.texts.phrases import PHRASES

VIEWS = 396
REPLIES = 76
TUTOR = 46
TOPIC_TITLE = "消除网瘾的妙招"


class Reply(NamedTuple):
    """An answer: speaker 0 opened the thread, TUTOR is the class's tutor, others are learners of the class.

    `quotes` is the number of the answer it takes up, 0 for the opening post, None for none.
    """

    speaker: int
    quotes: int | None
    text: str


class SpecialThread(NamedTuple):
    """Title, opening post and answers, in the order of time."""

    title: str
    text: str
    replies: tuple[Reply, ...]


@cache
def net_addiction_thread() -> SpecialThread:
    """The thread 消除青少年网瘾的妙招 as its data file holds it."""
    title, text, *rest = (PHRASES / "net_addiction_thread.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return SpecialThread(title.removeprefix("# "), text, tuple(_reply(block) for block in rest))


def _reply(block: str) -> Reply:
    """A block begins with `speaker` or `speaker>quoted answer`."""
    head, _, text = block.partition(" ")
    speaker, _, to = head.partition(">")
    return Reply(int(speaker), int(to) if to else None, text)
