"""How a letter leaves: by SMTP where that is set, else only as a line of the log that names nobody."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import structlog

log = structlog.get_logger()
PATIENCE = 10.0
TLS_PORT = 587


class NotNow(Exception):
    """The server cannot be reached or says later; worth another try."""


class Never(Exception):
    """The server will not take a letter to this address, whenever it is asked."""


class Transport(Protocol):
    def send(self, message: EmailMessage, to: str, number: int) -> None:
        """Hand a letter over, or raise NotNow or Never."""


class LogTransport:
    """Writes down that a letter would have left: its number, neither address nor words."""

    def send(self, message: EmailMessage, to: str, number: int) -> None:
        log.info("mail_not_sent_but_logged", mail=number)


class SmtpTransport:
    """`smtp://user:password@host:port`, `smtps://…`; TLS is demanded on port 587 and with `?starttls=1`."""

    def __init__(self, url: str) -> None:
        self.url = urlsplit(url)

    def send(self, message: EmailMessage, to: str, number: int) -> None:
        with _plainly(number), _connected(self.url) as server:
            server.send_message(message, to_addrs=[to])


def transport_for(url: str | None) -> Transport:
    return SmtpTransport(url) if url else LogTransport()


def _connected(url: SplitResult) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    server = kind(url.hostname or "localhost", url.port or 0, timeout=PATIENCE)
    try:
        if kind is smtplib.SMTP and (url.port == TLS_PORT or parse_qs(url.query).get("starttls") == ["1"]):
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
    except BaseException:
        server.close()
        raise
    return server


@contextmanager
def _plainly(number: int) -> Iterator[None]:
    """The library's many exceptions as two; what they say may hold addresses, so only codes go on."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _words in refusal.recipients.values()]
        raise (Never if min(codes) >= 500 else NotNow)(f"recipient {codes[0]}") from None
    except smtplib.SMTPDataError as refusal:
        raise (Never if refusal.smtp_code >= 500 else NotNow)(f"data {refusal.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as problem:
        log.warning("mail_server_unreachable", mail=number, problem=type(problem).__name__)
        raise NotNow(type(problem).__name__) from None
