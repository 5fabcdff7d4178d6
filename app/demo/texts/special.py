"""The lively thread of the province, written by hand: one opening post and 76 answers."""

from functools import cache
from typing import NamedTuple

from app.demo.texts.phrases import PHRASES

VIEWS = 396
REPLIES = 76
TOPIC_TITLE = "消除网瘾的妙招"


class Reply(NamedTuple):
    """An answer by the speaker of that number (0 is who opened the thread), `to` the numbered post it quotes or 0."""

    speaker: int
    to: int
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
    """A block begins with `speaker` or `speaker>quoted post`."""
    head, _, text = block.partition(" ")
    speaker, _, to = head.partition(">")
    return Reply(int(speaker), int(to or 0), text)
