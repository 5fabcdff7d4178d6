"""What a letter is, and who writes which kind; words are put together when the letter leaves, never before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """A letter that is to be written: to whom, of which kind and period, and for which site."""

    person: Any
    kind: str
    period: str
    data: dict[str, Any]
    site: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text; `unsubscribe` is the address at which this kind is ended."""

    subject: str
    text: str
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Who writes letters of a kind, and whether they keep quiet hours and need a confirmed address."""

    compose: Callable[[Request], Letter | None]
    is_urgent: bool


KINDS: dict[str, Kind] = {}
Composer = Callable[[Request], Letter | None]


def composes(kind: str, *, is_urgent: bool = False) -> Callable[[Composer], Composer]:
    """Let a function write the letters of a kind; None from it means that there is nothing to say any more.

    An urgent one was asked for a moment ago: it goes out at night too, and to an address not yet confirmed.
    """

    def add(composer: Composer) -> Composer:
        KINDS[kind] = Kind(composer, is_urgent)
        return composer

    return add


def enveloped(letter: Letter, sender: str, to: str, number: int, made_at: datetime) -> EmailMessage:
    """The message as it is sent; its id follows from the letter, so that a repeat is known as one."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, letter.subject
    message["Date"] = format_datetime(made_at)
    domain = sender.rpartition("@")[2].strip("> ") or "localhost"
    message["Message-ID"] = f"<mail.{number}.{int(made_at.timestamp())}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
    message.set_content(letter.text)
    return message
