"""How a text message leaves: one small interface, and a default that writes a line of the log which names nobody.

Whoever has a gateway gives the application one: `app.extensions["texting"] = TheirTexting(…)`. A message is handed over
once, after its act is in the database, and never again: it costs money and wakes people, so it is rather lost than doubled.
"""

from typing import Protocol

import structlog

log = structlog.get_logger()


class Texting(Protocol):
    def send(self, phone: str, words: str, number: int) -> None:
        """Hand a message over; `number` is that of the contact. What fails is raised."""


class LogTexting:
    """Writes down that a message would have left: its number, neither phone nor words."""

    def send(self, phone: str, words: str, number: int) -> None:
        log.info("text_not_sent_but_logged", contact=number)
