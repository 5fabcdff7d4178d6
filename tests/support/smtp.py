"""A small mail server of our own on a free port: keeps what it was given, or refuses, or hangs up as it is told."""

import socketserver
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Thread
from typing import cast

import pytest


class PostOffice(socketserver.ThreadingTCPServer):
    """`answers["RCPT"] = "550 no such user"` changes what is said; `forgets_to_answer` takes a letter and hangs up."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Counter)
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.forgets_to_answer = False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_about: object) -> None:
        """Somebody hung up: that is what some tests are about."""


class _Counter(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.split()[0].decode().upper() if line.split() else ""
            if word == "QUIT":
                self._say("221 bye")
                return
            if word == "DATA" and not self._take():
                return
            if word != "DATA":
                self._say(self.server.answers.get(word, "250 fine"))

    def _take(self) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        if self.server.answers.get("DATA"):
            self._say(self.server.answers["DATA"])
            return True
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.letters.append(cast("EmailMessage", letter))
        if self.server.forgets_to_answer:
            return False
        self._say("250 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield office
        office.shutdown()
